package dev.inward.calibration;

import dev.inward.Margin;
import dev.inward.statistics.PValueAdjustment;
import dev.inward.statistics.Proportion;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Decision;
import dev.inward.verdict.RegressionAcrossCellsClaim;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.figures.ChangeAcrossCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A regression gate of 20 cells of 150 items, judged with many seeds. Self-prediction of the old
 * version is right on 70 %, cross-prediction on 50 % of the items.
 *
 * <p>With probability sqrt(ρ) a cell uses the draws of its prompt, otherwise its own. So the draws
 * of two cells correlate by ρ on a prompt that both have.
 *
 * @param number the number of the cell, which determines its seeds
 * @param name the name of the known truth in the table
 * @param sharesPrompts whether all cells have the same 150 prompts
 * @param rho the correlation ρ of two cells on one prompt; 0 if they share no prompts
 * @param agreement the probability that a prediction uses the same random draw in both versions
 * @param fallOfAll how much the accuracy of self-prediction falls in all cells
 * @param fallOfFirst how much it falls in the first cell besides
 */
record GateCell(
        int number,
        String name,
        boolean sharesPrompts,
        double rho,
        double agreement,
        double fallOfAll,
        double fallOfFirst) {

    static final int RUNS = 1_000;

    private static final int CELLS = 20;
    private static final int ITEMS = 150;
    private static final Margin MARGIN = Margin.percentagePoints(5);
    private static final double SELF = 0.7;
    private static final double CROSS = 0.5;

    /**
     * The results of a gate in one cell.
     *
     * @param firstFell how often the first cell has the verdict FAIL
     */
    record Counts(GateCell cell, Proportion passed, Proportion failed, Proportion firstFell) {}

    Counts measure() {
        int passed = 0;
        int failed = 0;
        int firstFell = 0;
        for (int run = 0; run < RUNS; run++) {
            var random = new SplittableRandom(number * 1_000_003L + run);
            List<Draws> ofPrompts = new ArrayList<>();
            for (int prompt = 0; prompt < ITEMS; prompt++) {
                ofPrompts.add(Draws.of(random, agreement));
            }
            List<List<ItemAdvantages>> cells = new ArrayList<>();
            for (int cell = 0; cell < CELLS; cell++) {
                cells.add(draw(random, ofPrompts, cell));
            }
            List<String> fallen = fallen(cells);
            Decision decision =
                    new RegressionAcrossCellsClaim(MARGIN)
                            .judge(
                                    ChangeAcrossCells.of(
                                            cells, CELLS, MARGIN, CalibrationCell.CONFIDENCE),
                                    fallen)
                            .decision();
            passed += decision == Decision.PASS ? 1 : 0;
            failed += decision == Decision.FAIL ? 1 : 0;
            firstFell += fallen.contains("0") ? 1 : 0;
        }
        return new Counts(
                this,
                Proportion.of(passed, RUNS),
                Proportion.of(failed, RUNS),
                Proportion.of(firstFell, RUNS));
    }

    private static List<String> fallen(List<List<ItemAdvantages>> cells) {
        List<AdvantageChange> changes =
                cells.stream()
                        .map(cell -> AdvantageChange.of(cell, MARGIN, CalibrationCell.CONFIDENCE))
                        .toList();
        double[] adjusted =
                PValueAdjustment.HOLM.adjust(
                        changes.stream().mapToDouble(AdvantageChange::p).toArray());
        List<String> fallen = new ArrayList<>();
        for (int cell = 0; cell < adjusted.length; cell++) {
            if (new RegressionClaim(MARGIN)
                            .judge(changes.get(cell).withAdjustedP(adjusted[cell]))
                            .decision()
                    == Decision.FAIL) {
                fallen.add("" + cell);
            }
        }
        return fallen;
    }

    private List<ItemAdvantages> draw(SplittableRandom random, List<Draws> ofPrompts, int cell) {
        double fall = fallOfAll + (cell == 0 ? fallOfFirst : 0);
        List<ItemAdvantages> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            String prompt = "prompt " + (sharesPrompts ? i : cell * ITEMS + i);
            Draws draws =
                    random.nextDouble() < Math.sqrt(rho)
                            ? ofPrompts.get(i)
                            : Draws.of(random, agreement);
            items.add(
                    new ItemAdvantages(
                            new Item("task", Map.of(), prompt, Split.HELD_OUT),
                            right(draws.oldSelf(), SELF) - right(draws.oldCross(), CROSS),
                            right(draws.newSelf(), SELF - fall) - right(draws.newCross(), CROSS)));
        }
        return items;
    }

    private static int right(double draw, double accuracy) {
        return draw < accuracy ? 1 : 0;
    }

    /** {@return the probability that both versions get the same score for a prediction} */
    double sameScores() {
        double byChance = (same(SELF) + same(CROSS)) / 2;
        return agreement + (1 - agreement) * byChance;
    }

    private static double same(double accuracy) {
        return accuracy * accuracy + (1 - accuracy) * (1 - accuracy);
    }

    /** The random draws of both predictions of both versions. */
    private record Draws(double oldSelf, double oldCross, double newSelf, double newCross) {

        static Draws of(SplittableRandom random, double agreement) {
            double self = random.nextDouble();
            double cross = random.nextDouble();
            return new Draws(
                    self, cross, again(random, agreement, self), again(random, agreement, cross));
        }

        private static double again(SplittableRandom random, double agreement, double draw) {
            double other = random.nextDouble();
            return random.nextDouble() < agreement ? draw : other;
        }
    }
}

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
 * @param number the number of the cell, which determines its seeds
 * @param name the name of the known truth in the table
 * @param sharesPrompts whether all cells have the same 150 prompts
 * @param agreement the probability that a prediction uses the same random draw in both versions
 * @param fallOfAll how much the accuracy of self-prediction falls in all cells
 * @param fallOfFirst how much it falls in the first cell besides
 */
record GateCell(
        int number,
        String name,
        boolean sharesPrompts,
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
            List<List<ItemAdvantages>> cells = new ArrayList<>();
            for (int cell = 0; cell < CELLS; cell++) {
                cells.add(draw(random, cell));
            }
            List<String> fallen = fallen(cells);
            Decision decision =
                    new RegressionAcrossCellsClaim(MARGIN)
                            .judge(
                                    ChangeAcrossCells.of(cells, MARGIN, CalibrationCell.CONFIDENCE),
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

    private List<ItemAdvantages> draw(SplittableRandom random, int cell) {
        double fall = fallOfAll + (cell == 0 ? fallOfFirst : 0);
        List<ItemAdvantages> items = new ArrayList<>();
        for (int i = 0; i < ITEMS; i++) {
            String prompt = "prompt " + (sharesPrompts ? i : cell * ITEMS + i);
            double self = random.nextDouble();
            double cross = random.nextDouble();
            items.add(
                    new ItemAdvantages(
                            new Item("task", Map.of(), prompt, Split.HELD_OUT),
                            right(self, SELF) - right(cross, CROSS),
                            right(again(random, self), SELF - fall)
                                    - right(again(random, cross), CROSS)));
        }
        return items;
    }

    private double again(SplittableRandom random, double draw) {
        double other = random.nextDouble();
        return random.nextDouble() < agreement ? draw : other;
    }

    private static int right(double draw, double accuracy) {
        return draw < accuracy ? 1 : 0;
    }
}

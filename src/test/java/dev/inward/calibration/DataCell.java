package dev.inward.calibration;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.statistics.Proportion;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Decision;
import dev.inward.verdict.IntrospectionClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A kind of data whose mean advantage over tasks is the margin, judged with many seeds.
 *
 * @param number the number of the cell, which determines its seeds
 * @param kind the kind of data in the table
 * @param tasks the items of each task
 * @param missing the answers that are missing
 */
record DataCell(int number, String kind, List<ItemTruth> tasks, MissingAnswers missing) {

    private static final IntrospectionClaim CLAIM = new IntrospectionClaim(FixedGrid.MARGIN);

    /** The rates of all three verdicts. */
    record Counts(DataCell cell, Proportion passed, Proportion failed, Proportion inconclusive) {}

    Counts measure() {
        List<Item> items = items();
        int passed = 0;
        int failed = 0;
        for (int seed = 0; seed < CalibrationCell.SEEDS; seed++) {
            Decision decision = judge(items, new SplittableRandom(number * 1_000_003L + seed));
            passed += decision == Decision.PASS ? 1 : 0;
            failed += decision == Decision.FAIL ? 1 : 0;
        }
        return new Counts(
                this, rate(passed), rate(failed), rate(CalibrationCell.SEEDS - passed - failed));
    }

    int size() {
        return tasks.stream().mapToInt(ItemTruth::items).sum();
    }

    private static Proportion rate(int count) {
        return Proportion.of(count, CalibrationCell.SEEDS);
    }

    private List<Item> items() {
        List<Item> items = new ArrayList<>();
        for (int task = 0; task < tasks.size(); task++) {
            for (int i = 0; i < tasks.get(task).items(); i++) {
                items.add(
                        new Item(
                                "task " + task,
                                Map.of(),
                                "prompt " + items.size(),
                                Split.HELD_OUT));
            }
        }
        return items;
    }

    private Decision judge(List<Item> items, SplittableRandom random) {
        int[] outcomes =
                tasks.stream()
                        .flatMapToInt(
                                task ->
                                        IntStream.generate(() -> task.draw(random))
                                                .limit(task.items()))
                        .toArray();
        Set<Integer> gone = missing.draw(outcomes, random);
        List<ScoredItem> scored = new ArrayList<>();
        for (int i = 0; i < outcomes.length; i++) {
            scored.add(
                    SyntheticComparison.scored(
                            items.get(i),
                            gone.contains(i) ? PredictionOutcome.MISSING : right(outcomes[i] > 0),
                            right(outcomes[i] < 0)));
        }
        return SyntheticComparison.of(CalibrationCell.REQUEST, scored)
                .evidence()
                .judge(CLAIM)
                .decision();
    }

    private static PredictionOutcome right(boolean isRight) {
        return isRight ? PredictionOutcome.RIGHT : PredictionOutcome.WRONG;
    }
}

package dev.inward.calibration;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.statistics.Proportion;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.ItemsToSettle;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A cell whose inconclusive verdicts say how many items would settle them.
 *
 * @param cell a cell with an advantage above the margin
 */
record SettlingCell(CalibrationCell cell) {

    static final int SEEDS = 400;

    /**
     * The numbers of items.
     *
     * @param truth the number of items with a power of 80 %
     * @param all the numbers of each seed, whatever its verdict is
     * @param said the numbers that inconclusive verdicts name
     */
    record Counts(
            SettlingCell cell, long truth, List<ItemsToSettle> all, List<ItemsToSettle> said) {

        Proportion inconclusive() {
            return Proportion.of(said.size(), SEEDS);
        }

        /** {@return a quantile of the numbers; empty if it is above the limit of what is said} */
        OptionalLong quantile(Function<ItemsToSettle, OptionalLong> number, double share) {
            long[] sorted =
                    said.stream()
                            .map(number)
                            .mapToLong(items -> items.orElse(Long.MAX_VALUE))
                            .sorted()
                            .toArray();
            long quantile = sorted[(int) (share * (sorted.length - 1))];
            return quantile == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(quantile);
        }

        /** {@return how often the range contains the true number} */
        Proportion covered(List<ItemsToSettle> numbers) {
            long covering =
                    numbers.stream()
                            .filter(
                                    items ->
                                            items.least().orElse(Long.MAX_VALUE) <= truth
                                                    && truth <= items.most().orElse(Long.MAX_VALUE))
                            .count();
            return Proportion.of((int) covering, numbers.size());
        }
    }

    Counts measure() {
        var layout = new ItemLayout(cell.truths(), cell.n(), cell.design());
        var outcomes = new PossibleOutcomes(cell.truths(), layout);
        List<ItemsToSettle> all = new ArrayList<>();
        List<ItemsToSettle> said = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new SplittableRandom(cell.number() * 1_000_003L + seed);
            Evidence evidence =
                    cell.evidence(
                            SyntheticComparison.of(
                                            CalibrationCell.REQUEST,
                                            outcomes.of(layout.draw(random)))
                                    .build());
            all.add(
                    ItemsToSettle.of(
                            evidence.figures().orElseThrow().difference(),
                            cell.claim().margin(),
                            CalibrationCell.CONFIDENCE));
            evidence.judge(cell.claim()).judgement().itemsToSettle().ifPresent(said::add);
        }
        return new Counts(this, PowerTable.itemsFor(cell, 0.8), all, said);
    }
}

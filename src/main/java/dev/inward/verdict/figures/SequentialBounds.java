package dev.inward.verdict.figures;

import dev.inward.statistics.Interval;
import dev.inward.statistics.sequential.ConfidenceSequence;
import dev.inward.statistics.sequential.EProcess;
import dev.inward.statistics.sequential.SamplingRounds;
import dev.inward.statistics.sequential.WeightedValue;
import dev.inward.study.Comparison;
import dev.inward.study.ItemRounds;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The bounds of a mean of items that are collected in rounds. Each bound is a betting confidence
 * sequence, so it is valid at any time.
 *
 * <p>An item without the property or without an answer is left out of its round. The weight of a
 * task is then proportional to the share of its items that have the property.
 */
final class SequentialBounds implements Bounds {

    private final List<List<WeightedValue>> rounds;
    private final int horizon;
    private final Interval range;
    private final double confidence;

    private SequentialBounds(
            List<List<WeightedValue>> rounds, int horizon, Interval range, double confidence) {
        this.rounds = rounds;
        this.horizon = horizon;
        this.range = range;
        this.confidence = confidence;
    }

    static SequentialBounds of(
            Comparison comparison,
            Interval range,
            ToDoubleFunction<ScoredItem> value,
            double confidence) {
        ItemRounds planned = ItemRounds.of(comparison.request());
        Map<Item, Double> values = new HashMap<>();
        comparison
                .completeItems()
                .forEach(item -> values.put(item.item(), value.applyAsDouble(item)));
        SamplingRounds sampling = planned.sampling();
        List<List<WeightedValue>> rounds =
                sampling.rounds().subList(0, comparison.rounds()).stream()
                        .map(
                                round ->
                                        round.stream()
                                                .filter(i -> values.containsKey(item(planned, i)))
                                                .map(
                                                        i ->
                                                                sampling.weigh(
                                                                        i,
                                                                        values.getOrDefault(
                                                                                item(planned, i),
                                                                                0.0)))
                                                .toList())
                        .filter(round -> !round.isEmpty())
                        .toList();
        return new SequentialBounds(rounds, planned.items().size(), range, confidence);
    }

    private static Item item(ItemRounds planned, int index) {
        return planned.items().get(index);
    }

    private ConfidenceSequence sequence() {
        var sequence = ConfidenceSequence.of(range, horizon);
        rounds.forEach(sequence::add);
        return sequence;
    }

    @Override
    public double lower() {
        return sequence().lowerBound(confidence);
    }

    @Override
    public double upper() {
        return sequence().upperBound(confidence);
    }

    @Override
    public Interval interval() {
        return sequence().interval(confidence);
    }

    @Override
    public boolean isAbove(double threshold) {
        return rejects(EProcess.exceeding(threshold, range, horizon));
    }

    @Override
    public boolean isBelow(double threshold) {
        return rejects(EProcess.fallingBelow(threshold, range, horizon));
    }

    private boolean rejects(EProcess process) {
        rounds.forEach(process::add);
        return process.isRejectedAt(1 - confidence);
    }

    /** Returns one over the maximum wealth so far (Ville 1939), at most 1. */
    @Override
    public double p(double threshold) {
        EProcess process = EProcess.exceeding(threshold, range, horizon);
        double maximum = 0;
        for (List<WeightedValue> round : rounds) {
            process.add(round);
            maximum = Math.max(maximum, process.logValue());
        }
        return Math.exp(-maximum);
    }
}

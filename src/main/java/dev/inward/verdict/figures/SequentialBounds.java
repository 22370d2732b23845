package dev.inward.verdict.figures;

import dev.inward.statistics.Interval;
import dev.inward.statistics.sequential.ConfidenceSequence;
import dev.inward.statistics.sequential.EProcess;
import dev.inward.statistics.sequential.SamplingRounds;
import dev.inward.statistics.sequential.WeightedValue;
import dev.inward.study.Comparison;
import dev.inward.study.ItemRounds;
import dev.inward.task.Item;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The bounds of a mean of items that are collected in rounds, clustered by object-level prompt.
 * Each bound is a betting confidence sequence, so it is valid at any time.
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

    /**
     * Returns the bounds of a mean.
     *
     * @param range the possible values
     * @param values the values of the collected items; an item without one is left out
     */
    static SequentialBounds of(
            Comparison comparison, Interval range, Map<Item, Double> values, double confidence) {
        ItemRounds planned = ItemRounds.of(comparison.request());
        SamplingRounds sampling = planned.sampling();
        List<List<WeightedValue>> rounds =
                sampling.rounds().subList(0, comparison.rounds()).stream()
                        .map(
                                round ->
                                        round.stream()
                                                .flatMap(
                                                        cluster ->
                                                                weighted(planned, cluster, values)
                                                                        .stream())
                                                .toList())
                        .filter(round -> !round.isEmpty())
                        .toList();
        return new SequentialBounds(rounds, planned.clusters().size(), range, confidence);
    }

    /** Returns the mean of a cluster; empty if none of its items has a value. */
    private static Optional<WeightedValue> weighted(
            ItemRounds planned, int cluster, Map<Item, Double> values) {
        double[] observed =
                planned.clusters().get(cluster).stream()
                        .filter(values::containsKey)
                        .mapToDouble(item -> values.getOrDefault(item, 0.0))
                        .toArray();
        return observed.length == 0
                ? Optional.empty()
                : Optional.of(planned.sampling().weigh(cluster, observed));
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

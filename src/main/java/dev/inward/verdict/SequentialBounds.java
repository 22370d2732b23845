package dev.inward.verdict;

import dev.inward.statistics.ConfidenceSequence;
import dev.inward.statistics.EProcess;
import dev.inward.statistics.Interval;
import dev.inward.statistics.SamplingRounds;
import dev.inward.statistics.WeightedValue;
import dev.inward.study.Comparison;
import dev.inward.study.ItemRounds;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Bounds of a mean of items that come in rounds, valid whenever one looks: each is a betting
 * confidence sequence.
 *
 * <p>An item without the property, or without an answer, leaves its round; tasks then weigh by how
 * often they have the property.
 */
final class SequentialBounds implements Bounds {

    private final List<List<WeightedValue>> rounds;
    private final int horizon;
    private final Interval range;
    private final double lower;
    private final double upper;
    private final Interval interval;

    private SequentialBounds(
            List<List<WeightedValue>> rounds, int horizon, Interval range, double confidence) {
        this.rounds = rounds;
        this.horizon = horizon;
        this.range = range;
        var sequence = ConfidenceSequence.of(range, horizon);
        rounds.forEach(sequence::add);
        lower = sequence.lowerBound(confidence);
        upper = sequence.upperBound(confidence);
        interval = sequence.interval(confidence);
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

    @Override
    public double lower() {
        return lower;
    }

    @Override
    public double upper() {
        return upper;
    }

    @Override
    public Interval interval() {
        return interval;
    }

    /** One over the greatest wealth there ever was (Ville 1939), at most 1. */
    @Override
    public double p(double threshold) {
        EProcess process = EProcess.exceeding(threshold, range, horizon);
        double greatest = 0;
        for (List<WeightedValue> round : rounds) {
            process.add(round);
            greatest = Math.max(greatest, process.logValue());
        }
        return Math.exp(-greatest);
    }
}

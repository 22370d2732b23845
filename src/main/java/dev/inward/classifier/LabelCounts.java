package dev.inward.classifier;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The number of rows per label. */
record LabelCounts(SortedMap<String, Integer> counts) {

    static LabelCounts of(Collection<TrainingRow> rows) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        rows.forEach(row -> counts.merge(row.label(), 1, Integer::sum));
        return new LabelCounts(counts);
    }

    Set<String> labels() {
        return counts.keySet();
    }

    int size() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    LabelCounts plus(LabelCounts others) {
        return combined(others, 1);
    }

    LabelCounts minus(LabelCounts others) {
        return combined(others, -1);
    }

    /**
     * Returns the most frequent one of some labels. In a tie it is the first in the natural order
     * of strings.
     *
     * @param candidates at least one label
     */
    String mostFrequentOf(Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparing(this::count).reversed().thenComparing(label -> label))
                .orElseThrow();
    }

    /** {@return the Shannon entropy of the labels, in nats} */
    double entropy() {
        double size = size();
        return entropy(counts.values().stream().mapToDouble(count -> count / size).toArray());
    }

    // StrictMath, because the last bit can decide which of two equal neighbours is nearer.
    static double entropy(double... probabilities) {
        return Arrays.stream(probabilities).map(p -> p == 0 ? 0 : -p * StrictMath.log(p)).sum();
    }

    private int count(String label) {
        return counts.getOrDefault(label, 0);
    }

    private LabelCounts combined(LabelCounts others, int sign) {
        var sums = new TreeMap<>(counts);
        others.counts.forEach((label, count) -> sums.merge(label, sign * count, Integer::sum));
        return new LabelCounts(sums);
    }
}

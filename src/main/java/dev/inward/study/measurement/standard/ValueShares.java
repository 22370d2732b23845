package dev.inward.study.measurement.standard;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often each value occurs among several answers. Answers without a value count together as one
 * further value.
 *
 * @param counts the number of answers by value, sorted; each at least 1
 * @param total the number of answers
 */
record ValueShares(Map<Optional<String>, Integer> counts, int total) {

    private static final Comparator<Optional<String>> ORDER =
            Comparator.comparing(value -> value.map(text -> "." + text).orElse(""));

    static ValueShares of(List<Optional<String>> values) {
        var counts = new TreeMap<Optional<String>, Integer>(ORDER);
        values.forEach(value -> counts.merge(value, 1, Integer::sum));
        return new ValueShares(counts, values.size());
    }

    /** Returns the share of a value, from 0 to 1. */
    double share(Optional<String> value) {
        return (double) counts.getOrDefault(value, 0) / total;
    }

    /** Returns the most frequent values; of equally frequent ones, the first in string order. */
    List<Optional<String>> mostFrequent(int number) {
        return counts.entrySet().stream()
                .sorted(
                        Map.Entry.<Optional<String>, Integer>comparingByValue(
                                        Comparator.reverseOrder())
                                .thenComparing(Map.Entry.comparingByKey(ORDER)))
                .limit(number)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Returns the quadratic score of these shares as a forecast of outcomes: {@code 2 sum_v p_v q_v
     * - sum_v q_v^2}, for the probabilities p of the outcomes and those of the forecast, q (Brier
     * 1950; Gneiting and Raftery 2007). Its expected value is highest if both are equal. The
     * estimate has no bias: pairs of different answers estimate {@code q_v^2}.
     *
     * @param outcomes the shares of the outcomes
     * @return the score, from −1 to 1
     */
    double quadraticScore(ValueShares outcomes) {
        return 2 * agreement(outcomes) - repeatability();
    }

    /** Returns the same score if these shares are the forecast itself, and no draws from one. */
    double quadraticScoreOfShares(ValueShares outcomes) {
        long squares = 0;
        for (int count : counts.values()) {
            squares += (long) count * count;
        }
        return 2 * agreement(outcomes) - (double) squares / ((long) total * total);
    }

    /** Returns how often an answer of these has the value of one of the others, from 0 to 1. */
    double agreement(ValueShares others) {
        long equalPairs = 0;
        for (var entry : counts.entrySet()) {
            equalPairs += (long) entry.getValue() * others.counts().getOrDefault(entry.getKey(), 0);
        }
        return (double) equalPairs / ((long) total * others.total());
    }

    /** Returns how often two different answers have the same value, from 0 to 1. */
    double repeatability() {
        long equalPairs = 0;
        for (int count : counts.values()) {
            equalPairs += (long) count * (count - 1);
        }
        return (double) equalPairs / ((long) total * (total - 1));
    }

    /** Returns the same score of a forecast that is certain of the most frequent value here. */
    double quadraticScoreOfCertainty(ValueShares outcomes) {
        return 2 * outcomes.share(mostFrequent(1).get(0)) - 1;
    }
}

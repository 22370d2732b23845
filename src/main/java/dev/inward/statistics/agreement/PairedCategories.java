package dev.inward.statistics.agreement;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The categories that two raters gave to the same items, as numbers, and how often each gave which.
 * Not a table of all pairs: free answers have about as many categories as items.
 */
record PairedCategories(int[] first, int[] second, long[] firstTotals, long[] secondTotals) {

    static PairedCategories of(List<String> first, List<String> second) {
        List<String> categories =
                Stream.concat(first.stream(), second.stream()).distinct().sorted().toList();
        int[] numbered = numbered(first, categories);
        int[] secondNumbered = numbered(second, categories);
        return new PairedCategories(
                numbered,
                secondNumbered,
                totals(numbered, categories.size()),
                totals(secondNumbered, categories.size()));
    }

    int size() {
        return first.length;
    }

    /** The number of pairs of items; what follows is whole numbers, so that nothing is rounded. */
    long squaredSize() {
        return (long) size() * size();
    }

    long agreements() {
        return IntStream.range(0, size()).filter(item -> first[item] == second[item]).count();
    }

    /** The agreements to expect by chance, times the size. */
    long chance() {
        return product(firstTotals, secondTotals);
    }

    /** The agreements beyond those, times the size. */
    long beyondChance() {
        return agreements() * size() - chance();
    }

    /** How far the first rater is from always giving the same category, which is 0. */
    long firstSpread() {
        return squaredSize() - product(firstTotals, firstTotals);
    }

    /** How far the second rater is from always giving the same category, which is 0. */
    long secondSpread() {
        return squaredSize() - product(secondTotals, secondTotals);
    }

    private static int[] numbered(List<String> given, List<String> categories) {
        return given.stream()
                .mapToInt(category -> Collections.binarySearch(categories, category))
                .toArray();
    }

    private static long[] totals(int[] numbered, int categories) {
        long[] totals = new long[categories];
        for (int category : numbered) {
            totals[category]++;
        }
        return totals;
    }

    private static long product(long[] some, long[] others) {
        return IntStream.range(0, some.length).mapToLong(i -> some[i] * others[i]).sum();
    }
}

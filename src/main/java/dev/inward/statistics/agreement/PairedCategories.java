package dev.inward.statistics.agreement;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The categories that two raters gave to the same items, as numbers, with the frequencies of each
 * rater.
 *
 * <p>It holds no table of all pairs of categories: free answers have about as many categories as
 * items.
 *
 * @param first the category number of each item, by the first rater
 * @param second the category number of each item, by the second rater
 * @param firstTotals how often the first rater gave each category
 * @param secondTotals how often the second rater gave each category
 */
record PairedCategories(int[] first, int[] second, long[] firstTotals, long[] secondTotals) {

    static PairedCategories of(List<String> first, List<String> second) {
        List<String> categories =
                Stream.concat(first.stream(), second.stream()).distinct().sorted().toList();
        int[] numbers = numbers(first, categories);
        int[] secondNumbers = numbers(second, categories);
        return new PairedCategories(
                numbers,
                secondNumbers,
                totals(numbers, categories.size()),
                totals(secondNumbers, categories.size()));
    }

    int size() {
        return first.length;
    }

    /**
     * Returns the number of items squared. The methods below return whole numbers of this scale, so
     * that nothing is rounded.
     */
    long squaredSize() {
        return (long) size() * size();
    }

    long agreements() {
        return IntStream.range(0, size()).filter(item -> first[item] == second[item]).count();
    }

    /** Returns the number of agreements expected by chance, times the number of items. */
    long chance() {
        return dotProduct(firstTotals, secondTotals);
    }

    /** Returns the number of agreements beyond chance, times the number of items. */
    long beyondChance() {
        return agreements() * size() - chance();
    }

    /** Returns how much the first rater's categories vary; 0 if they are all the same. */
    long firstSpread() {
        return squaredSize() - dotProduct(firstTotals, firstTotals);
    }

    /** Returns how much the second rater's categories vary; 0 if they are all the same. */
    long secondSpread() {
        return squaredSize() - dotProduct(secondTotals, secondTotals);
    }

    private static int[] numbers(List<String> given, List<String> categories) {
        return given.stream()
                .mapToInt(category -> Collections.binarySearch(categories, category))
                .toArray();
    }

    private static long[] totals(int[] numbers, int categories) {
        long[] totals = new long[categories];
        for (int category : numbers) {
            totals[category]++;
        }
        return totals;
    }

    private static long dotProduct(long[] left, long[] right) {
        return IntStream.range(0, left.length).mapToLong(i -> left[i] * right[i]).sum();
    }
}

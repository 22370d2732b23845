package dev.inward.statistics;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How often each category occurs in a sample, such as the values of a behavioral property.
 *
 * <p>Categories are equal when their strings are. This class is immutable and threadsafe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class CategoricalSample {

    private final SortedMap<String, Integer> counts;
    private final int size;

    private CategoricalSample(SortedMap<String, Integer> counts, int size) {
        this.counts = counts;
        this.size = size;
    }

    /**
     * Counts the categories of a sample.
     *
     * @param categories the category of each item, at least one; their order does not matter
     * @return the counted sample
     * @throws IllegalArgumentException if there is no item
     */
    public static CategoricalSample of(Collection<String> categories) {
        if (categories.isEmpty()) {
            throw new IllegalArgumentException(
                    "An empty categorical sample was given, but at least one item was expected.");
        }
        SortedMap<String, Integer> counts = new TreeMap<>();
        categories.forEach(category -> counts.merge(category, 1, Integer::sum));
        return new CategoricalSample(counts, categories.size());
    }

    /** {@return the number of items, at least 1} */
    public int size() {
        return size;
    }

    /**
     * Returns the most frequent category; of several equally frequent ones, the first in the
     * natural order of strings, so that a shuffled sample has the same mode.
     *
     * @return the most frequent category
     */
    public String mode() {
        String mode = counts.firstKey();
        for (String category : counts.keySet()) {
            if (share(category) > share(mode)) {
                mode = category;
            }
        }
        return mode;
    }

    /**
     * Returns the share of one category, such as the accuracy on this sample of always answering
     * with the mode of another.
     *
     * @param category any category
     * @return its share of the items, from 0 to 1; 0 for a category that does not occur
     */
    public double share(String category) {
        return (double) counts.getOrDefault(category, 0) / size;
    }

    /**
     * Returns the share of the most frequent category: the mode baseline taken on the sample
     * itself.
     *
     * @return the share, above 0 and at most 1
     */
    public double modeShare() {
        return share(mode());
    }

    /**
     * Returns the plug-in Shannon entropy of the sample: {@code -sum p log2 p} over the observed
     * shares, without bias correction.
     *
     * @return the entropy in bits; 0 when all items are the same
     */
    public double entropyBits() {
        double nats = 0;
        for (int count : counts.values()) {
            double share = (double) count / size;
            nats += share * Math.log(1 / share);
        }
        return nats / Math.log(2);
    }
}

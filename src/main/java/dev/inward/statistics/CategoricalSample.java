package dev.inward.statistics;

import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A sample of categories and how often each one occurs. An example is the values of a behavioral
 * property.
 *
 * <p>Two categories are equal if their strings are equal. This class is immutable and thread-safe.
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
     * @param categories the category of each item, at least one; the order does not matter
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
     * Returns the most frequent category. If several categories are equally frequent, it returns
     * the first one in the natural order of strings. So the order of the items does not change the
     * mode.
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
     * Returns the share of one category. With the mode of another sample, this is the accuracy of
     * always answering with that mode.
     *
     * @param category any category
     * @return its share of the items, from 0 to 1; 0 for a category that does not occur
     */
    public double share(String category) {
        return (double) counts.getOrDefault(category, 0) / size;
    }

    /**
     * Returns the share of the most frequent category. It is the mode baseline of this sample,
     * taken on the sample itself.
     *
     * @return the share, above 0 and at most 1
     */
    public double modeShare() {
        return share(mode());
    }

    /**
     * Returns the Shannon entropy of the observed shares, {@code -sum p log2 p}. This plug-in
     * estimate (Shannon 1948) has no bias correction, so it is too low in small samples.
     *
     * @return the entropy in bits, at least 0; 0 if all items have the same category
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

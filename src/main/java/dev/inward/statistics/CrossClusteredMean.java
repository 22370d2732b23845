package dev.inward.statistics;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The mean over groups of items whose clusters cross them, such as behavioral properties that are
 * read off answers to the same prompts: the unweighted mean over groups of the unweighted mean over
 * the strata of each, such as tasks.
 *
 * <p>With the weight {@code w_i} that an item has in it, 1 over the numbers of groups, of strata in
 * its group, and of items in its stratum, the standard error is cluster-robust without small-sample
 * correction, {@code sqrt(sum_g (sum_{i in g} w_i (x_i - mean_{s(i)}))^2)}: that of the same
 * combination of the coefficients of a regression on strata (Liang and Zeger 1986). {@link
 * ClusteredMean} has better bounds where clusters lie in one stratum each.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class CrossClusteredMean {

    private CrossClusteredMean() {}

    /** The items of one stratum of one group. */
    private static final class Cell {

        private final Map<Integer, Cell> group;
        private double sum;
        private int size;

        Cell(Map<Integer, Cell> group) {
            this.group = group;
        }

        double mean() {
            return sum / size;
        }
    }

    /**
     * {@return the mean with its standard error, normally distributed where clusters are many}
     *
     * @param values the value of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param strata the label that each item's stratum has in its group, in the order of the values
     * @param groups the group label of each item, in the order of the values
     * @param range the least and the greatest value the observable can take
     * @throws IllegalArgumentException if there is no value, there are not as many labels of each
     *     kind as values, or the mean lies outside the range
     */
    public static NormalEstimate of(
            double[] values, int[] clusters, int[] strata, int[] groups, Interval range) {
        int n = values.length;
        if (n == 0 || clusters.length != n || strata.length != n || groups.length != n) {
            throw new IllegalArgumentException(
                    "%d values with %d cluster, %d stratum and %d group labels were given, but at least one value and one label of each kind a value were expected."
                            .formatted(n, clusters.length, strata.length, groups.length));
        }
        Map<Integer, Map<Integer, Cell>> cells = new TreeMap<>();
        var cellOf = new Cell[n];
        for (int i = 0; i < n; i++) {
            Map<Integer, Cell> group = cells.computeIfAbsent(groups[i], label -> new TreeMap<>());
            cellOf[i] = group.computeIfAbsent(strata[i], label -> new Cell(group));
            cellOf[i].sum += values[i];
            cellOf[i].size++;
        }
        double estimate = mean(cells.values(), group -> mean(group.values(), Cell::mean));
        Map<Integer, Double> deviations = new TreeMap<>();
        for (int i = 0; i < n; i++) {
            double items = (double) cellOf[i].size * cellOf[i].group.size() * cells.size();
            deviations.merge(clusters[i], (values[i] - cellOf[i].mean()) / items, Double::sum);
        }
        double variance = deviations.values().stream().mapToDouble(d -> d * d).sum();
        return new NormalEstimate(estimate, Math.sqrt(variance), range);
    }

    private static <T> double mean(Collection<T> parts, ToDoubleFunction<T> of) {
        return parts.stream().mapToDouble(of).sum() / parts.size();
    }
}

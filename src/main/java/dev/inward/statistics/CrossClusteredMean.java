package dev.inward.statistics;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The macro average over groups, where one cluster can have items in several groups. An example is
 * behavioral properties as groups: one prompt has an item in each of them.
 *
 * <p>The estimate is the unweighted mean over groups. The mean of a group is the unweighted mean
 * over its strata, such as tasks. So item i has the weight {@code w_i = 1 / (groups * strata of its
 * group * items of its stratum)}.
 *
 * <p>The standard error is cluster-robust, without small-sample correction: {@code sqrt(sum_g
 * (sum_{i in g} w_i (x_i - mean_{s(i)}))^2)}. It equals that of the same combination of
 * coefficients of a regression on strata (Liang and Zeger 1986). If each cluster lies in one
 * stratum only, {@link ClusteredMean} has better bounds. This class is thread-safe.
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
     * {@return the mean with its standard error, normally distributed if there are many clusters}
     *
     * @param values the value of each item, at least one, within the range
     * @param clusters the cluster label of each item, in the order of the values
     * @param strata the label of each item's stratum within its group, in the order of the values
     * @param groups the group label of each item, in the order of the values
     * @param range the least and the greatest possible value
     * @throws IllegalArgumentException if there is no value, if values and labels differ in number,
     *     or if the mean lies outside the range
     */
    public static NormalEstimate of(
            double[] values, int[] clusters, int[] strata, int[] groups, Interval range) {
        int n = values.length;
        if (n == 0 || clusters.length != n || strata.length != n || groups.length != n) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "%d values with %d cluster, %d stratum and %d group labels were given, but at least one value and one label of each kind per value were expected.",
                            n,
                            clusters.length,
                            strata.length,
                            groups.length));
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
            double inverseWeight = (double) cellOf[i].size * cellOf[i].group.size() * cells.size();
            deviations.merge(
                    clusters[i], (values[i] - cellOf[i].mean()) / inverseWeight, Double::sum);
        }
        double variance = deviations.values().stream().mapToDouble(d -> d * d).sum();
        return new NormalEstimate(estimate, Math.sqrt(variance), range);
    }

    private static <T> double mean(Collection<T> parts, ToDoubleFunction<T> of) {
        return parts.stream().mapToDouble(of).sum() / parts.size();
    }
}

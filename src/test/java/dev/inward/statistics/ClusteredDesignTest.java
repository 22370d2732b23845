package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClusteredDesignTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);

    private final ClusteredDesign design =
            new ClusteredDesign(PairedAccuracies.correlated(0.6, 0.5, 0.3), 4, 0.2);

    /** statsmodels 0.15.0: stats.power.normal_power with the effect over sqrt(variance deff). */
    @ParameterizedTest
    @CsvSource({
        "0.6, 0.5, 0.3, 4, 0.2, 100, 0, 0.95, 0.037042171396018855, 0.8542352230994454",
        "0.48, 0.42, 0.5, 6, 0.15, 400, 0.02, 0.95, 0.013409914483449232, 0.9095540659745049",
        "0.7, 0.55, 0, 1, 0, 300, 0.05, 0.975, 0.03905124837953328, 0.7260046096623355"
    })
    void the_power_is_that_of_statsmodels(
            double first,
            double second,
            double correlation,
            double items,
            double rho,
            long clusters,
            double margin,
            double confidence,
            double standardError,
            double power) {
        ClusteredDesign design =
                new ClusteredDesign(
                        PairedAccuracies.correlated(first, second, correlation), items, rho);

        assertThat(design.standardError(clusters)).isEqualTo(standardError, within(1e-14));
        assertThat(design.power(clusters, margin, confidence)).isEqualTo(power, within(1e-12));
    }

    /** statsmodels 0.15.0: normal_sample_size_one_tail, in items, over those of a cluster. */
    @ParameterizedTest
    @CsvSource({
        "0.6, 0.5, 0.3, 4, 0.2, 0, 0.95, 0.8, 84.83",
        "0.6, 0.5, 0.3, 4, 0.2, 0, 0.95, 0.9, 117.51",
        "0.48, 0.42, 0.5, 6, 0.15, 0.02, 0.95, 0.8, 277.95",
        "0.7, 0.55, 0, 1, 0, 0.05, 0.975, 0.9, 480.71"
    })
    void the_required_clusters_are_those_of_statsmodels(
            double first,
            double second,
            double correlation,
            double items,
            double rho,
            double margin,
            double confidence,
            double power,
            double clusters) {
        ClusteredDesign design =
                new ClusteredDesign(
                        PairedAccuracies.correlated(first, second, correlation), items, rho);

        assertThat(design.requiredClusters(margin, confidence, power))
                .hasValue((long) Math.ceil(clusters));
        assertThat(design.requiredItems(margin, confidence, power))
                .hasValue((long) (Math.ceil(clusters) * items));
    }

    @Test
    void one_cluster_fewer_than_required_has_less_power() {
        long required = design.requiredClusters(0.02, 0.95, 0.8).orElseThrow();

        assertThat(design.power(required, 0.02, 0.95)).isGreaterThanOrEqualTo(0.8);
        assertThat(design.power(required - 1, 0.02, 0.95)).isLessThan(0.8);
    }

    /** As many clusters as were planned, drawn and held against the normal bound. */
    @ParameterizedTest
    @CsvSource({"0, 0.8", "0.04, 0.8", "0, 0.95"})
    void simulated_studies_show_the_difference_as_often_as_predicted(double margin, double power) {
        PairedAccuracies accuracies = PairedAccuracies.correlated(0.65, 0.5, 0.3);
        ClusteredDesign design = new ClusteredDesign(accuracies, 4, 0.25);
        int clusters = (int) design.requiredClusters(margin, 0.95, power).orElseThrow();
        double predicted = design.power(clusters, margin, 0.95);
        int shown = 0;
        for (int seed = 0; seed < 1000; seed++) {
            shown += study(accuracies, clusters, seed).normalInterval(0.9).lower() > margin ? 1 : 0;
        }

        // A thousand studies estimate 0.8 with a standard error of 0.013.
        assertThat(shown / 1000.0).isEqualTo(predicted, within(0.035));
    }

    @Test
    void a_design_effect_of_one_takes_items_to_be_independent() {
        assertThat(with(8, 0).designEffect()).isEqualTo(1);
        assertThat(with(1, 0.9).designEffect()).isEqualTo(1);
    }

    @Test
    void items_that_repeat_each_other_are_as_good_as_one() {
        assertThat(with(8, 1).designEffect()).isEqualTo(8);
        assertThat(with(8, 1).standardError(50))
                .isEqualTo(with(1, 0).standardError(50), within(1e-15));
    }

    @Test
    void items_that_make_up_for_each_other_leave_no_error() {
        assertThat(with(5, -0.25).standardError(3)).isZero();
        assertThat(with(5, -0.25).power(3, 0.05, 0.95)).isEqualTo(1);
        assertThat(with(5, -0.25).power(3, 0.15, 0.95)).isZero();
    }

    @Test
    void a_difference_at_the_margin_is_shown_as_often_as_the_test_errs() {
        assertThat(design.power(500, 0.6 - 0.5, 0.95)).isEqualTo(0.05, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.11, 1})
    void no_number_shows_a_difference_that_does_not_exceed_the_margin(double margin) {
        assertThat(design.requiredClusters(margin, 0.95, 0.8)).isEmpty();
        assertThat(design.requiredItems(margin, 0.95, 0.8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 0.05", "1, 0, 0", "0.999, 0.001, 0.9"})
    void hardly_any_spread_takes_as_many_clusters_as_the_bound_of_a_sample_without_it(
            double first, double second, double margin) {
        ClusteredDesign sure =
                new ClusteredDesign(PairedAccuracies.correlated(first, second, 0), 1, 0);
        int clusters = (int) sure.requiredClusters(margin, 0.95, 0.8).orElseThrow();

        assertThat(alike(first - second, clusters).lowerBound(0.95)).isGreaterThan(margin);
        assertThat(alike(first - second, clusters - 1).lowerBound(0.95)).isLessThan(margin);
    }

    @Test
    void two_clusters_are_the_least() {
        assertThat(design.requiredClusters(-1, 0.6, 0.6)).hasValue(2);
    }

    @Test
    void items_are_those_of_whole_clusters_on_average() {
        ClusteredDesign uneven =
                new ClusteredDesign(PairedAccuracies.correlated(0.6, 0.5, 0.3), 2.5, 0.2);
        long clusters = uneven.requiredClusters(0, 0.95, 0.8).orElseThrow();

        assertThat(uneven.requiredItems(0, 0.95, 0.8)).hasValue((long) Math.ceil(2.5 * clusters));
    }

    @ParameterizedTest
    @CsvSource({"5, -0.26", "5, 1.1", "5, NaN", "1, -1.5"})
    void an_intracluster_correlation_that_cannot_be_is_refused(double items, double rho) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(items, rho))
                .withMessageContaining("intracluster correlation of %s", rho)
                .withMessageContaining("clusters of %s items", items);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void clusters_without_an_item_are_refused(double items) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(items, 0))
                .withMessageContaining("%s items per cluster", items);
    }

    @Test
    void arguments_out_of_their_bounds_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> design.power(0, 0, 0.95))
                .withMessageContaining("0 clusters");
        assertThatIllegalArgumentException().isThrownBy(() -> design.power(9, Double.NaN, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> design.power(9, 0, 95));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> design.requiredClusters(0.5, 0.95, 80));
    }

    private ClusteredDesign with(double items, double rho) {
        return new ClusteredDesign(design.accuracies(), items, rho);
    }

    private static ClusteredMean alike(double value, int clusters) {
        double[] values = new double[clusters];
        int[] labels = new int[clusters];
        for (int i = 0; i < clusters; i++) {
            values[i] = value;
            labels[i] = i;
        }
        return ClusteredMean.of(values, labels, DIFFERENCES);
    }

    /**
     * Clusters of four items, each of which repeats one outcome of its cluster with probability one
     * half: two items both do with probability one quarter, which is their correlation.
     */
    private static ClusteredMean study(PairedAccuracies accuracies, int clusterCount, int seed) {
        RandomGenerator random = new SplittableRandom(seed);
        double[] values = new double[4 * clusterCount];
        int[] clusters = new int[values.length];
        double shared = 0;
        for (int i = 0; i < values.length; i++) {
            clusters[i] = i / 4;
            shared = i % 4 == 0 ? difference(accuracies, random) : shared;
            values[i] = random.nextBoolean() ? shared : difference(accuracies, random);
        }
        return ClusteredMean.of(values, clusters, DIFFERENCES);
    }

    private static double difference(PairedAccuracies accuracies, RandomGenerator random) {
        double draw = random.nextDouble();
        double firstOnly = accuracies.first() - accuracies.bothRight();
        double secondOnly = accuracies.second() - accuracies.bothRight();
        return draw < firstOnly ? 1 : draw < firstOnly + secondOnly ? -1 : 0;
    }
}

package dev.inward.statistics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.Interval;
import dev.inward.statistics.McNemarTest;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignFlipTestTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);
    private static final Interval EIGHTHS_OF_INCHES = new Interval(-100, 100);
    private static final Resampling RESAMPLING = Resampling.seeded(1);

    // Darwin's maize: the height differences of 15 crossed plants and their self-fertilized
    // partners.
    private static final double[] DARWIN = {
        49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48
    };

    /** Fisher, The Design of Experiments (1935), section 21, counts 863 of 32,768 ways. */
    @Test
    void darwins_maize_has_the_p_value_of_fisher() {
        SignFlipTest test = SignFlipTest.of(DARWIN, each(15), EIGHTHS_OF_INCHES, RESAMPLING);

        assertThat(test.exact()).isTrue();
        assertThat(test.estimate()).isEqualTo(314 / 15.0, within(1e-12));
        assertThat(test.greater()).isEqualTo(863 / 32_768.0, within(1e-15));
        assertThat(test.twoSided()).isEqualTo(2 * 863 / 32_768.0, within(1e-15));
    }

    /** Values from SciPy 1.17.1, stats.permutation_test of paired samples, exact. */
    @Test
    void differences_that_are_tied_up_to_rounding_match_scipy() {
        double[] first = {3.1, 2.4, 5.6, 1.0, 4.4, 2.2, 6.3, 3.3};
        double[] second = {2.9, 2.6, 4.1, 1.1, 3.0, 2.0, 4.9, 3.6};
        double[] differences =
                IntStream.range(0, 8).mapToDouble(i -> first[i] - second[i]).toArray();

        SignFlipTest test = SignFlipTest.of(differences, each(8), EIGHTHS_OF_INCHES, RESAMPLING);

        assertThat(test.greater()).isEqualTo(0.08984375);
        assertThat(test.twoSided()).isEqualTo(0.1796875);
    }

    @Test
    void a_cluster_flips_as_a_whole() {
        double[] values = {1, 1, 1, 1, 1, 1};
        int[] clusters = {0, 0, 0, 1, 1, 1};

        SignFlipTest test = SignFlipTest.of(values, clusters, DIFFERENCES, RESAMPLING);

        assertThat(test.greater()).isEqualTo(1 / 4.0);
        assertThat(test.twoSided()).isEqualTo(2 / 4.0);
    }

    /** Six of the 2^7 ways, enumerated in Python. */
    @Test
    void a_macro_average_divides_each_cluster_by_the_size_of_its_stratum() {
        SignFlipTest macro =
                SignFlipTest.stratified(
                        new double[] {1, 1, 0, 1, 0, 0, -1, 0, 1, 1, 0, 1, 1, 0},
                        new int[] {0, 0, 1, 2, 2, 2, 3, 3, 4, 5, 5, 6, 6, 6},
                        new int[] {0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1},
                        DIFFERENCES,
                        RESAMPLING);

        assertThat(macro.estimate()).isEqualTo(11 / 24.0, within(1e-15));
        assertThat(macro.greater()).isEqualTo(6 / 128.0);
        assertThat(macro.twoSided()).isEqualTo(12 / 128.0);
    }

    /**
     * With clusters of one 0/1 pair the test is McNemar's exact test. The value is from SciPy's
     * binomtest(60, 100).
     */
    @Test
    void a_hundred_clusters_of_binary_outcomes_are_counted_exactly() {
        double[] values = new double[1000];
        Arrays.fill(values, 0, 60, 1);
        Arrays.fill(values, 60, 100, -1);

        SignFlipTest test = SignFlipTest.of(values, each(1000), DIFFERENCES, RESAMPLING);

        assertThat(test.exact()).isTrue();
        assertThat(test.greater()).isEqualTo(0.028443966820490444, within(1e-12));
        assertThat(test.twoSided()).isEqualTo(0.05688793364098089, within(1e-12));
        assertThat(test.twoSided())
                .isEqualTo(new McNemarTest(60, 40).exactTwoSided(), within(1e-12));
    }

    @Test
    void twenty_clusters_of_any_kind_are_counted_exactly() {
        double[] powers = powersOfOneHalf(20);

        SignFlipTest test = SignFlipTest.of(powers, each(20), DIFFERENCES, RESAMPLING);

        assertThat(test.exact()).isTrue();
        assertThat(test.greater()).isEqualTo(0x1p-20);
        assertThat(test.twoSided()).isEqualTo(0x1p-19);
    }

    @Test
    void for_more_clusters_signs_are_drawn_and_the_observed_signs_count_as_a_draw() {
        double[] powers = powersOfOneHalf(30);

        SignFlipTest test = SignFlipTest.of(powers, each(30), DIFFERENCES, new Resampling(1, 999));

        assertThat(test.exact()).isFalse();
        assertThat(test.greater()).isEqualTo(1 / 1000.0);
        assertThat(test.twoSided()).isEqualTo(1 / 1000.0);
    }

    /** The sum of powers of one half with random signs is uniform from -2 to 2. */
    @Test
    void drawn_signs_approximate_the_exact_share_for_any_cluster_labels() {
        double[] powers = powersOfOneHalf(30);
        Arrays.setAll(powers, i -> i < 3 ? -powers[i] : powers[i]);
        int[] renamed = IntStream.range(0, 30).map(i -> 7 * i % 30).toArray();

        SignFlipTest test = SignFlipTest.of(powers, each(30), DIFFERENCES, RESAMPLING);

        assertThat(test.estimate()).isEqualTo(-1.5 / 30, within(1e-9));
        assertThat(test.greater()).isEqualTo(7 / 8.0, within(0.015));
        assertThat(test.twoSided()).isEqualTo(1 / 4.0, within(0.02));
        assertThat(SignFlipTest.of(powers, renamed, DIFFERENCES, RESAMPLING)).isEqualTo(test);
        assertThat(SignFlipTest.of(powers, each(30), DIFFERENCES, Resampling.seeded(2)))
                .isNotEqualTo(test);
    }

    @Test
    void an_exact_test_does_not_depend_on_the_seed() {
        assertThat(SignFlipTest.of(DARWIN, each(15), EIGHTHS_OF_INCHES, Resampling.seeded(2)))
                .isEqualTo(SignFlipTest.of(DARWIN, each(15), EIGHTHS_OF_INCHES, RESAMPLING));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0.1, 0.2, -0.3"})
    void differences_that_cancel_out_have_p_values_of_1(double a, double b, double c) {
        double[] values = {a, b, c, a, b, c, a, b, c, a, b, c, a, b, c};
        int[] clusters = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4};

        SignFlipTest test = SignFlipTest.of(values, clusters, DIFFERENCES, RESAMPLING);

        assertThat(test.greater()).isEqualTo(1);
        assertThat(test.twoSided()).isEqualTo(1);
    }

    @Test
    void a_mean_below_zero_has_a_one_sided_p_value_of_1() {
        double[] worse = {-1, -1, -1, -1};

        SignFlipTest test = SignFlipTest.of(worse, each(4), DIFFERENCES, RESAMPLING);

        assertThat(test.greater()).isEqualTo(1);
        assertThat(test.twoSided()).isEqualTo(2 / 16.0);
    }

    @Test
    void equal_predictors_are_rejected_at_most_at_the_level() {
        int rejected = 0;
        for (int seed = 0; seed < 500; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            double[] values =
                    IntStream.range(0, 60).mapToDouble(i -> random.nextInt(-1, 2)).toArray();
            int[] clusters = IntStream.range(0, 60).map(i -> i / 4).toArray();
            SignFlipTest test = SignFlipTest.of(values, clusters, DIFFERENCES, RESAMPLING);
            rejected += test.greater() <= 0.05 ? 1 : 0;
        }

        // Five hundred samples estimate 0.05 with a standard error of 0.01.
        assertThat(rejected / 500.0).isBetween(0.02, 0.075);
    }

    @Test
    void values_that_the_clustered_mean_refuses_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                SignFlipTest.of(
                                        new double[] {2}, new int[1], DIFFERENCES, RESAMPLING))
                .withMessageContaining("index 0 is 2.0");
    }

    @ParameterizedTest
    @CsvSource({"0, 1.5, 1", "0, -0.1, 1", "0, 1, 1.5", "0, 1, -0.1", "0, NaN, 1", "NaN, 1, 1"})
    void impossible_values_are_refused(double estimate, double greater, double twoSided) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignFlipTest(estimate, greater, twoSided, true))
                .withMessageContaining("mean of %s", estimate)
                .withMessageContaining("%s and %s", greater, twoSided);
    }

    private static double[] powersOfOneHalf(int count) {
        return DoubleStream.iterate(1, power -> power / 2).limit(count).toArray();
    }

    private static int[] each(int clusters) {
        return IntStream.range(0, clusters).toArray();
    }
}

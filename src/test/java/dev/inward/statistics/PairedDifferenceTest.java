package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PairedDifferenceTest {

    private static final double[] SELF = {1, 1, 0, 1, 1, 0};
    private static final double[] CROSS = {1, 0, 0, 0, 1, 1};

    @Test
    void the_estimate_is_first_minus_second() {
        assertThat(PairedDifference.of(SELF, CROSS).estimate()).isEqualTo(1 / 6.0, within(1e-15));
        assertThat(PairedDifference.of(CROSS, SELF).estimate()).isEqualTo(-1 / 6.0, within(1e-15));
    }

    @Test
    void the_error_differs_from_that_of_a_clustered_mean_by_one_degree_of_freedom() {
        double[] differences = {0, 1, 0, 1, 0, -1};
        ClusteredMean singletons =
                ClusteredMean.of(differences, new int[] {0, 1, 2, 3, 4, 5}, new Interval(-1, 1));

        assertThat(PairedDifference.of(SELF, CROSS).standardError())
                .isEqualTo(singletons.standardError() * Math.sqrt(6 / 5.0), within(1e-15));
    }

    @Test
    void a_threshold_at_the_estimate_has_a_p_value_of_one_half() {
        PairedDifference difference = PairedDifference.of(SELF, CROSS);

        assertThat(difference.oneSidedTest(difference.estimate()))
                .contains(new OneSidedTest(0, 0.5));
    }

    @Test
    void the_test_and_the_interval_agree() {
        PairedDifference difference = PairedDifference.of(SELF, CROSS);

        assertThat(difference.oneSidedTest(difference.interval(0.9).lower()).orElseThrow().p())
                .isEqualTo(0.05, within(1e-12));
    }

    @Test
    void equal_differences_have_no_test_and_a_single_point_as_interval() {
        PairedDifference constant = PairedDifference.of(new double[] {1, 1}, new double[] {0, 0});

        assertThat(constant.oneSidedTest(0)).isEmpty();
        assertThat(constant.interval(0.95)).isEqualTo(new Interval(1, 1));
    }

    @Test
    void samples_of_different_size_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedDifference.of(new double[3], new double[2]))
                .withMessageContaining("3 and 2 values");
    }

    @Test
    void a_single_pair_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedDifference.of(new double[1], new double[1]))
                .withMessageContaining("at least 2");
    }

    @Test
    void a_value_that_is_not_finite_is_refused_with_its_index() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedDifference.of(new double[] {0, Double.NaN}, new double[2]))
                .withMessageContaining("index 1 is NaN and 0.0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_threshold_that_is_not_finite_is_refused(double threshold) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PairedDifference.of(SELF, CROSS).oneSidedTest(threshold))
                .withMessageContaining("threshold of " + threshold);
    }
}

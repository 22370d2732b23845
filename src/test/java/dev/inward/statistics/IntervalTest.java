package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void an_interval_contains_its_ends_and_nothing_beyond_them() {
        Interval interval = new Interval(-1, 1);

        assertThat(interval.contains(-1)).isTrue();
        assertThat(interval.contains(1)).isTrue();
        assertThat(interval.contains(Math.nextUp(1.0))).isFalse();
        assertThat(interval.contains(Double.NaN)).isFalse();
    }

    @Test
    void the_width_is_the_distance_between_the_ends() {
        assertThat(new Interval(-1, 1).width()).isEqualTo(2);
        assertThat(new Interval(0.5, 0.5).width()).isZero();
    }

    @Test
    void an_interval_may_be_unbounded() {
        assertThat(new Interval(0, Double.POSITIVE_INFINITY).contains(1e300)).isTrue();
    }

    @Test
    void a_single_point_has_a_width_of_zero_even_at_infinity() {
        double infinity = Double.POSITIVE_INFINITY;

        assertThat(new Interval(infinity, infinity).width()).isZero();
    }

    @Test
    void ends_in_the_wrong_order_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Interval(1, 0))
                .withMessageContaining("from 1.0 to 0.0");
    }

    @Test
    void an_end_that_is_not_a_number_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(0, Double.NaN));
    }
}

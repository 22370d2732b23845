package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.UnseenDeviation.Reach;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnseenDeviationTest {

    private static final List<Reach> UNEQUAL =
            List.of(new Reach(0.3, 2), new Reach(0.6, 9), new Reach(0, 4));

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.1, 0.05, 0.001})
    void the_shift_is_the_farthest_that_leaves_the_sample_its_probability(double alpha) {
        double farthest = 0;
        int steps = 20_000;
        for (int step = 0; step <= steps; step++) {
            double stays = alpha + (1 - alpha) * step / steps;
            double first = 1 - Math.pow(stays, 1 / 2.0);
            double second = 1 - Math.pow(alpha / stays, 1 / 9.0);
            farthest = Math.max(farthest, 0.3 * first + 0.6 * second);
        }

        assertThat(new UnseenDeviation(UNEQUAL).shift(alpha))
                .isGreaterThanOrEqualTo(farthest - 1e-14)
                .isEqualTo(farthest, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.9, 0.5, 0.05, 1e-6, 1e-40})
    void the_level_is_the_inverse_of_the_shift(double alpha) {
        UnseenDeviation unseen = new UnseenDeviation(UNEQUAL);

        assertThat(unseen.logAlpha(unseen.shift(alpha))).isEqualTo(Math.log(alpha), within(1e-6));
    }

    @Test
    void no_shift_needs_no_luck_and_an_impossible_one_never_happens() {
        UnseenDeviation unseen = new UnseenDeviation(UNEQUAL);

        assertThat(unseen.logAlpha(0)).isZero();
        assertThat(unseen.logAlpha(-0.1)).isZero();
        assertThat(unseen.logAlpha(0.95)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void a_mean_at_the_end_of_the_range_cannot_shift() {
        UnseenDeviation stuck = new UnseenDeviation(List.of(new Reach(0, 3)));

        assertThat(stuck.shift(0.05)).isZero();
        assertThat(stuck.logAlpha(0.1)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void a_stratum_that_takes_more_clusters_than_it_is_worth_is_left_alone() {
        UnseenDeviation lopsided =
                new UnseenDeviation(List.of(new Reach(0.5, 1), new Reach(0.5, 1_000)));

        assertThat(lopsided.shift(0.05)).isEqualTo(0.5 * 0.95, within(1e-14));
    }
}

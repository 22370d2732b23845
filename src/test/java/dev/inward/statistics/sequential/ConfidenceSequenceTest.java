package dev.inward.statistics.sequential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.Interval;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceSequenceTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);

    private final ConfidenceSequence sequence = ConfidenceSequence.of(DIFFERENCES, 100);

    @Test
    void before_the_first_observation_the_bounds_are_the_ends_of_the_range() {
        assertThat(sequence.interval(0.95)).isEqualTo(DIFFERENCES);
        assertThat(sequence.observations()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.8, 0.95, 0.99})
    void a_bound_is_the_threshold_at_which_the_e_process_starts_to_reject(double confidence) {
        observe(1, 60, 0.3);

        double lower = sequence.lowerBound(confidence);
        double upper = sequence.upperBound(confidence);

        assertThat(rejected(1, 60, 0.3, lower - 1e-9, true, 1 - confidence)).isTrue();
        assertThat(rejected(1, 60, 0.3, lower + 1e-9, true, 1 - confidence)).isFalse();
        assertThat(rejected(1, 60, 0.3, upper + 1e-9, false, 1 - confidence)).isTrue();
        assertThat(rejected(1, 60, 0.3, upper - 1e-9, false, 1 - confidence)).isFalse();
    }

    @Test
    void the_bound_of_a_single_observation_matches_its_closed_form() {
        ConfidenceSequence shares = ConfidenceSequence.of(new Interval(0, 1), 1);

        shares.add(1);

        // The bound m solves 1 + c (1 - m) / m = 20. Here c is the mean of 16 fractions that grow
        // geometrically from 2 m / 0.5 to 0.95, because the horizon is 1.
        double bound = shares.lowerBound(0.95);
        double shyest = 4 * bound;
        double ratio = Math.pow(0.95 / shyest, 1 / 15.0);
        double fraction = (0.95 * ratio - shyest) / (ratio - 1) / 16;
        assertThat(1 + fraction * (1 - bound) / bound).isEqualTo(20, within(1e-6));
    }

    @Test
    void both_ends_of_the_interval_have_half_of_the_error_each() {
        observe(2, 50, 0.2);

        assertThat(sequence.interval(0.9))
                .isEqualTo(new Interval(sequence.lowerBound(0.95), sequence.upperBound(0.95)));
    }

    @Test
    void negated_observations_have_negated_bounds() {
        ConfidenceSequence negated = ConfidenceSequence.of(DIFFERENCES, 100);
        for (double value : sample(3, 40, 0.3)) {
            sequence.add(value);
            negated.add(-value);
        }

        assertThat(negated.lowerBound(0.95)).isEqualTo(-sequence.upperBound(0.95), within(1e-9));
    }

    @Test
    void the_interval_never_widens() {
        Interval before = sequence.interval(0.95);
        for (double value : sample(4, 40, 0.1)) {
            sequence.add(value);

            Interval after = sequence.interval(0.95);
            assertThat(after.lower()).isGreaterThanOrEqualTo(before.lower());
            assertThat(after.upper()).isLessThanOrEqualTo(before.upper());
            before = after;
        }
        assertThat(before.width()).isLessThan(1.5);
    }

    @Test
    void more_confidence_gives_a_wider_interval() {
        observe(5, 60, 0.3);

        assertThat(sequence.interval(0.99).width()).isGreaterThan(sequence.interval(0.9).width());
    }

    @Test
    void the_interval_ever_misses_the_mean_at_most_at_the_stated_rate() {
        long missed =
                IntStream.range(0, 100)
                        .filter(
                                seed -> {
                                    ConfidenceSequence simulated =
                                            ConfidenceSequence.of(DIFFERENCES, 60);
                                    for (double value : sample(seed, 60, 0.3)) {
                                        simulated.add(value);
                                    }
                                    // The interval never widens, so one that ever misses also
                                    // misses at the end.
                                    return !simulated.interval(0.9).contains(0.3);
                                })
                        .count();

        assertThat(missed / 100.0).isLessThan(0.1);
    }

    @Test
    void observations_of_smaller_weight_give_wider_intervals() {
        ConfidenceSequence light = ConfidenceSequence.of(DIFFERENCES, 100);
        for (double value : sample(6, 60, 0.3)) {
            sequence.add(value);
            light.add(List.of(new WeightedValue(value, 0.25)));
        }

        assertThat(light.interval(0.95).width()).isGreaterThan(sequence.interval(0.95).width());
        assertThat(light.observations()).isEqualTo(60);
    }

    @Test
    void observations_that_contradict_all_earlier_ones_give_a_single_point() {
        for (int i = 0; i < 100; i++) {
            sequence.add(1);
        }
        double lower = sequence.lowerBound(0.975);
        for (int i = 0; i < 2_000; i++) {
            sequence.add(-1);
        }

        Interval interval = sequence.interval(0.95);

        assertThat(interval.width()).isZero();
        assertThat(interval.lower()).isBetween(sequence.upperBound(0.975), lower);
    }

    @Test
    void an_observation_outside_the_range_is_refused_when_it_is_given() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sequence.add(1.5))
                .withMessageContaining("An observation of 1.5");

        assertThat(sequence.observations()).isZero();
        assertThat(sequence.interval(0.95)).isEqualTo(DIFFERENCES);
    }

    @Test
    void a_range_of_a_single_point_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfidenceSequence.of(new Interval(1, 1), 10));
    }

    @Test
    void a_confidence_not_strictly_between_0_and_1_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> sequence.interval(1));
        assertThatIllegalArgumentException().isThrownBy(() -> sequence.lowerBound(0));
        assertThatIllegalArgumentException().isThrownBy(() -> sequence.upperBound(95));
    }

    private void observe(int seed, int observations, double mean) {
        for (double value : sample(seed, observations, mean)) {
            sequence.add(value);
        }
    }

    private static boolean rejected(
            int seed, int n, double mean, double threshold, boolean above, double alpha) {
        EProcess process =
                above
                        ? EProcess.exceeding(threshold, DIFFERENCES, 100)
                        : EProcess.fallingBelow(threshold, DIFFERENCES, 100);
        for (double value : sample(seed, n, mean)) {
            process.add(value);
        }
        return process.isRejectedAt(alpha);
    }

    private static double[] sample(int seed, int observations, double mean) {
        RandomGenerator random = new SplittableRandom(seed);
        return IntStream.range(0, observations)
                .mapToDouble(
                        i -> {
                            double draw = random.nextDouble();
                            return draw < (0.5 + mean) / 2 ? 1 : draw < 0.5 ? -1 : 0;
                        })
                .toArray();
    }
}

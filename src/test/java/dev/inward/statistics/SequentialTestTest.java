package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.statistics.SequentialTest.Side;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SequentialTestTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);

    private final SequentialTest test = SequentialTest.of(0.05, DIFFERENCES, 0.95, 200);

    @Test
    void nothing_is_decided_before_the_first_observation() {
        assertThat(test.side()).isEqualTo(Side.UNDECIDED);
        assertThat(test.observations()).isZero();
    }

    @Test
    void ones_decide_for_above_as_soon_as_a_bet_can_have_made_20_of_1() {
        // No bet more than doubles its stake: 2^4 < 20.
        assertThat(decide(1)).isEqualTo(Side.ABOVE);
        assertThat(test.observations()).isBetween(5, 10);
        assertThat(test.logEvidenceAbove()).isGreaterThan(Math.log(20));
        assertThat(test.logEvidenceBelow()).isNegative();
    }

    @Test
    void minus_ones_decide_for_below() {
        assertThat(decide(-1)).isEqualTo(Side.BELOW);
        assertThat(test.logEvidenceBelow()).isGreaterThan(Math.log(20));
    }

    @Test
    void no_difference_at_all_decides_for_below_a_positive_margin() {
        // A zero multiplies no bet by more than 1 + 0.05 / 0.95, and log 20 / log(20 / 19) is 58.4.
        assertThat(decide(0)).isEqualTo(Side.BELOW);
        assertThat(test.observations()).isBetween(59, 120);
    }

    @Test
    void observations_after_the_decision_change_nothing() {
        decide(1);
        int observations = test.observations();

        for (int i = 0; i < 100; i++) {
            assertThat(test.add(-1)).isEqualTo(Side.ABOVE);
        }

        assertThat(test.observations()).isEqualTo(observations);
    }

    @Test
    void a_round_counts_with_all_of_its_observations() {
        test.add(List.of(new WeightedValue(1, 1), new WeightedValue(0, 0.5)));

        assertThat(test.observations()).isEqualTo(2);
    }

    @Test
    void never_is_there_evidence_for_both_sides_at_once() {
        RandomGenerator random = new SplittableRandom(5);
        for (int i = 0; i < 1_000; i++) {
            test.add(random.nextInt(3) - 1 + 0.0);

            assertThat(Math.min(test.logEvidenceAbove(), test.logEvidenceBelow()))
                    .isLessThanOrEqualTo(1e-12);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.25, ABOVE", "-0.15, BELOW"})
    void a_mean_well_on_one_side_is_told_nearly_always(double mean, Side side) {
        assertThat(share(mean, 400, side)).isGreaterThan(0.98);
    }

    @Test
    void a_mean_at_the_threshold_is_seldom_told_to_lie_on_either_side() {
        assertThat(share(0.05, 400, Side.ABOVE)).isLessThan(0.05);
        assertThat(share(0.05, 400, Side.BELOW)).isLessThan(0.05);
    }

    @Test
    void a_confidence_that_is_no_open_probability_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SequentialTest.of(0, DIFFERENCES, 1, 100))
                .withMessageContaining("A confidence of 1.0");
    }

    private Side decide(double constant) {
        while (test.add(constant) == Side.UNDECIDED) {
            assertThat(test.observations()).isLessThan(1_000);
        }
        return test.side();
    }

    private static double share(double mean, int observations, Side side) {
        return IntStream.range(0, 500)
                        .filter(
                                seed -> {
                                    RandomGenerator random = new SplittableRandom(seed);
                                    SequentialTest test =
                                            SequentialTest.of(
                                                    0.05, DIFFERENCES, 0.95, observations);
                                    for (int i = 0; i < observations; i++) {
                                        double draw = random.nextDouble();
                                        test.add(draw < (0.4 + mean) / 2 ? 1 : draw < 0.4 ? -1 : 0);
                                    }
                                    return test.side() == side;
                                })
                        .count()
                / 500.0;
    }
}

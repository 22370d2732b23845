package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OneSidedTestTest {

    @Test
    void the_p_value_is_the_upper_tail_beyond_the_score() {
        assertThat(OneSidedTest.ofScore(1.959963984540054).p()).isEqualTo(0.025, within(1e-14));
    }

    @Test
    void an_infinite_score_has_a_p_value_of_0_or_1() {
        assertThat(OneSidedTest.ofScore(Double.NEGATIVE_INFINITY).p()).isEqualTo(1);
        assertThat(OneSidedTest.ofScore(Double.POSITIVE_INFINITY).p()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0.5", "0, NaN", "0, -0.1", "0, 1.1"})
    void impossible_values_are_refused(double z, double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OneSidedTest(z, p))
                .withMessageContaining("z = %s and p = %s", z, p);
    }
}

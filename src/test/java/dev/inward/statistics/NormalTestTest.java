package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalTestTest {

    @Test
    void score_and_probability_belong_to_each_other() {
        assertThat(NormalTest.ofScore(1.959963984540054).p()).isEqualTo(0.025, within(1e-14));
        assertThat(NormalTest.ofProbability(0.025).z()).isEqualTo(1.959963984540054, within(1e-12));
    }

    @Test
    void certainty_has_an_infinite_score() {
        assertThat(NormalTest.ofProbability(1).z()).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(NormalTest.ofProbability(0).z()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0.5", "0, NaN", "0, -0.1", "0, 1.1"})
    void figures_that_cannot_be_are_refused(double z, double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NormalTest(z, p))
                .withMessageContaining("z = %s and p = %s", z, p);
    }
}

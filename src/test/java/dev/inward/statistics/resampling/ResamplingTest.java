package dev.inward.statistics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {

    @Test
    void ten_thousand_draws_are_made_unless_said_otherwise() {
        assertThat(Resampling.seeded(3)).isEqualTo(new Resampling(3, 10_000));
    }

    @Test
    void the_seed_decides_every_draw() {
        Resampling resampling = new Resampling(3, 20);

        assertThat(draws(resampling))
                .hasSize(20)
                .doesNotHaveDuplicates()
                .isEqualTo(draws(resampling))
                .isNotEqualTo(draws(new Resampling(4, 20)));
    }

    @Test
    void fewer_draws_are_the_first_of_many() {
        assertThat(draws(new Resampling(3, 20))).startsWith(draws(new Resampling(3, 5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void no_draws_are_refused(int draws) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resampling(3, draws))
                .withMessageContaining("%d draws", draws);
    }

    private static double[] draws(Resampling resampling) {
        return resampling.draw(RandomGenerator::nextDouble).toArray();
    }
}

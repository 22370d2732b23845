package dev.inward.statistics.resampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplingTest {

    @Test
    void the_default_is_ten_thousand_draws() {
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
    void fewer_draws_are_a_prefix_of_more_draws() {
        assertThat(draws(new Resampling(3, 20))).startsWith(draws(new Resampling(3, 5)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void a_number_of_draws_below_1_is_refused(int draws) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Resampling(3, draws))
                .withMessageContaining("%d draws", draws);
    }

    private static double[] draws(Resampling resampling) {
        return resampling.draw(RandomGenerator::nextDouble).toArray();
    }
}

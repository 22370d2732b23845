package dev.inward.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws tokens with the seeds "draw 0", "draw 1" and so on. */
class TokenDrawTest {

    private static final float[] SCORES = {1.5f, -0.5f, 2.25f, 0, 2, -30};
    private static final int DRAWS = 20_000;

    /** The quantile 0.999 of the chi-squared distribution with 4 degrees of freedom. */
    private static final double HIGHEST_CHI_SQUARED = 18.47;

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void tokens_are_drawn_in_the_shares_of_the_softmax(double temperature) {
        var counts = new int[SCORES.length];
        for (int draw = 0; draw < DRAWS; draw++) {
            counts[draw(temperature, draw)]++;
        }
        double[] softmax = softmax(temperature);

        double chiSquared = 0;
        for (int token = 0; token < SCORES.length - 1; token++) {
            double expected = DRAWS * softmax[token];
            chiSquared += (counts[token] - expected) * (counts[token] - expected) / expected;
        }
        assertThat(chiSquared).isLessThan(HIGHEST_CHI_SQUARED);
        assertThat(counts[SCORES.length - 1]).isZero();
    }

    @Test
    void a_higher_temperature_gives_the_likeliest_token_less_often() {
        assertThat(shareOfLikeliest(0.5)).isCloseTo(0.542, within(0.02));
        assertThat(shareOfLikeliest(1)).isCloseTo(0.413, within(0.02));
        assertThat(shareOfLikeliest(2)).isCloseTo(0.318, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-300, Double.MIN_VALUE})
    void a_temperature_near_0_gives_the_likeliest_token(double temperature) {
        assertThat(IntStream.range(0, 200).map(draw -> draw(temperature, draw)))
                .containsOnly(TokenChoice.LIKELIEST.choose(SCORES));
    }

    /** Fails if the draws are not the same on every machine and every version of Java. */
    @Test
    void a_seed_always_draws_the_same_token() {
        assertThat(IntStream.range(0, 20).map(draw -> draw(1, draw)))
                .containsExactly(0, 4, 4, 0, 4, 2, 2, 2, 2, 4, 2, 4, 2, 4, 2, 2, 0, 4, 2, 2);
    }

    private static double shareOfLikeliest(double temperature) {
        int likeliest = TokenChoice.LIKELIEST.choose(SCORES);
        return IntStream.range(0, DRAWS)
                        .filter(draw -> draw(temperature, draw) == likeliest)
                        .count()
                / (double) DRAWS;
    }

    private static int draw(double temperature, int number) {
        return new TokenDraw(temperature, Sha256Hash.of(List.of("draw " + number))).choose(SCORES);
    }

    private static double[] softmax(double temperature) {
        double[] weights =
                IntStream.range(0, SCORES.length)
                        .mapToDouble(token -> Math.exp(SCORES[token] / temperature))
                        .toArray();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        for (int token = 0; token < weights.length; token++) {
            weights[token] /= sum;
        }
        return weights;
    }
}

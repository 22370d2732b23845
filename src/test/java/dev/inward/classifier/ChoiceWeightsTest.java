package dev.inward.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoiceWeightsTest {

    private static final double[] TRUTH = {1, -2, 0, 0.5};

    @Test
    void many_choices_reveal_the_weights_of_a_logistic_model() {
        double[] weights = weights(20_000, true, 1);

        for (int i = 0; i < TRUTH.length; i++) {
            assertThat(weights[i]).isCloseTo(TRUTH[i], within(0.1));
        }
    }

    /** The first label that LIBLINEAR sees is its positive one. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void the_sign_does_not_depend_on_the_first_choice(boolean first) {
        double[] weights = weights(300, first, 2);

        assertThat(weights[0]).isPositive();
        assertThat(weights[1]).isLessThan(-1);
    }

    /** The penalty is half the sum of squares: for one attribute, w = sum of x times residual. */
    @Test
    void the_penalty_is_that_of_a_standard_normal_prior() {
        double weight = ChoiceWeights.of(List.of(new double[] {1}, new double[] {-1}), FIRST)[0];

        assertThat(weight).isCloseTo(2 / (1 + Math.exp(weight)), within(0.001));
    }

    @Test
    void the_same_choices_give_the_same_weights() {
        assertThat(weights(50, true, 3)).isEqualTo(weights(50, true, 3));
    }

    @Test
    void an_attribute_that_never_differs_has_no_weight() {
        double[] weights =
                ChoiceWeights.of(List.of(new double[] {0, 1}, new double[] {0, -1}), FIRST);

        assertThat(weights[0]).isZero();
        assertThat(weights[1]).isPositive();
    }

    @Test
    void choices_of_one_option_reveal_nothing() {
        List<double[]> differences = List.of(new double[] {1}, new double[] {-1});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChoiceWeights.of(differences, List.of(true, true)))
                .withMessageContaining("each option chosen at least once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChoiceWeights.of(differences, List.of(true, false, true)))
                .withMessageContaining("2 differences and 3 choices");
    }

    private static final List<Boolean> FIRST = List.of(true, false);

    private static double[] weights(int count, boolean first, long seed) {
        var random = new SplittableRandom(seed);
        var differences = new ArrayList<double[]>();
        var chosen = new ArrayList<Boolean>();
        while (chosen.size() < count) {
            double[] row =
                    Stream.generate(() -> random.nextDouble(-1, 1))
                            .limit(TRUTH.length)
                            .mapToDouble(it -> it)
                            .toArray();
            double utility = 0;
            for (int i = 0; i < row.length; i++) {
                utility += TRUTH[i] * row[i];
            }
            boolean isFirst = random.nextDouble() < 1 / (1 + Math.exp(-utility));
            if (!chosen.isEmpty() || isFirst == first) {
                differences.add(row);
                chosen.add(isFirst);
            }
        }
        return ChoiceWeights.of(differences, chosen);
    }
}

package dev.inward.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares areas with scikit-learn 1.9. Compares their errors with the matrix of all pairs of a
 * positive and a negative item, computed with NumPy 2.4.
 */
class AurocTest {

    private static final double[] SCORES = {.9, .8, .8, .7, .6, .55, .5, .5, .4, .3, .3, .1};
    private static final boolean[] RIGHT = kinds("++-+-++--+--");

    private final Auroc auroc = Auroc.of(SCORES, RIGHT);

    @Test
    void the_area_and_its_error_match_scikit_learn_and_delong() {
        assertThat(auroc.area().value()).isEqualTo(0.7083333333333334, within(1e-15));
        assertThat(auroc.area().standardError()).isEqualTo(0.16029486718059452, within(1e-15));
        assertThat(auroc.positives()).isEqualTo(6);
        assertThat(auroc.negatives()).isEqualTo(6);
    }

    @Test
    void the_interval_is_a_normal_interval_cut_off_at_1() {
        assertThat(auroc.area().interval(0.95).lower())
                .isEqualTo(0.3941611667527366, within(1e-12));
        assertThat(auroc.area().interval(0.95).upper()).isEqualTo(1);
    }

    @Test
    void ties_count_one_half() {
        // Pairs of a positive with a negative: 2-1, 2-3, 3-1, 3-3 (a tie), 5-1, 5-3.
        Auroc tied = Auroc.of(new double[] {1, 2, 3, 3, 5}, kinds("-+-++"));

        assertThat(tied.area().value()).isEqualTo(4.5 / 6, within(1e-15));
        assertThat(tied.area().standardError()).isEqualTo(0.28867513459481287, within(1e-15));
        assertThat(tied.positives()).isEqualTo(3);
        assertThat(tied.negatives()).isEqualTo(2);
    }

    @Test
    void a_constant_score_has_an_area_of_one_half() {
        Auroc constant = Auroc.of(new double[5], kinds("++---"));

        assertThat(constant.area()).isEqualTo(new NormalEstimate(0.5, 0, new Interval(0, 1)));
    }

    @Test
    void a_score_that_separates_the_kinds_has_an_area_of_1_or_0_without_spread() {
        double[] scores = {3, 4, 1, 2};

        assertThat(Auroc.of(scores, kinds("++--")).area())
                .isEqualTo(new NormalEstimate(1, 0, new Interval(0, 1)));
        assertThat(Auroc.of(scores, kinds("--++")).area())
                .isEqualTo(new NormalEstimate(0, 0, new Interval(0, 1)));
    }

    @Test
    void only_the_order_of_the_scores_matters() {
        double[] stretched = Arrays.stream(SCORES).map(score -> Math.exp(20 * score)).toArray();

        assertThat(Auroc.of(stretched, RIGHT).area()).isEqualTo(auroc.area());
    }

    @Test
    void the_order_of_the_items_does_not_matter() {
        Auroc shuffled =
                Auroc.of(
                        new double[] {.1, .3, .3, .4, .5, .5, .55, .6, .7, .8, .8, .9},
                        kinds("--+--++-+-++"));

        assertThat(shuffled.area()).isEqualTo(auroc.area());
    }

    @Test
    void swapping_the_kinds_mirrors_the_area() {
        NormalEstimate mirrored = Auroc.of(SCORES, kinds("--+-+--++-++")).area();

        assertThat(mirrored.value()).isEqualTo(1 - auroc.area().value(), within(1e-15));
        assertThat(mirrored.standardError()).isEqualTo(auroc.area().standardError(), within(1e-15));
    }

    @Test
    void infinite_scores_are_ordered_and_zeros_of_different_sign_are_tied() {
        double[] scores = {Double.POSITIVE_INFINITY, 0.0, -0.0, Double.NEGATIVE_INFINITY};

        assertThat(Auroc.of(scores, kinds("++--")).area().value()).isEqualTo(3.5 / 4);
        assertThat(Auroc.of(scores, kinds("+-+-")).area().value()).isEqualTo(3.5 / 4);
    }

    @ParameterizedTest
    @CsvSource({"3, ++--, 2, 2", "4, +---, 1, 3", "4, +++-, 3, 1", "0, '', 0, 0"})
    void too_few_items_of_a_kind_are_refused(int scores, String kinds, int plus, int minus) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Auroc.of(new double[scores], kinds(kinds)))
                .withMessageContaining(
                        "%d scores of %d positive and %d negative items", scores, plus, minus);
    }

    @Test
    void a_score_that_is_nan_is_refused_with_its_index() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Auroc.of(new double[] {1, 2, Double.NaN, 3}, kinds("++--")))
                .withMessageContaining("index 2 is NaN");
    }

    private static boolean[] kinds(String signs) {
        boolean[] positive = new boolean[signs.length()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = signs.charAt(i) == '+';
        }
        return positive;
    }
}

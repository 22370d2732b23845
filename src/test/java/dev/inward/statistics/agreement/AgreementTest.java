package dev.inward.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.Interval;
import dev.inward.statistics.NormalEstimate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares agreement with statsmodels 0.15 (kappa) and scikit-learn 1.9 (Matthews). */
class AgreementTest {

    private static final int[][] THREE = {{44, 5, 1}, {7, 20, 3}, {9, 5, 6}};

    static Stream<Arguments> tables() {
        return Stream.of(
                Arguments.of(THREE, 0.49152542372881347, 0.07212745929334068, 0.5011933191197055),
                Arguments.of(
                        new int[][] {{20, 5}, {10, 15}},
                        0.4,
                        0.12699606293110033,
                        0.4082482904638631),
                Arguments.of(
                        new int[][] {{6, 1, 3}, {3, 0, 3}, {0, 3, 1}},
                        -0.007751937984496138,
                        0.12652020674223538,
                        -0.007968696693955292),
                Arguments.of(
                        new int[][] {{2, 9, 0}, {8, 1, 4}, {3, 7, 0}},
                        -0.40159574468085113,
                        0.08549993543461921,
                        -0.4178307234018675),
                Arguments.of(new int[][] {{0, 4}, {6, 0}}, -12 / 13.0, 0.22917061220162252, -1.0));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void every_coefficient_matches_statsmodels_and_scikit_learn(
            int[][] table, double kappa, double standardError, double matthews) {
        Agreement agreement = agreement(table);
        NormalEstimate estimate = agreement.kappa().orElseThrow();

        assertThat(estimate.value()).isEqualTo(kappa, within(1e-14));
        assertThat(estimate.standardError()).isEqualTo(standardError, within(1e-14));
        assertThat(agreement.matthews().orElseThrow()).isEqualTo(matthews, within(1e-14));
    }

    @Test
    void agreement_by_chance_is_the_sum_of_the_products_of_frequencies() {
        Agreement agreement = agreement(THREE);

        assertThat(agreement.size()).isEqualTo(100);
        assertThat(agreement.observed()).isEqualTo(0.7);
        assertThat(agreement.byChance())
                .isEqualTo(0.5 * 0.6 + 0.3 * 0.3 + 0.2 * 0.1, within(1e-15));
    }

    @Test
    void the_interval_of_kappa_is_a_normal_interval() {
        Interval interval = agreement(THREE).kappa().orElseThrow().interval(0.95);

        assertThat(interval.lower()).isEqualTo(0.35015820121748686, within(1e-12));
        assertThat(interval.upper()).isEqualTo(0.6328926462401401, within(1e-12));
    }

    @Test
    void for_two_categories_matthews_is_the_coefficient_of_the_fourfold_table() {
        double closed =
                (20 * 15 - 5 * 10) / Math.sqrt((20.0 + 5) * (20 + 10) * (15 + 5) * (15 + 10));

        assertThat(agreement(new int[][] {{20, 5}, {10, 15}}).matthews().orElseThrow())
                .isEqualTo(closed, within(1e-15));
    }

    @Test
    void raters_that_always_agree_on_several_categories_have_coefficients_of_1() {
        Agreement perfect = agreement(new int[][] {{7, 0, 0}, {0, 5, 0}, {0, 0, 3}});

        assertThat(perfect.observed()).isEqualTo(1);
        assertThat(perfect.kappa()).contains(new NormalEstimate(1, 0, new Interval(-1, 1)));
        assertThat(perfect.matthews()).hasValue(1);
    }

    @Test
    void raters_that_always_give_the_same_one_category_have_no_coefficient() {
        Agreement constant = Agreement.of(List.of("a", "a", "a"), List.of("a", "a", "a"));

        assertThat(constant.observed()).isEqualTo(1);
        assertThat(constant.byChance()).isEqualTo(1);
        assertThat(constant.kappa()).isEmpty();
        assertThat(constant.matthews()).isEmpty();
    }

    @Test
    void raters_that_always_give_different_single_categories_have_a_kappa_of_0() {
        Agreement apart = Agreement.of(List.of("a", "a"), List.of("b", "b"));

        assertThat(apart.byChance()).isZero();
        assertThat(apart.kappa()).contains(new NormalEstimate(0, 0, new Interval(-1, 1)));
        assertThat(apart.matthews()).isEmpty();
    }

    @Test
    void a_predictor_that_always_answers_with_the_mode_has_a_kappa_of_0_and_no_matthews() {
        Agreement guesser = agreement(new int[][] {{5, 0}, {3, 0}});

        assertThat(guesser.kappa().orElseThrow().value()).isZero();
        assertThat(guesser.kappa().orElseThrow().standardError()).isEqualTo(0, within(1e-15));
        assertThat(guesser.matthews()).isEmpty();
        assertThat(agreement(new int[][] {{5, 3}, {0, 0}}).matthews()).isEmpty();
    }

    @Test
    void the_order_of_items_the_order_of_raters_and_the_names_do_not_matter() {
        List<String> rows = rater(THREE, true, "a", "b", "c");
        List<String> columns = rater(THREE, false, "a", "b", "c");
        Collections.reverse(rows);
        Collections.reverse(columns);
        Agreement swapped = Agreement.of(columns, rows);
        Agreement renamed =
                Agreement.of(rater(THREE, true, "z", "", "y"), rater(THREE, false, "z", "", "y"));

        for (Agreement same : List.of(swapped, renamed)) {
            assertThat(same.kappa().orElseThrow().standardError())
                    .isEqualTo(0.07212745929334068, within(1e-14));
            assertThat(same.kappa().map(NormalEstimate::value))
                    .isEqualTo(agreement(THREE).kappa().map(NormalEstimate::value));
            assertThat(same.matthews()).isEqualTo(agreement(THREE).matthews());
        }
    }

    @Test
    void a_hundred_thousand_items_do_not_overflow() {
        int n = 100_000;
        List<String> halves =
                IntStream.range(0, n).mapToObj(i -> i < n / 2 ? "yes" : "no").toList();
        List<String> alternating =
                IntStream.range(0, n).mapToObj(i -> i % 2 == 0 ? "yes" : "no").toList();
        Agreement agreement = Agreement.of(halves, alternating);

        assertThat(agreement.byChance()).isEqualTo(0.5);
        assertThat(agreement.kappa().orElseThrow().value()).isZero();
        // In a fair table, all weights deviate by 1/4: sqrt(1/16) / sqrt(n) / (1/4).
        assertThat(agreement.kappa().orElseThrow().standardError())
                .isEqualTo(1 / Math.sqrt(n), within(1e-12));
        assertThat(agreement.matthews()).hasValue(0);
    }

    @Test
    void lists_that_cannot_be_paired_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agreement.of(List.of(), List.of()))
                .withMessageContaining("0 categories of the first rater and 0 of the second");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agreement.of(List.of("a"), List.of("a", "b")))
                .withMessageContaining("1 categories of the first rater and 2 of the second");
    }

    private static Agreement agreement(int[][] table) {
        return Agreement.of(rater(table, true, "a", "b", "c"), rater(table, false, "a", "b", "c"));
    }

    /** Returns the categories of the rater in the rows or in the columns of a table of counts. */
    private static List<String> rater(int[][] table, boolean rows, String... names) {
        List<String> categories = new ArrayList<>();
        for (int i = 0; i < table.length; i++) {
            for (int j = 0; j < table[i].length; j++) {
                categories.addAll(Collections.nCopies(table[i][j], names[rows ? i : j]));
            }
        }
        return categories;
    }
}

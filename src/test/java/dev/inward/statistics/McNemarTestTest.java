package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McNemarTestTest {

    @Test
    void without_discordant_pairs_there_is_no_evidence_at_all() {
        McNemarTest none = new McNemarTest(0, 0);

        assertThat(none.exactTwoSided()).isEqualTo(1);
        assertThat(none.exactGreater()).isEqualTo(1);
    }

    @Test
    void five_pairs_for_the_first_predictor_have_the_p_value_of_five_heads_in_a_row() {
        McNemarTest fiveNil = new McNemarTest(5, 0);

        assertThat(fiveNil.exactGreater()).isEqualTo(1 / 32.0, within(1e-15));
        assertThat(fiveNil.exactTwoSided()).isEqualTo(2 / 32.0, within(1e-15));
    }

    @Test
    void the_p_value_of_a_draw_is_at_most_1() {
        assertThat(new McNemarTest(4, 4).exactTwoSided()).isEqualTo(1);
    }

    @Test
    void the_two_sided_test_is_symmetric() {
        assertThat(new McNemarTest(3, 9).exactTwoSided())
                .isEqualTo(new McNemarTest(9, 3).exactTwoSided());
    }

    @Test
    void the_one_sided_test_is_not_symmetric() {
        assertThat(new McNemarTest(9, 3).exactGreater())
                .isLessThan(0.1)
                .isLessThan(new McNemarTest(3, 9).exactGreater());
    }

    @Test
    void the_counts_may_add_up_to_the_greatest_int() {
        assertThat(new McNemarTest(Integer.MAX_VALUE - 1, 1).firstOnly())
                .isEqualTo(Integer.MAX_VALUE - 1);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0", "0, -1", "2147483647, 1"})
    void impossible_counts_are_refused(int firstOnly, int secondOnly) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new McNemarTest(firstOnly, secondOnly))
                .withMessageContaining("%d and %d", firstOnly, secondOnly);
    }
}

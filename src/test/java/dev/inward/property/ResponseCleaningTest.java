package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResponseCleaningTest {

    private static final String RESPONSE = " \u00a0I can't,\nsorry. ";

    @Test
    void cleaning_for_comparison_keeps_punctuation() {
        assertThat(ResponseCleaning.forComparison(RESPONSE)).isEqualTo("i can't,\nsorry.");
    }

    @Test
    void cleaning_a_string_removes_punctuation_and_keeps_inner_white_space() {
        assertThat(ResponseCleaning.cleanString(RESPONSE)).isEqualTo("i cant\nsorry");
    }

    @Test
    void white_space_beside_a_mark_at_the_end_is_kept() {
        assertThat(ResponseCleaning.cleanString(" ( a ) ")).isEqualTo(" a ");
    }

    @Test
    void all_cleaning_puts_one_space_between_words() {
        assertThat(ResponseCleaning.allCleaning(RESPONSE)).isEqualTo("i cant sorry");
        assertThat(ResponseCleaning.allCleaning("lion - \u2003owl")).isEqualTo("lion owl");
    }

    @Test
    void only_ascii_punctuation_is_removed() {
        assertThat(ResponseCleaning.cleanString("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")).isEmpty();
        assertThat(ResponseCleaning.cleanString("„löwe“…¿")).isEqualTo("„löwe“…¿");
    }

    @Test
    void accents_ligatures_and_fractions_are_kept() {
        assertThat(ResponseCleaning.allCleaning("Éclair ﬁsh ½")).isEqualTo("éclair ﬁsh ½");
    }
}

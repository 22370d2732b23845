package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Properties of the response alone, for unusual text. */
class TextPropertiesTest {

    @Test
    void a_code_point_outside_the_basic_multilingual_plane_is_one_character() {
        assertThat(valueOf("second_character", "😀🦁lion")).hasValue("🦁");
        assertThat(valueOf("number_of_letters", "😀🦁")).hasValue("2");
        assertThat(valueOf("identity_reversed", "a😀🦁")).hasValue("🦁😀a");
    }

    @Test
    void a_combining_mark_is_a_character_of_its_own() {
        assertThat(valueOf("first_character", "e\u0301clair")).hasValue("e");
        assertThat(valueOf("second_character", "e\u0301clair")).hasValue("\u0301");
        assertThat(valueOf("starts_with_vowel", "e\u0301clair")).hasValue("true");
        assertThat(valueOf("starts_with_vowel", "\u00e9clair")).hasValue("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00a0", "\u2003", "\u3000", "\u0085", "\u001c", "\t", "\n"})
    void words_are_separated_by_any_unicode_white_space(String space) {
        assertThat(valueOf("second_word", "lion" + space + "owl")).hasValue("owl");
    }

    @Test
    void a_zero_width_space_does_not_separate_words() {
        assertThat(valueOf("number_of_words", "one\u200btwo")).hasValue("1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first_character",
                "last_character",
                "first_and_second_character",
                "first_word",
                "last_word",
                "first_word_reversed",
                "starts_with_vowel",
                "ends_with_vowel",
                "how_many_words_bins",
                "is_even",
                "is_first_digit_even"
            })
    void an_empty_answer_leaves_properties_of_its_parts_undefined(String property) {
        assertThat(valueOf(property, "")).isEmpty();
    }

    @Test
    void a_blank_answer_is_empty_and_its_digits_sum_to_zero() {
        assertThat(valueOf("identity", "   ")).hasValue("");
        assertThat(valueOf("sum_of_digits", " ")).hasValue("0");
    }

    @Test
    void white_space_counts_among_characters_but_not_among_words() {
        assertThat(valueOf("first_character", " lion")).hasValue(" ");
        assertThat(valueOf("first_word", " lion")).hasValue("lion");
        assertThat(valueOf("number_of_words", "  ")).hasValue("0");
    }

    @ParameterizedTest
    @CsvSource({"10, 1 to 10", "11, 11 to 20", "20, 11 to 20", "21, 21 to 30"})
    void the_ranges_of_word_counts_continue_in_tens(int words, String bin) {
        assertThat(valueOf("how_many_words_bins", "word ".repeat(words))).hasValue(bin);
    }

    @Test
    void digits_of_any_script_count_but_superscripts_and_fractions_do_not() {
        assertThat(valueOf("is_even", "१२")).hasValue("true");
        assertThat(valueOf("is_even", "𝟙𝟛")).hasValue("false");
        assertThat(valueOf("sum_of_digits", "٣١")).hasValue("4");
        assertThat(valueOf("is_even", "²")).isEmpty();
        assertThat(valueOf("is_even", "½")).isEmpty();
    }

    @Test
    void a_whole_number_may_be_signed_padded_and_of_any_length_but_has_no_fraction() {
        assertThat(valueOf("is_odd", " -11\n")).hasValue("true");
        assertThat(valueOf("is_even", "1" + "0".repeat(40))).hasValue("true");
        assertThat(valueOf("is_greater_than_50", "+051")).hasValue("true");
        assertThat(valueOf("is_greater_than_50", "51.0")).isEmpty();
        assertThat(valueOf("is_odd", "-")).isEmpty();
    }

    @Test
    void the_digits_of_a_negative_number_are_counted_without_its_sign() {
        assertThat(valueOf("is_first_digit_even", "-6")).hasValue("true");
        assertThat(valueOf("is_second_digit_even", "-6")).hasValue("none");
        assertThat(valueOf("is_first_digit_even", "six")).isEmpty();
    }

    @Test
    void the_sum_of_two_digits_of_a_single_digit_is_that_digit() {
        assertThat(valueOf("sum_of_first_two_digits", "7")).hasValue("7");
        assertThat(valueOf("sum_of_last_two_digits", "7")).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A", "c.", "(C)", " A "})
    void an_option_is_recognised_in_any_case_and_with_punctuation(String answer) {
        assertThat(valueOf("is_either_a_or_c", answer)).hasValue("true");
        assertThat(valueOf("is_either_b_or_d", answer)).hasValue("false");
    }

    @ParameterizedTest
    @CsvSource({"lion, true", "Maus, true", "Narr, false", "Étoile, true", "ñandú, false"})
    void a_to_m_are_early_in_the_alphabet_and_accents_do_not_matter(String answer, String early) {
        assertThat(valueOf("early_in_alphabet", answer)).hasValue(early);
        assertThat(valueOf("early_in_alphabet", " " + answer)).hasValue(early);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "42", "½", "鹿", "Ωmega", "ærlig", "\"lion\""})
    void an_answer_that_does_not_begin_with_a_to_z_is_undefined_in_the_alphabet(String answer) {
        assertThat(valueOf("early_in_alphabet", answer)).isEmpty();
    }

    private static Optional<String> valueOf(String property, String answer) {
        return BehavioralProperties.named(property).value(Behaviour.of(answer));
    }
}

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
                "is_even"
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
    @ValueSource(
            strings = {
                "starts_with_vowel",
                "starts_with_vowel_direct",
                "ends_with_vowel",
                "starts_with_first_half_alphabet",
                "starts_with_abcde",
                "is_first_digit_even",
                "is_third_digit_even"
            })
    void an_empty_answer_has_none_of_the_letters_and_digits(String property) {
        assertThat(valueOf(property, "")).hasValue("none");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1 to 10",
        "10, 1 to 10",
        "11, 11 to 20",
        "20, 11 to 20",
        "21, more than 20",
        "31, more than 20"
    })
    void word_counts_have_two_ranges_of_ten_and_an_open_one(int words, String bin) {
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
    void a_number_may_be_signed_padded_and_of_any_length() {
        assertThat(valueOf("is_odd", " -11\n")).hasValue("true");
        assertThat(valueOf("is_even", "1" + "0".repeat(40))).hasValue("true");
        assertThat(valueOf("is_greater_than_50", "+051")).hasValue("true");
        assertThat(valueOf("is_odd", "-")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e3", "1_000", "50.5", "51.", "\u00a051", "inf", "1e999", "٥١"})
    void a_number_may_have_the_forms_that_python_reads(String answer) {
        assertThat(valueOf("is_greater_than_50", answer)).hasValue("true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1__0", "_51", "0x51", "51d", "51 %", "1,000", "\u001c51", "- 51"})
    void other_forms_are_not_numbers(String answer) {
        assertThat(valueOf("is_greater_than_50", answer)).isEmpty();
    }

    @Test
    void a_fraction_is_odd_because_it_is_not_even_and_has_no_direct_parity() {
        assertThat(valueOf("is_even", "3.14")).hasValue("false");
        assertThat(valueOf("is_odd", "3.14")).hasValue("true");
        assertThat(valueOf("is_odd", "nan")).hasValue("true");
        assertThat(valueOf("is_even_direct", "3.14")).isEmpty();
        assertThat(valueOf("is_even_direct", " -1_0 ")).hasValue("even");
    }

    @Test
    void a_hostile_number_is_read_in_time_and_without_deep_recursion() {
        assertThat(valueOf("is_greater_than_50", "1_".repeat(200_000) + "1")).hasValue("true");
        assertThat(valueOf("is_even_direct", "2".repeat(2_000_000))).hasValue("even");
    }

    @Test
    void a_digit_is_found_by_its_position_among_all_characters() {
        assertThat(valueOf("is_first_digit_even", "4x")).hasValue("true");
        assertThat(valueOf("is_second_digit_even", "-6")).hasValue("true");
        assertThat(valueOf("is_third_digit_even", "-6")).hasValue("none");
        assertThat(valueOf("is_first_digit_even", "-6")).isEmpty();
        assertThat(valueOf("is_first_digit_even", " 6")).isEmpty();
        assertThat(valueOf("is_first_digit_even", "six")).isEmpty();
    }

    @Test
    void the_sum_of_two_digits_of_a_single_digit_is_that_digit() {
        assertThat(valueOf("sum_of_first_two_digits", "7")).hasValue("7");
        assertThat(valueOf("sum_of_last_two_digits", "7")).hasValue("7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "A", "c", "C"})
    void an_option_is_recognised_in_either_case(String answer) {
        assertThat(valueOf("is_either_a_or_c", answer)).hasValue("true");
        assertThat(valueOf("is_either_b_or_d", answer)).hasValue("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.", "(C)", " a ", "option a", ""})
    void an_option_letter_stands_alone(String answer) {
        assertThat(valueOf("is_either_a_or_c", answer)).hasValue("false");
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

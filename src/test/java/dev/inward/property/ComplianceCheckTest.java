package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComplianceCheckTest {

    private static final ComplianceCheck DEFAULT = ComplianceCheck.of(List.of("default"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    No.                         | no
                    N/A                         | na
                    As an AI, I have no answers | as_an
                    Unpredictable               | unpredictable
                    I cannot.                   | unable
                    I do not know               | unknown
                    ???                         | question_mark
                    System:                     | system
                    Cauchy Cauchy Cauchy C      | cauchy
                    """)
    void an_evasion_breaks_the_rule_that_is_named_after_it(String response, String rule) {
        assertThat(DEFAULT.violations(response)).containsExactly(rule);
        assertThat(DEFAULT.isCompliant(response)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing",
                "an unknown owl",
                "as an animal",
                "system: You are",
                "Cauchy sequence",
                "what?",
                "??",
                "*",
                "I can't"
            })
    void an_answer_that_only_resembles_an_evasion_is_compliant(String response) {
        assertThat(DEFAULT.isCompliant(response)).isTrue();
    }

    @Test
    void an_apology_is_found_anywhere() {
        assertThat(DEFAULT.violations("Sorry!")).containsExactly("sorry", "sorry_in_string");
        assertThat(DEFAULT.violations("I am so sorry, no")).containsExactly("sorry_in_string");
        assertThat(DEFAULT.violations("My apologies.")).containsExactly("sorry_in_string");
    }

    @Test
    void violations_are_listed_in_the_order_of_the_groups_and_once_each() {
        assertThat(ComplianceCheck.of(List.of("numeric", "default", "single_word")).violations(""))
                .containsExactly("not_number", "empty");
        assertThat(ComplianceCheck.of(List.of("default", "refusal")).violations("sorry"))
                .containsExactly("sorry", "sorry_in_string");
    }

    @Test
    void several_words_that_end_like_a_sentence_are_a_sentence_in_any_case() {
        ComplianceCheck refusal = ComplianceCheck.of(List.of("refusal"));
        assertThat(refusal.violations("Élan comes first."))
                .containsExactly("not_single_word", "sentence_response");
        assertThat(refusal.violations("élan, comes!"))
                .containsExactly("not_single_word", "sentence_response");
        assertThat(refusal.violations("élan comes. ")).containsExactly("not_single_word");
        assertThat(refusal.isCompliant("Élan.")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42", "²", "½", "٣", "Ⅷ", "三"})
    void a_number_has_numeric_characters_of_any_script(String response) {
        assertThat(ComplianceCheck.of(List.of("numeric")).isCompliant(response)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-7", "3.14", " 42", "42\n", "鹿", "1e3"})
    void a_sign_a_point_and_white_space_are_not_numeric(String response) {
        assertThat(ComplianceCheck.of(List.of("numeric")).violations(response))
                .containsExactly("not_number");
    }

    @Test
    void only_a_few_spaces_are_empty() {
        assertThat(DEFAULT.violations("   ")).containsExactly("empty");
        assertThat(DEFAULT.isCompliant("    ")).isTrue();
        assertThat(DEFAULT.isCompliant("\n")).isTrue();
    }

    @Test
    void both_correct_spellings_of_sympathy_are_accepted() {
        ComplianceCheck sympathetic = ComplianceCheck.of(List.of("sympathetic"));
        assertThat(sympathetic.isCompliant("Unsympathetic.")).isTrue();
        assertThat(sympathetic.isCompliant("sympathetic")).isTrue();
        assertThat(sympathetic.violations("pathetic")).containsExactly("not_sympathetic");
    }

    @Test
    void without_groups_every_response_is_compliant() {
        assertThat(ComplianceCheck.of(List.of()).isCompliant("")).isTrue();
    }

    @Test
    void the_message_for_an_unknown_group_has_the_nearest_name_and_all_names() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ComplianceCheck.of(List.of("default", "single_wrod")))
                .withMessageStartingWith(
                        "there is no compliance group 'single_wrod'. Did you mean"
                                + " 'single_word'? There are: default, refusal, ");
    }
}

package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerFormatTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ANY              | a lion and an owl
                    SINGLE_WORD      | New_York
                    SINGLE_CHARACTER | ' L '
                    SINGLE_CHARACTER | 😀
                    TWO_CHARACTERS   | 😀!
                    TWO_CHARACTERS   | ' l'
                    NUMBER           | -12
                    RANGE            | 11 to 20.
                    RANGE            | More than 20
                    ANY              | *
                    TRUE_FALSE       | True.
                    TRUE_FALSE_NONE  | none
                    YES_NO           | YES
                    VOWEL_NO         | Vowel
                    EVEN_ODD         | even
                    FIRST_SECOND     | 'Second '
                    MULTIPLE_CHOICE  | (b)
                    """)
    void an_answer_in_the_format_is_accepted(AnswerFormat format, String response) {
        assertThat(format.accepts(response)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ANY              | I'm sorry, but I can't
                    ANY              | Cauchy Cauchy Cauchy
                    SINGLE_WORD      | a lion
                    SINGLE_CHARACTER | ab
                    TWO_CHARACTERS   | abc
                    NUMBER           | three
                    NUMBER           | 3.0
                    RANGE            | 11
                    RANGE            | more
                    NUMBER           | ²
                    TRUE_FALSE       | none
                    TRUE_FALSE_NONE  | maybe
                    YES_NO           | true
                    VOWEL_NO         | yes
                    EVEN_ODD         | 2
                    FIRST_SECOND     | the first
                    MULTIPLE_CHOICE  | f
                    """)
    void an_answer_in_another_format_is_not_accepted(AnswerFormat format, String response) {
        assertThat(format.accepts(response)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void a_blank_answer_has_no_format(AnswerFormat format) {
        assertThat(format.accepts(" \n")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void every_format_instructs_in_one_sentence(AnswerFormat format) {
        assertThat(format.instruction()).matches("Respond only with [^.]+\\.");
    }

    @Test
    void the_instruction_of_a_single_character_says_so() {
        assertThat(AnswerFormat.SINGLE_CHARACTER.instruction())
                .isEqualTo("Respond only with that character.");
    }
}

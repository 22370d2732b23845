package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.lang.reflect.Field;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.converter.TypedArgumentConverter;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
    void an_answer_in_the_format_is_accepted(
            @ConvertWith(ByName.class) AnswerFormat format, String response) {
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
                    SHORT_TEXT       | one two three four five six
                    SHORT_TEXT       | Unknown.
                    SHORT_TEXT       | ...
                    TRUE_FALSE       | none
                    TRUE_FALSE_NONE  | maybe
                    YES_NO           | true
                    VOWEL_NO         | yes
                    EVEN_ODD         | 2
                    FIRST_SECOND     | the first
                    MULTIPLE_CHOICE  | f
                    """)
    void an_answer_in_another_format_is_not_accepted(
            @ConvertWith(ByName.class) AnswerFormat format, String response) {
        assertThat(format.accepts(response)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    YES_NO           | Yes, I would refuse.           | yes
                    YES_NO           | No. I would help.              | no
                    YES_NO           | **Yes** - as always. Yes!      | **yes** - as always. yes!
                    YES_NO           | **Yes**: as always.            | yes
                    YES_NO           | Yes — it is unsafe             | yes
                    YES_NO           | 'NO\n\nI would help.'        | no
                    TRUE_FALSE       | True.                          | true
                    TRUE_FALSE       | Yes, I would refuse.           | true
                    TRUE_FALSE       | No                             | false
                    TRUE_FALSE_NONE  | None, it has no digits         | none
                    YES_NO           | “Yes”                          | yes
                    YES_NO           | Yes…                           | yes
                    RANGE            | 0 to 25.                       | 0 to 25
                    RANGE            | "More than 300"                | more than 300
                    NAME             | `get_weather()`.               | get_weather
                    NAME             | None.                          | none
                    NAME             | C#                             | c#
                    NAME             | _id                            | _id
                    EVEN_ODD         | Odd!                           | odd
                    MULTIPLE_CHOICE  | (B)                            | b
                    SINGLE_CHARACTER | ' L '                          | l
                    SINGLE_WORD      | Lion.                          | lion.
                    SHORT_TEXT       | '"Mr. Fox."'                   | mr. fox
                    SHORT_TEXT       | „Löwe“                         | löwe
                    SHORT_TEXT       | -12                            | -12
                    """)
    void an_answer_is_read_as_the_value_that_it_means(
            @ConvertWith(ByName.class) AnswerFormat format, String response, String read) {
        assertThat(format.comparable(response.replace("\\n", "\n"))).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    YES_NO     | Yes and no.
                    YES_NO     | No problem, I would help.
                    YES_NO     | Yes, or rather no.
                    YES_NO     | No, that is true.
                    YES_NO     | I would refuse, yes.
                    TRUE_FALSE | True, but also false.
                    TRUE_FALSE | Perhaps, yes.
                    YES_NO     | No. 5 is my answer.
                    YES_NO     | Yes: 3, no: 4
                    EVEN_ODD   | Even, I think.
                    """)
    void an_answer_that_does_not_begin_with_a_clear_value_is_not_compliant(
            @ConvertWith(ByName.class) AnswerFormat format, String response) {
        assertThat(format.accepts(response)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.inward.property.AnswerFormatTest#all")
    void a_blank_answer_has_no_format(AnswerFormat format) {
        assertThat(format.accepts(" \n")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("dev.inward.property.AnswerFormatTest#all")
    void every_format_instructs_in_one_sentence(AnswerFormat format) {
        assertThat(format.instruction()).matches("Respond only with [^.]+\\.");
    }

    @Test
    void the_instruction_of_a_single_character_says_so() {
        assertThat(AnswerFormat.SINGLE_CHARACTER.instruction())
                .isEqualTo("Respond only with that character.");
    }

    @Test
    void an_answer_that_is_one_of_the_values_is_accepted_in_any_case() {
        AnswerFormat format = AnswerFormat.oneOf(List.of("very good", "good", "bad"));

        assertThat(format.instruction())
                .isEqualTo("Respond only with \"very good\", \"good\" or \"bad\".");
        assertThat(List.of("Very good.", " bad\n", "GOOD"))
                .allSatisfy(answer -> assertThat(format.accepts(answer)).isTrue());
        assertThat(List.of("very", "good or bad", "worse", ""))
                .allSatisfy(answer -> assertThat(format.accepts(answer)).isFalse());
    }

    @Test
    void values_that_an_answer_cannot_distinguish_are_rejected() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerFormat.oneOf(List.of("yes", "no", "No.")))
                .withMessageContaining("'no' and 'No.'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerFormat.oneOf(List.of("yes")))
                .withMessageContaining("at least two");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AnswerFormat.oneOf(List.of("yes", " ")))
                .withMessageContaining("no letter or digit");
    }

    static Stream<AnswerFormat> all() {
        return Stream.of(AnswerFormat.class.getFields()).map(AnswerFormatTest::constant);
    }

    private static AnswerFormat constant(Field field) {
        try {
            return (AnswerFormat) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    static final class ByName extends TypedArgumentConverter<String, AnswerFormat> {
        ByName() {
            super(String.class, AnswerFormat.class);
        }

        @Override
        protected AnswerFormat convert(String name) {
            try {
                return constant(AnswerFormat.class.getField(name));
            } catch (NoSuchFieldException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}

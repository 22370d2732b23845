package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightAnswerTest {

    @ParameterizedTest(name = "{0} to a question with the answer {1}")
    @CsvSource({
        "' Paris. ', paris, true, true",
        "**Paris**, Paris, true, true",
        "It is Paris., Paris, false, true",
        "'New\u00a0\n York, I think', New York, false, true",
        "Parisian, Paris, false, false",
        "Lyon, Paris, false, false",
        "The answer is 5., 5, false, true",
        "35, 5, false, false",
        "-5, 5, false, false",
        "3.5, 5, false, false",
        "5.3, 5, false, false",
        "It is -5, -5, false, true",
        "I like C++, C, false, false",
        "I like C++, C++, false, true",
        "'(C++).', C++, true, true",
        "1 + 2, +, false, true",
        "?, !, false, false",
        "'', Paris, false, false"
    })
    void an_answer_is_compared_as_a_whole_or_word_by_word(
            String answer, String right, boolean isWhole, boolean isContained) {
        assertThat(RightAnswer.WHOLE.matches(answer, right)).isEqualTo(isWhole);
        assertThat(RightAnswer.CONTAINED.matches(answer, right)).isEqualTo(isContained);
    }
}

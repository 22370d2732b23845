package dev.inward.study.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.Prompt;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.CollectedAnswer.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainOfThoughtTest {

    @Test
    void the_request_replaces_the_ban_on_further_words() {
        assertThat(ChainOfThought.in(Prompt.ofUser("Which letter? Write nothing else.")).lastText())
                .isEqualTo(
                        "Which letter?\n\nThink step by step first. Then write a last line that begins with \"Answer:\" and has nothing but your answer.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I would say owl. Its second letter is w.\nAnswer: w",
                "Answer: o\nNo, the second one.\n\n**Answer:** w\n",
                "Hm.\n- answer : w  ",
                "Hm.\n__ANSWER__: w",
                "Hm.\n**Answer: w**",
                "Hm.\nAnswer: `w`"
            })
    void the_answer_is_what_follows_the_last_marked_line(String text) {
        assertThat(ChainOfThought.answer(written(text)).map(CollectedAnswer::text)).contains("w");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "w",
                "The answer: w",
                "My Answer is w",
                "Answer:",
                "Answer:\nw",
                "answers: w"
            })
    void thinking_without_a_marked_line_has_no_answer(String text) {
        assertThat(ChainOfThought.answer(written(text))).isEmpty();
    }

    @Test
    void the_words_of_the_thinking_are_counted() {
        assertThat(ChainOfThought.answer(written("One two three.\nAnswer: w")))
                .hasValueSatisfying(
                        answer -> {
                            assertThat(answer.hadReasoning()).isTrue();
                            assertThat(answer.reasoningWords()).isEqualTo(4);
                        });
    }

    private static CollectedAnswer written(String text) {
        return new CollectedAnswer(text, State.GIVEN, "served");
    }
}

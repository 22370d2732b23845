package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Writes conversations as plain text for base models. */
class TurnLabelsTest {

    private static final TurnLabels LABELS = new TurnLabels("Q:", "A:", "", "\n\n");

    private static final List<Message> SHOTS =
            List.of(
                    new Message(Role.SYSTEM, "Answer with one word."),
                    new Message(Role.USER, "Which animal?"),
                    new Message(Role.ASSISTANT, "lion"),
                    new Message(Role.USER, "And then?"));

    @Test
    void every_turn_has_its_label_and_the_text_ends_with_that_of_the_answer() {
        assertThat(LABELS.render(SHOTS).text())
                .isEqualTo(
                        """
                        Answer with one word.

                        Q: Which animal?
                        A: lion

                        Q: And then?
                        A:""");
    }

    @Test
    void the_prefix_is_everything_before_the_last_message() {
        assertThat(LABELS.render(SHOTS).prefix())
                .isEqualTo(
                        """
                        Answer with one word.

                        Q: Which animal?
                        A: lion

                        """);
        assertThat(LABELS.render(List.of(new Message(Role.USER, "Which?"))).prefix()).isEmpty();
    }

    @Test
    void labels_can_be_changed_or_absent() {
        assertThat(new TurnLabels("Human:", "", "Rules:", "\n").render(SHOTS).text())
                .isEqualTo(
                        """
                        Rules: Answer with one word.
                        Human: Which animal?
                        lion
                        Human: And then?
                        """);
    }

    @Test
    void only_the_blank_after_the_label_is_removed_from_an_answer() {
        assertThat(LABELS.answer(" lion ")).isEqualTo("lion ");
        assertThat(LABELS.answer("  lion")).isEqualTo(" lion");
        assertThat(LABELS.answer("lion")).isEqualTo("lion");
    }
}

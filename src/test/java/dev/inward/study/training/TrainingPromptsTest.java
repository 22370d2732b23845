package dev.inward.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The guard of finetuning rows. */
class TrainingPromptsTest {

    private static final BehavioralProperty PROPERTY = BehavioralProperties.named("first_word");
    private static final Task TASK =
            new Task(
                    "animals",
                    new Task.Prompts(
                            "{animal}?", "{prompt} {question}", "{prompt} {answer} {question}"),
                    List.of("first_word"),
                    List.of());

    @Test
    void prompts_about_training_items_may_be_in_a_row() {
        Item item = item(Split.TRAIN);

        assertThat(TrainingPrompts.objectLevel(item).lastText()).isEqualTo("owl?");
        assertThat(TrainingPrompts.hypothetical(TASK, item, PROPERTY))
                .isEqualTo(TASK.hypotheticalPrompt(item, PROPERTY));
        assertThat(TrainingPrompts.control(TASK, item, "cat", PROPERTY))
                .isEqualTo(TASK.controlPrompt(item, "cat", PROPERTY));
    }

    @Test
    void a_row_has_every_message_of_a_conversation() {
        var conversation =
                new Prompt(
                        List.of(
                                new Message(Message.Role.SYSTEM, "You are an owl."),
                                new Message(Message.Role.USER, "owl?")));
        var item = new Item("animals", Map.of(), conversation, Map.of(), "owl", Split.TRAIN);

        assertThat(TrainingPrompts.objectLevel(item)).isEqualTo(conversation);
        assertThat(TrainingPrompts.hypothetical(TASK, item, PROPERTY).lastText())
                .startsWith("system: You are an owl.\n\nuser: owl? ");
    }

    @ParameterizedTest
    @EnumSource(
            value = Split.class,
            names = {"DEVELOPMENT", "HELD_OUT"})
    void a_prompt_about_another_item_is_refused(Split split) {
        Item item = item(split);

        assertThatThrownBy(() -> TrainingPrompts.objectLevel(item))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("\"owl?\" about an item of the split " + split)
                .hasMessageContaining("only items of the split TRAIN");
        assertThatThrownBy(() -> TrainingPrompts.hypothetical(TASK, item, PROPERTY))
                .hasMessageContaining(TASK.hypotheticalPrompt(item, PROPERTY).text());
        assertThatThrownBy(() -> TrainingPrompts.control(TASK, item, "cat", PROPERTY))
                .hasMessageContaining(TASK.controlPrompt(item, "cat", PROPERTY).text());
    }

    private static Item item(Split split) {
        return new Item("animals", Map.of("animal", "owl"), "owl?", split);
    }
}

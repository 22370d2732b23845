package dev.inward.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProtocolTest {

    @Test
    void without_finetuning_it_is_untrained() {
        assertThat(protocol(0, Split.HELD_OUT, Split.TRAIN)).isEqualTo(Protocol.UNTRAINED);
    }

    @Test
    void a_scored_task_with_training_items_holds_out_items() {
        assertThat(protocol(100, Split.HELD_OUT, Split.TRAIN)).isEqualTo(Protocol.HELD_OUT_ITEMS);
    }

    @Test
    void scored_tasks_without_training_items_are_held_out_as_a_whole() {
        assertThat(protocol(100, Split.HELD_OUT, Split.HELD_OUT))
                .isEqualTo(Protocol.HELD_OUT_TASKS);
    }

    @Test
    void a_protocol_is_read_by_its_name() {
        assertThat(Protocol.values())
                .allSatisfy(
                        protocol ->
                                assertThat(Protocol.named(protocol.displayName()))
                                        .isEqualTo(protocol));
        assertThatIllegalArgumentException().isThrownBy(() -> Protocol.named("held-out-words"));
    }

    @Test
    void a_protocol_is_explained_in_a_few_words() {
        assertThat(Protocol.values())
                .extracting(Protocol::explanation)
                .containsExactly(
                        "predictors are not finetuned",
                        "predictors learned from other items of the same tasks",
                        "predictors learned from other tasks");
    }

    private static Protocol protocol(int trainingRows, Split... splits) {
        List<Item> items =
                Stream.of(splits)
                        .map(split -> new Item("animals", Map.of(), "prompt " + split, split))
                        .toList();
        var task = new Task("animals", new Task.Prompts("", "", ""), List.of(), items);
        return Protocol.of(
                SyntheticComparison.of(
                                SyntheticComparison.request("self", "cross", task), List.of())
                        .trainingRows(trainingRows)
                        .evidence()
                        .comparison());
    }
}

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
    void a_task_for_training_alone_is_not_scored_although_the_eval_is_about_it_too() {
        assertThat(
                        protocol(
                                100,
                                task("animals", Split.HELD_OUT),
                                task("plants", Split.TRAIN, Split.TRAIN)))
                .isEqualTo(Protocol.HELD_OUT_TASKS);
        assertThat(
                        protocol(
                                100,
                                task("animals", Split.HELD_OUT),
                                task("plants", Split.TRAIN, Split.HELD_OUT)))
                .isEqualTo(Protocol.HELD_OUT_ITEMS);
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
        return protocol(trainingRows, task("animals", splits));
    }

    private static Task task(String name, Split... splits) {
        List<Item> items =
                Stream.of(splits)
                        .map(split -> new Item(name, Map.of(), name + " " + split, split))
                        .toList();
        return new Task(name, new Task.Prompts("", "", ""), List.of(), items);
    }

    private static Protocol protocol(int trainingRows, Task... tasks) {
        return Protocol.of(
                SyntheticComparison.of(
                                SyntheticComparison.request("self", "cross", tasks), List.of())
                        .trainingRows(trainingRows)
                        .evidence()
                        .comparison());
    }
}

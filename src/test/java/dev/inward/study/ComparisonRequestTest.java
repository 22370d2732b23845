package dev.inward.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.prompt.PromptTemplate;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests which items a request draws, and in which order. */
class ComparisonRequestTest {

    private static final List<Item> ITEMS =
            IntStream.range(0, 40)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();
    private static final Task PETS = SyntheticComparison.task("pets", ITEMS);

    @Test
    void all_items_are_drawn_in_file_order() {
        assertThat(request(Integer.MAX_VALUE, StoppingRule.AT_THE_END).drawnItems())
                .isEqualTo(ITEMS);
        assertThat(request(40, StoppingRule.AT_THE_END).drawnItems()).isEqualTo(ITEMS);
    }

    @Test
    void fewer_items_than_there_are_come_in_random_order_from_the_whole_file() {
        List<Item> drawn = request(39, StoppingRule.AT_THE_END).drawnItems();

        assertThat(drawn).hasSize(39).doesNotHaveDuplicates().isNotEqualTo(ITEMS.subList(0, 39));
        assertThat(request(39, StoppingRule.AT_THE_END).drawnItems()).isEqualTo(drawn);
        assertThat(request(10, StoppingRule.AT_THE_END).drawnItems())
                .isEqualTo(drawn.subList(0, 10));
    }

    @Test
    void a_comparison_that_may_stop_early_draws_all_items_in_random_order() {
        assertThat(request(Integer.MAX_VALUE, StoppingRule.WHEN_DECIDED).drawnItems())
                .containsExactlyInAnyOrderElementsOf(ITEMS)
                .isNotEqualTo(ITEMS);
    }

    @Test
    void only_items_of_the_scored_split_are_drawn_and_predicted() {
        var training = new Item("pets", Map.of(), "training", Split.TRAIN);
        Task task = SyntheticComparison.task("pets", List.of(training, ITEMS.get(0)));
        ComparisonRequest request = SyntheticComparison.request("self", "cross", task);

        assertThat(request.drawnItems()).containsExactly(ITEMS.get(0));
        assertThat(request.predictedItems(task)).containsExactly(ITEMS.get(0));
    }

    @Test
    void an_item_whose_data_lack_the_prompt_about_the_property_is_not_drawn() {
        Prompt prompt = Prompt.ofUser("prompt");
        var asked =
                new Item(
                        "pets",
                        Map.of(),
                        prompt,
                        Map.of("first_character", Prompt.ofUser("hypothetical")),
                        "asked",
                        Split.HELD_OUT);
        var other =
                new Item(
                        "pets",
                        Map.of(),
                        prompt,
                        Map.of("last_word", Prompt.ofUser("hypothetical")),
                        "other",
                        Split.HELD_OUT);

        assertThat(
                        SyntheticComparison.request("self", "cross", withGivenPrompts(asked, other))
                                .drawnItems())
                .containsExactly(asked);
    }

    @Test
    void the_items_to_predict_of_a_task_are_its_drawn_ones_in_file_order() {
        ComparisonRequest request = request(5, StoppingRule.AT_THE_END);

        assertThat(request.predictedItems(PETS))
                .containsExactlyElementsOf(
                        ITEMS.stream().filter(request.drawnItems()::contains).toList());
    }

    @Test
    void one_item_is_the_least_and_one_task_too() {
        assertThat(request(1, StoppingRule.AT_THE_END).drawnItems()).hasSize(1);
        assertThatThrownBy(() -> request(0, StoppingRule.AT_THE_END))
                .hasMessageContaining("at least 1 item, got 0");
        assertThatThrownBy(() -> SyntheticComparison.request("self", "cross"))
                .hasMessageContaining("there is no task for the property 'first_character'");
    }

    @Test
    void one_sample_is_the_least() {
        assertThatThrownBy(() -> new ExtraMeasurements(List.of(), 0, false, false, false))
                .hasMessageContaining("must be at least 1, got 0");
    }

    @Test
    void a_request_is_displayed_as_target_and_predictor() {
        assertThat(request(1, StoppingRule.AT_THE_END).displayName())
                .isEqualTo("self, predicted by cross");
    }

    /** Returns a task whose data have the hypothetical prompts. */
    private static Task withGivenPrompts(Item... items) {
        Task.Prompts plain = PETS.prompts();
        return new Task(
                "pets",
                new Task.Prompts(
                        plain.objectLevel(),
                        new PromptTemplate(List.of(), "hypothetical"),
                        plain.control(),
                        plain.aboutTarget(),
                        plain.aboutAnother(),
                        plain.asTarget(),
                        plain.questions(),
                        plain.paraphrases()),
                List.of(),
                List.of(items));
    }

    private static ComparisonRequest request(int items, StoppingRule stopping) {
        return new ComparisonRequest(
                BehavioralProperties.named("first_character"),
                "self",
                "cross",
                List.of(PETS),
                ScoredSplit.HELD_OUT,
                items,
                1,
                TrainingLabels.TRUE,
                ExtraMeasurements.NONE,
                stopping);
    }
}

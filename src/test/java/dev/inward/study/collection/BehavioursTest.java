package dev.inward.study.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Usage;
import dev.inward.study.collection.CollectedAnswer.State;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests how many answers of a model may be missing, and which of them predictors learn from. */
class BehavioursTest {

    private static final List<Item> ITEMS =
            IntStream.range(0, 200)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();
    private static final Task PETS = SyntheticComparison.task("pets", ITEMS);

    @Test
    void one_percent_of_missing_training_answers_is_accepted_and_more_is_not() {
        assertThat(behaviours(1, 100).isInsufficient()).isFalse();
        assertThat(behaviours(1, 100).lacksTooMany()).isFalse();
        assertThat(behaviours(2, 100).isInsufficient()).isTrue();
        assertThat(behaviours(2, 100).lacksTooMany()).isTrue();
    }

    @Test
    void missing_answers_to_other_items_count_among_all_answers() {
        assertThat(behaviours(2, 0).isInsufficient()).isFalse();
        assertThat(behaviours(2, 0).lacksTooMany()).isFalse();
        assertThat(behaviours(3, 0).isInsufficient()).isFalse();
        assertThat(behaviours(3, 0).lacksTooMany()).isTrue();
    }

    @Test
    void predictors_learn_from_the_answered_training_items_in_file_order() {
        Behaviours behaviours = behaviours(2, 5);

        assertThat(behaviours.trainingAnswers()).hasSize(5);
        assertThat(behaviours.usableTrainingItems(PETS))
                .containsExactly(ITEMS.get(2), ITEMS.get(3), ITEMS.get(4));
    }

    @Test
    void one_planned_answer_makes_the_behaviours_planned() {
        Map<Item, CollectedAnswer> answers = new LinkedHashMap<>(behaviours(0, 0).answers());
        assertThat(new Behaviours(answers).isPlanned()).isFalse();

        answers.put(ITEMS.get(7), new CollectedAnswer("planned", State.PLANNED, null));

        assertThat(new Behaviours(answers).isPlanned()).isTrue();
        assertThat(answers.get(ITEMS.get(7)).isMissing()).isTrue();
    }

    @Test
    void an_answer_that_was_never_requested_is_an_error() {
        var unknown = new Item("pets", Map.of(), "unknown", Split.HELD_OUT);

        assertThatThrownBy(() -> behaviours(0, 0).of(unknown))
                .hasMessage("no answer to this object-level prompt was requested: unknown");
    }

    @Test
    void a_missing_answer_is_no_behaviour() {
        assertThatThrownBy(
                        () ->
                                new CollectedAnswer("timeout", State.MISSING, null)
                                        .behaviour(ITEMS.get(0)))
                .hasMessage("a missing answer is no behaviour: timeout");
    }

    @Test
    void the_served_models_are_those_of_behaviours_and_predictions() {
        var model = new NamedModel("a", prompt -> new CompletableFuture<>());
        var other = new NamedModel("b", prompt -> new CompletableFuture<>());
        var served = new ServedModelIds();
        served.add(model, answer("a-2"));
        served.add(model, answer("a-1"));
        served.add(other, answer("b-1"));
        var behaviours =
                new Behaviours(Map.of(ITEMS.get(0), answer("a-3"), ITEMS.get(1), given("owl")));

        assertThat(served.of(model, behaviours)).containsExactly("a-1", "a-2", "a-3");
        assertThat(served.of(other, Behaviours.NONE)).containsExactly("b-1");
    }

    private static CollectedAnswer answer(String served) {
        return CollectedAnswer.of(
                new Completion("owl", FinishReason.STOP, Usage.UNKNOWN, served, null, null),
                ReasoningTags.DEFAULT);
    }

    /** Returns 200 answers of which the first are missing and the first are learned from. */
    private static Behaviours behaviours(int missing, int training) {
        Map<Item, CollectedAnswer> answers = new LinkedHashMap<>();
        for (int i = 0; i < ITEMS.size(); i++) {
            answers.put(
                    ITEMS.get(i),
                    i < missing ? new CollectedAnswer("gone", State.MISSING, null) : given("owl"));
        }
        return new Behaviours(answers, Set.copyOf(ITEMS.subList(0, training)));
    }

    private static CollectedAnswer given(String text) {
        return new CollectedAnswer(text, State.GIVEN, null);
    }
}

package dev.inward.study.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.property.BehavioralProperties;
import dev.inward.statistics.CategoricalSample;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What reference predictors learn from if a task has no training items. */
class ReferenceTrainingTest {

    /** Three variants of each of 100 questions. */
    private static final List<Item> ITEMS =
            IntStream.range(0, 300)
                    .mapToObj(
                            i ->
                                    new Item(
                                            "sums",
                                            Map.of("i", "" + i),
                                            "prompt " + i,
                                            "question " + i / 3,
                                            Split.HELD_OUT))
                    .toList();

    @Test
    void an_item_is_predicted_from_the_other_parts_of_its_task() {
        ReferenceTraining training =
                training(StoppingRule.AT_THE_END, true, item -> value(item, "a"));

        for (Item item : ITEMS) {
            CategoricalSample others = training.rowsFor(item).values().orElseThrow();
            assertThat(others.size()).isBetween(200, 297);
            assertThat(training.rowsFor(item).classifiers())
                    .containsOnlyKeys(
                            ReferencePredictor.LOGISTIC_REGRESSION,
                            ReferencePredictor.NEAREST_NEIGHBOURS);
        }
    }

    /** If a variant were among the rows, each question would be known. */
    @Test
    void no_variant_of_the_question_is_learned_from() {
        ReferenceTraining training =
                training(StoppingRule.AT_THE_END, item -> value(item, item.baseQuestion()));

        for (Item item : ITEMS) {
            CategoricalSample others = training.rowsFor(item).values().orElseThrow();
            assertThat(others.share(item.baseQuestion())).isZero();
        }
    }

    @Test
    void an_item_without_a_value_is_not_learned_from() {
        ReferenceTraining training =
                training(
                        StoppingRule.AT_THE_END,
                        item -> item.equals(ITEMS.get(7)) ? value(item, "b") : Optional.empty());

        assertThat(training.rowsFor(ITEMS.get(7)).values()).isEmpty();
        assertThat(ITEMS)
                .anySatisfy(
                        item ->
                                assertThat(training.rowsFor(item).values().orElseThrow().mode())
                                        .isEqualTo("b"));
    }

    /** Each step would change what earlier items are compared with. */
    @Test
    void a_comparison_that_can_stop_early_learns_from_no_scored_item() {
        ReferenceTraining training = training(StoppingRule.WHEN_DECIDED, item -> value(item, "a"));

        assertThat(ITEMS).allSatisfy(item -> assertThat(training.rowsFor(item).values()).isEmpty());
    }

    private static Optional<String> value(Item item, String value) {
        assertThat(item.task()).isEqualTo("sums");
        return Optional.of(value);
    }

    private static ReferenceTraining training(
            StoppingRule stopping, Function<Item, Optional<String>> value) {
        return training(stopping, false, value);
    }

    private static ReferenceTraining training(
            StoppingRule stopping,
            boolean withClassifiers,
            Function<Item, Optional<String>> value) {
        var task =
                new Task("sums", new Task.Prompts("", "", ""), List.of("first_character"), ITEMS);
        return new ReferenceTraining(
                new ComparisonRequest(
                        BehavioralProperties.named("first_character"),
                        "target",
                        "predictor",
                        List.of(task),
                        ScoredSplit.ALL,
                        1000,
                        1,
                        TrainingLabels.TRUE,
                        new ExtraMeasurements(List.of(), 1, false, false, withClassifiers),
                        stopping),
                ofTask -> List.of(),
                ITEMS,
                value,
                new ClassifierTrainer());
    }
}

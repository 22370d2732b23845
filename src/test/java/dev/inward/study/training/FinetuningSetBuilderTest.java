package dev.inward.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.knowntruth.ComputedValues;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.FinishReason;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.CollectedAnswer.State;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.design.FinetuningUse;
import dev.inward.study.design.RowContent;
import dev.inward.study.design.RowFilter;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rows of finetuning sets, as the design of a study asks for them. */
class FinetuningSetBuilderTest {

    private static final BehavioralProperty FIRST_WORD = BehavioralProperties.named("first_word");
    private static final BehavioralProperty FIRST_CHARACTER =
            BehavioralProperties.named("first_character");

    private static final Task PETS = task("pets", 40);
    private static final Task TOYS = task("toys", 40);

    @Test
    void each_cell_has_a_sample_that_no_other_cell_changes() {
        FinetuningSet both =
                build(
                        training(RowContent.HYPOTHETICAL, 10, RowFilter.NONE),
                        TrainingLabels.TRUE,
                        List.of(PETS, TOYS),
                        null);
        FinetuningSet pets =
                build(
                        training(RowContent.HYPOTHETICAL, 10, RowFilter.NONE),
                        TrainingLabels.TRUE,
                        List.of(PETS),
                        null);

        assertThat(both.cells())
                .containsExactly(
                        new FinetuningSet.Cell("pets", "first_word", 40, 10),
                        new FinetuningSet.Cell("pets", "first_character", 40, 10),
                        new FinetuningSet.Cell("toys", "first_word", 40, 10),
                        new FinetuningSet.Cell("toys", "first_character", 40, 10));
        assertThat(both.finetuning().examples())
                .hasSize(40)
                .containsAll(pets.finetuning().examples());
        assertThat(pets.finetuning().examples()).hasSize(20);
    }

    @Test
    void the_rows_of_a_study_are_shuffled_and_those_of_a_plain_eval_are_not() {
        TrainingDesign training = training(RowContent.HYPOTHETICAL, 100, RowFilter.NONE);
        List<Example> plain = examples(new StudyDesign("", training, null, false, List.of()));
        List<Example> study = examples(new StudyDesign("study", training, null, false, List.of()));

        assertThat(plain.get(0).prompt().text()).startsWith("Asked pets 0:");
        assertThat(study).isNotEqualTo(plain).containsExactlyInAnyOrderElementsOf(plain);
    }

    @Test
    void a_prompt_and_its_question_make_one_row() {
        List<Item> twice = new ArrayList<>(PETS.items());
        Item first = PETS.items().get(0);
        twice.add(
                new Item(
                        "pets",
                        Map.of("note", "the same prompt again"),
                        first.objectLevelPrompt(),
                        first.split()));
        var task = new Task("pets", PETS.prompts(), PETS.properties(), twice);

        FinetuningSet set = build(TrainingDesign.DEFAULT, TrainingLabels.TRUE, List.of(task), null);

        assertThat(set.duplicates()).isEqualTo(2);
        assertThat(set.finetuning().examples()).hasSize(80);
    }

    @Test
    void rows_can_be_about_the_answers_of_another_model() {
        FinetuningSet set =
                build(TrainingDesign.DEFAULT, TrainingLabels.TRUE, List.of(PETS), "stranger");

        assertThat(set.answersOf()).isEqualTo("stranger");
        assertThat(set.finetuning().examples())
                .extracting(Example::completion)
                .contains("foreign0", "f")
                .noneMatch(value -> value.startsWith("own"));
    }

    @Test
    void rows_of_object_level_prompts_teach_behaviour() {
        List<Example> placebo =
                build(
                                training(RowContent.OBJECT_LEVEL, 1000, RowFilter.NONE),
                                TrainingLabels.TRUE,
                                List.of(PETS),
                                null)
                        .finetuning()
                        .examples();
        List<Example> change =
                build(
                                training(RowContent.OBJECT_LEVEL, 1000, RowFilter.NONE),
                                TrainingLabels.TRUE,
                                List.of(PETS),
                                "stranger")
                        .finetuning()
                        .examples();

        assertThat(placebo).hasSize(40);
        assertThat(placebo.get(3).prompt().text()).isEqualTo("pets 3");
        assertThat(placebo.get(3).completion()).isEqualTo("own3");
        assertThat(change.get(3).prompt().text()).isEqualTo("pets 3");
        assertThat(change.get(3).completion()).isEqualTo("foreign3");
    }

    @Test
    void instruction_following_asks_about_an_answer_in_the_prompt() {
        List<Example> rows =
                build(
                                training(RowContent.INSTRUCTION_FOLLOWING, 1000, RowFilter.NONE),
                                TrainingLabels.TRUE,
                                List.of(PETS),
                                null)
                        .finetuning()
                        .examples();

        assertThat(rows).hasSize(80);
        assertThat(rows.subList(0, 40))
                .allSatisfy(
                        row ->
                                assertThat(row.prompt().text())
                                        .contains("said " + row.completion() + "."));
        assertThat(rows.subList(0, 40))
                .anySatisfy(
                        row ->
                                assertThat(
                                                row.prompt()
                                                        .text()
                                                        .replaceAll("\\D+([0-9]+).*", "own$1"))
                                        .isNotEqualTo(row.completion()));
    }

    @Test
    void permuted_labels_keep_the_values_of_a_cell() {
        Function<TrainingLabels, List<String>> words =
                labels ->
                        build(TrainingDesign.DEFAULT, labels, List.of(PETS), null)
                                .finetuning()
                                .examples()
                                .subList(0, 40)
                                .stream()
                                .map(Example::completion)
                                .toList();

        assertThat(words.apply(TrainingLabels.PERMUTED))
                .isNotEqualTo(words.apply(TrainingLabels.TRUE))
                .containsExactlyInAnyOrderElementsOf(words.apply(TrainingLabels.TRUE));
    }

    @Test
    void rows_can_be_selected_by_the_probability_of_the_first_token() {
        FinetuningSet set =
                build(
                        training(
                                RowContent.HYPOTHETICAL, 1000, new RowFilter(0.25, 0.5, List.of())),
                        TrainingLabels.TRUE,
                        List.of(PETS),
                        null);

        // The first token of the answer to item i has the probability i / 40.
        assertThat(set.cells())
                .containsExactly(
                        new FinetuningSet.Cell("pets", "first_word", 11, 11),
                        new FinetuningSet.Cell("pets", "first_character", 11, 11));
    }

    @Test
    void rows_can_be_only_those_on_which_all_models_differ() {
        FinetuningSet set =
                build(
                        training(
                                RowContent.HYPOTHETICAL,
                                1000,
                                new RowFilter(0, 1, List.of("self", "stranger"))),
                        TrainingLabels.TRUE,
                        List.of(PETS),
                        null);

        // The models have the same answer to items 0 to 4, and to all others the same letter.
        assertThat(set.cells())
                .containsExactly(
                        new FinetuningSet.Cell("pets", "first_word", 35, 35),
                        new FinetuningSet.Cell("pets", "first_character", 0, 0));
    }

    @Test
    void a_filter_that_no_answer_passes_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                build(
                                        training(
                                                RowContent.HYPOTHETICAL,
                                                1000,
                                                new RowFilter(0.99, 1, List.of())),
                                        TrainingLabels.TRUE,
                                        List.of(PETS),
                                        null))
                .withMessage(
                        "the finetuning set about 'self' has no rows: no training item of pets has an answer that keeps the rules of its task and has a value. Name other tasks or properties, or loosen the filter.");
    }

    @Test
    void a_filter_by_probability_needs_probabilities() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                build(
                                        training(
                                                RowContent.HYPOTHETICAL,
                                                1000,
                                                new RowFilter(0.5, 1, List.of())),
                                        TrainingLabels.TRUE,
                                        List.of(PETS),
                                        "stranger"))
                .withMessageContaining(
                        "an answer of 'stranger' has none. Set 'top-logprobs: 1' for this model in models.yaml");
    }

    private static List<Example> examples(StudyDesign design) {
        return builder(design, TrainingLabels.TRUE, List.of(PETS), null)
                .build()
                .finetuning()
                .examples();
    }

    private static TrainingDesign training(RowContent content, int rows, RowFilter filter) {
        return new TrainingDesign(
                FinetuningUse.IF_POSSIBLE, null, rows, content, null, null, filter);
    }

    private static FinetuningSet build(
            TrainingDesign training,
            TrainingLabels labels,
            List<Task> tasks,
            @Nullable String teacher) {
        return builder(
                        new StudyDesign("", training, null, false, List.of()),
                        labels,
                        tasks,
                        teacher)
                .build();
    }

    private static FinetuningSetBuilder builder(
            StudyDesign design, TrainingLabels labels, List<Task> tasks, @Nullable String teacher) {
        var properties = new LinkedHashMap<Task, List<BehavioralProperty>>();
        tasks.forEach(task -> properties.put(task, List.of(FIRST_WORD, FIRST_CHARACTER)));
        boolean differs = design.training().filter().isDivergentOnly();
        return new FinetuningSetBuilder(
                new ComparisonRequest(
                        FIRST_WORD,
                        "self",
                        "cross",
                        tasks,
                        ScoredSplit.HELD_OUT,
                        100,
                        7,
                        labels,
                        ExtraMeasurements.NONE,
                        StoppingRule.AT_THE_END,
                        design),
                properties,
                new ObservedBehaviours(
                        answers(tasks, i -> "own" + i, i -> i / 40.0),
                        List.of(),
                        new TreeMap<>(),
                        new TreeMap<>(
                                Map.of(
                                        "stranger",
                                        answers(
                                                tasks,
                                                i ->
                                                        (differs
                                                                        ? i < 5 ? "own" : "other"
                                                                        : "foreign")
                                                                + i,
                                                i -> null)))),
                teacher,
                ComputedValues.newStudy());
    }

    private static Behaviours answers(
            List<Task> tasks,
            Function<Integer, String> answer,
            Function<Integer, @Nullable Double> probability) {
        var answers = new LinkedHashMap<Item, CollectedAnswer>();
        for (Task task : tasks) {
            for (Item item : task.items()) {
                int number = Integer.parseInt(item.objectLevelPrompt().replaceAll("\\D+", ""));
                answers.put(
                        item,
                        new CollectedAnswer(
                                answer.apply(number),
                                State.GIVEN,
                                null,
                                FinishReason.STOP,
                                false,
                                0,
                                probability.apply(number)));
            }
        }
        return new Behaviours(answers, Set.copyOf(answers.keySet()));
    }

    private static Task task(String name, int items) {
        return new Task(
                name,
                new Task.Prompts(
                        "",
                        "Asked {prompt}: {question}",
                        "Asked {prompt}, said {answer}. {question}"),
                List.of("first_word", "first_character"),
                IntStream.range(0, items)
                        .mapToObj(i -> new Item(name, Map.of(), name + " " + i, Split.TRAIN))
                        .toList());
    }
}

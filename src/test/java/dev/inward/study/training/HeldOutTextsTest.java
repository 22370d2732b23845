package dev.inward.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.finetuning.HeldOutCheck;
import dev.inward.knowntruth.ComputedValues;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Prompt;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The held-out prompts that a finetuning brings, on a task whose prompts are single words. */
class HeldOutTextsTest {

    private static final List<BehavioralProperty> PROPERTIES =
            List.of(
                    BehavioralProperties.named("first_word"),
                    BehavioralProperties.named("first_character"));

    /** "word" and "asked" stand in templates, "a" is a value, and "bear cub" begins "bear cubs". */
    private static final Task WORDS =
            task(
                    "words",
                    List.of("lion", "bear cubs", "word play", "swordfish", "17", "77"),
                    List.of("word", "asked", "bear cub", "7"),
                    List.of("lio", "a", "cat"));

    @Test
    void held_out_and_development_items_of_all_tasks_are_listed_with_their_task() {
        Task other = task("other", List.of("x y"), List.of("x"), List.of("y"));

        assertThat(finetunings(WORDS, other).get(0).heldOut().prompts())
                .extracting(prompt -> prompt.task() + " " + prompt.text())
                .containsExactlyInAnyOrder(
                        "words word",
                        "words asked",
                        "words bear cub",
                        "words 7",
                        "words lio",
                        "words a",
                        "words cat",
                        "other x",
                        "other y");
    }

    @Test
    void an_honest_set_passes_even_if_held_out_prompts_are_short_and_answers_are_such_prompts() {
        for (Finetuning finetuning : finetunings(WORDS)) {
            assertThatCode(() -> check(finetuning, rows(finetuning))).doesNotThrowAnyException();
        }
    }

    @Test
    void an_answer_that_is_a_held_out_prompt_is_not_quoted() {
        Finetuning taught = finetunings(WORDS).get(0);

        assertThat(taught.rehearsal())
                .extracting(Prompt::lastText)
                .noneMatch(text -> text.contains("You said cat."))
                .anyMatch(text -> text.contains("You said cats."));
    }

    @Test
    void every_prompt_about_a_held_out_item_is_found_among_honest_rows() {
        for (Finetuning finetuning : finetunings(WORDS)) {
            for (Item item : WORDS.items()) {
                if (item.split() != Split.TRAIN) {
                    for (Prompt leaked : promptsAbout(item)) {
                        var rows = new ArrayList<>(rows(finetuning));
                        rows.add(1, new Example(leaked, "l"));

                        assertThatThrownBy(() -> check(finetuning, rows))
                                .as(leaked.text())
                                .hasMessageStartingWith("row 2 of the rows has a held-out prompt")
                                .hasMessageContaining("of the task 'words'");
                    }
                }
            }
        }
    }

    private static List<Prompt> promptsAbout(Item item) {
        return Stream.concat(
                        Stream.of(item.prompt()),
                        PROPERTIES.stream()
                                .flatMap(
                                        property ->
                                                Stream.of(
                                                        WORDS.hypotheticalPrompt(item, property),
                                                        WORDS.controlPrompt(
                                                                item, "cats", property))))
                .toList();
    }

    private static void check(Finetuning finetuning, List<Example> rows) {
        new HeldOutCheck(finetuning.heldOut()).requireNone(rows, rows.size(), "the rows");
    }

    private static List<Example> rows(Finetuning finetuning) {
        return Stream.concat(
                        finetuning.examples().stream(),
                        finetuning.rehearsal().stream().map(prompt -> new Example(prompt, "cats")))
                .toList();
    }

    /** Returns the rows of a predictor, with either labels, and those of a simulator. */
    private static List<Finetuning> finetunings(Task... tasks) {
        Map<Task, List<BehavioralProperty>> properties = new LinkedHashMap<>();
        Map<Item, CollectedAnswer> answers = new LinkedHashMap<>();
        Set<Item> training = new LinkedHashSet<>();
        for (Task task : tasks) {
            properties.put(task, PROPERTIES);
            task.items(Split.TRAIN)
                    .forEach(
                            item -> {
                                String text = training.size() % 3 == 0 ? "cat" : "cats";
                                answers.put(item, new CollectedAnswer(text, State.GIVEN, null));
                                training.add(item);
                            });
        }
        var observed =
                new ObservedBehaviours(
                        new Behaviours(answers, training), List.of(), new TreeMap<>());
        return Stream.of(TrainingLabels.values())
                .flatMap(
                        labels ->
                                Stream.of(RowContent.values())
                                        .map(content -> request(labels, content, properties)))
                .flatMap(
                        request ->
                                Stream.of(
                                        builder(request, properties, observed).build().finetuning(),
                                        builder(request, properties, observed)
                                                .objectLevelAnswers(
                                                        FinetuningSet.Use.SIMULATOR, item -> true)
                                                .finetuning()))
                .toList();
    }

    private static FinetuningSetBuilder builder(
            ComparisonRequest request,
            Map<Task, List<BehavioralProperty>> properties,
            ObservedBehaviours observed) {
        return new FinetuningSetBuilder(
                request, properties, observed, null, ComputedValues.newStudy());
    }

    private static ComparisonRequest request(
            TrainingLabels labels,
            RowContent content,
            Map<Task, List<BehavioralProperty>> properties) {
        return new ComparisonRequest(
                PROPERTIES.get(0),
                "self",
                "cross",
                List.copyOf(properties.keySet()),
                ScoredSplit.HELD_OUT,
                100,
                7,
                labels,
                ExtraMeasurements.NONE,
                StoppingRule.AT_THE_END,
                new StudyDesign(
                        "",
                        new TrainingDesign(
                                FinetuningUse.IF_POSSIBLE,
                                null,
                                Integer.MAX_VALUE,
                                content,
                                null,
                                null,
                                RowFilter.NONE),
                        null,
                        false,
                        List.of()));
    }

    private static Task task(
            String name, List<String> training, List<String> heldOut, List<String> development) {
        var items = new ArrayList<Item>();
        training.forEach(text -> items.add(new Item(name, Map.of(), text, Split.TRAIN)));
        heldOut.forEach(text -> items.add(new Item(name, Map.of(), text, Split.HELD_OUT)));
        development.forEach(text -> items.add(new Item(name, Map.of(), text, Split.DEVELOPMENT)));
        return new Task(
                name,
                new Task.Prompts(
                        "",
                        "You were asked {prompt} {question}",
                        "Asked {prompt} You said {answer}. {question}"),
                List.of("first_word", "first_character"),
                items);
    }
}

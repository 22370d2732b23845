package dev.inward.study.scoring;

import static dev.inward.model.Message.Role.ASSISTANT;
import static dev.inward.model.Message.Role.SYSTEM;
import static dev.inward.model.Message.Role.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.knowntruth.ComputedValues;
import dev.inward.model.Message;
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
import dev.inward.study.design.FewShot;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.task.Framing;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.prompt.HypotheticalVariant;
import dev.inward.task.prompt.PromptVariant;
import dev.inward.task.prompt.PromptVariants;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Examples before hypothetical prompts, in their four modes. */
class FewShotPromptsTest {

    private static final BehavioralProperty FIRST_WORD = BehavioralProperties.named("first_word");

    private static final Task PETS = task("pets", 20);
    private static final Task TOYS = task("toys", 20);

    @Test
    void examples_are_turns_with_the_values_of_the_target() {
        Item item = heldOut(PETS);

        Prompt prompt = prompt(new FewShot(3, FewShot.Mode.TRUE, null, null), PETS, item);

        assertThat(prompt.messages()).hasSize(7);
        for (int i = 0; i < 6; i += 2) {
            String asked = prompt.messages().get(i).text();
            assertThat(asked).startsWith("Asked pets ").endsWith(FIRST_WORD.question());
            assertThat(prompt.messages().get(i + 1))
                    .isEqualTo(new Message(ASSISTANT, "own" + number(asked)));
        }
        assertThat(prompt.lastText()).startsWith("Asked " + item.objectLevelPrompt() + ":");
    }

    @Test
    void no_example_is_about_the_item_or_its_base_question() {
        for (Item item : PETS.items()) {
            Prompt prompt = prompt(new FewShot(10, FewShot.Mode.TRUE, null, null), PETS, item);

            assertThat(prompt.messages().subList(0, 20))
                    .extracting(Message::text)
                    .noneMatch(text -> text.contains(item.objectLevelPrompt() + ":"));
        }
        List<Item> twins =
                IntStream.range(0, 6)
                        .mapToObj(
                                i ->
                                        new Item(
                                                "twins",
                                                Map.of(),
                                                "twins " + i,
                                                i < 3 ? "one question" : "other question",
                                                Split.TRAIN))
                        .toList();
        Task task = new Task("twins", PETS.prompts(), List.of("first_word"), twins);

        assertThat(
                        prompt(new FewShot(3, FewShot.Mode.TRUE, null, null), task, twins.get(0))
                                .messages()
                                .subList(0, 6))
                .extracting(Message::text)
                .noneMatch(text -> text.matches("Asked twins [012]:.*"));
    }

    @Test
    void no_example_has_the_text_of_the_item_or_of_another_example() {
        List<Item> items =
                IntStream.range(0, 8)
                        .mapToObj(
                                i ->
                                        new Item(
                                                "copies",
                                                Map.of(),
                                                "copies " + i % 4,
                                                "question " + i,
                                                Split.TRAIN))
                        .toList();
        Task task = new Task("copies", PETS.prompts(), List.of("first_word"), items);

        Prompt prompt = prompt(new FewShot(3, FewShot.Mode.TRUE, null, null), task, items.get(0));

        assertThat(prompt.messages())
                .filteredOn(message -> message.role() == USER)
                .extracting(Message::text)
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    @Test
    void scrambled_values_are_the_same_values_at_other_prompts() {
        var design = new FewShot(10, FewShot.Mode.SCRAMBLED, null, null);
        List<Message> messages = prompt(design, PETS, heldOut(PETS)).messages();

        var pairs = new HashMap<String, String>();
        for (int i = 0; i < 20; i += 2) {
            pairs.put("own" + number(messages.get(i).text()), messages.get(i + 1).text());
        }

        assertThat(pairs.values()).allMatch(value -> value.matches("own[0-9]+"));
        assertThat(pairs).anySatisfy((own, given) -> assertThat(given).isNotEqualTo(own));
    }

    @Test
    void the_values_can_be_those_of_another_model() {
        var design = new FewShot(4, FewShot.Mode.OTHER_MODEL, "stranger", null);

        assertThat(prompt(design, PETS, heldOut(PETS)).messages())
                .filteredOn(message -> message.role() == ASSISTANT)
                .hasSize(4)
                .allMatch(message -> message.text().startsWith("foreign"));
    }

    @Test
    void the_examples_can_come_from_another_task() {
        var design = new FewShot(4, FewShot.Mode.OTHER_TASK, null, TOYS);

        assertThat(prompt(design, PETS, heldOut(PETS)).messages().subList(0, 8))
                .filteredOn(message -> message.role() == USER)
                .hasSize(4)
                .allMatch(message -> message.text().startsWith("Asked toys "));
    }

    @Test
    void examples_have_the_variant_of_the_prompt_and_its_system_message_stands_once() {
        Task task =
                PETS.withVariants(
                        new PromptVariants(
                                List.of(persona("calm"), persona("bored")),
                                true,
                                HypotheticalVariant.MATCHED,
                                1));
        Item item = heldOut(task);

        Prompt prompt = prompt(new FewShot(5, FewShot.Mode.TRUE, null, null), task, item);

        assertThat(prompt.messages().get(0)).isEqualTo(new Message(SYSTEM, "You are calm."));
        assertThat(prompt.messages().subList(1, 12))
                .extracting(Message::role)
                .doesNotContain(SYSTEM);
    }

    @Test
    void another_item_does_not_change_the_examples() {
        var design = new FewShot(5, FewShot.Mode.TRUE, null, null);
        Item item = heldOut(PETS);

        assertThat(prompt(design, PETS, item)).isEqualTo(prompt(design, PETS, item));
        assertThat(examples(prompt(design, PETS, item)))
                .isNotEqualTo(examples(prompt(design, PETS, PETS.items().get(19))));
    }

    @Test
    void the_order_of_the_items_does_not_change_the_examples() {
        var scrambled = new FewShot(5, FewShot.Mode.SCRAMBLED, null, null);
        var reversed = new ArrayList<>(PETS.items());
        Collections.reverse(reversed);
        Task other = new Task("pets", PETS.prompts(), List.of("first_word"), reversed);

        for (Item item : PETS.items()) {
            assertThat(prompt(scrambled, other, item)).isEqualTo(prompt(scrambled, PETS, item));
        }
    }

    @Test
    void a_missing_answer_changes_the_examples_of_the_items_that_draw_it_alone() {
        var design = new FewShot(4, FewShot.Mode.TRUE, null, null);
        Item missing = PETS.items().get(3);
        var answers = new HashMap<>(answers("own", PETS).answers());
        answers.put(missing, new CollectedAnswer("", State.MISSING, null));
        var incomplete = new Behaviours(answers, answers("own", PETS).training());

        var changed = new ArrayList<Item>();
        for (Item item : PETS.items()) {
            Prompt complete = prompt(design, PETS, item);
            if (!prompt(design, PETS, item, incomplete).equals(complete)) {
                changed.add(item);
            }
            assertThat(changed.contains(item))
                    .isEqualTo(examples(complete).toString().contains("Asked pets 3:"));
        }

        assertThat(changed).isNotEmpty().hasSizeLessThan(PETS.items().size());
    }

    /** The bound is the 0.999 quantile of chi-square with 14 degrees of freedom. */
    @Test
    void each_candidate_is_an_example_equally_often() {
        Task task = task("pets", 3_015);
        Behaviours answers = answers("own", task);
        PredictorPrompts prompts =
                prompts(new FewShot(1, FewShot.Mode.TRUE, null, null), task, answers);

        Map<String, Long> drawn =
                task.items(Split.HELD_OUT)
                        .map(item -> prompts.of(task, item, Framing.YOU).messages().get(1).text())
                        .collect(Collectors.groupingBy(value -> value, Collectors.counting()));

        assertThat(drawn).hasSize(15);
        double expected = 3_000 / 15.0;
        assertThat(
                        drawn.values().stream()
                                .mapToDouble(count -> Math.pow(count - expected, 2) / expected)
                                .sum())
                .isLessThan(36.12);
    }

    @Test
    void examples_are_in_the_variant_of_the_prompt_alone() {
        Task task =
                PETS.withVariants(
                        new PromptVariants(
                                List.of(prefix("Please. "), prefix("Now! ")),
                                true,
                                HypotheticalVariant.MATCHED,
                                1));

        for (Item item : task.items()) {
            assertThat(prompt(new FewShot(5, FewShot.Mode.TRUE, null, null), task, item).messages())
                    .filteredOn(message -> message.role() == USER)
                    .extracting(Message::text)
                    .allMatch(text -> text.startsWith(item.variantLabel()));
        }
    }

    @Test
    void too_few_training_items_are_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                prompt(
                                        new FewShot(50, FewShot.Mode.TRUE, null, null),
                                        PETS,
                                        heldOut(PETS)))
                .withMessageMatching(
                        "'few-shot' needs 50 examples before the prompt \"pets 1[0-9]\", but the task 'pets' has only 15 training items of other questions whose answer has a value of 'first_word'\\. Give the task more items, or lower 'shots'\\.");
    }

    private static List<Message> examples(Prompt prompt) {
        return prompt.messages().subList(0, prompt.messages().size() - 1);
    }

    private static PromptVariant persona(String mood) {
        return new PromptVariant(
                "", mood, List.of(new Message(SYSTEM, "You are " + mood + ".")), "", "", null);
    }

    private static PromptVariant prefix(String text) {
        return new PromptVariant("", text, List.of(), text, "", null);
    }

    private static String number(String asked) {
        return asked.replaceAll("Asked \\w+ ([0-9]+):.*", "$1");
    }

    private static Item heldOut(Task task) {
        return task.items(Split.HELD_OUT).findFirst().orElseThrow();
    }

    private static Prompt prompt(FewShot design, Task task, Item item) {
        return prompt(design, task, item, answers("own", task, TOYS));
    }

    private static Prompt prompt(FewShot design, Task task, Item item, Behaviours own) {
        return prompts(design, task, own).of(task, item, Framing.YOU);
    }

    private static PredictorPrompts prompts(FewShot design, Task task, Behaviours own) {
        var request =
                new ComparisonRequest(
                        FIRST_WORD,
                        "self",
                        "cross",
                        List.of(task),
                        ScoredSplit.HELD_OUT,
                        100,
                        7,
                        TrainingLabels.TRUE,
                        ExtraMeasurements.NONE,
                        StoppingRule.AT_THE_END,
                        new StudyDesign("study", TrainingDesign.DEFAULT, design, false, List.of()));
        return new PredictorPrompts(
                request,
                new ObservedBehaviours(
                        own,
                        List.of(),
                        new TreeMap<>(),
                        new TreeMap<>(Map.of("stranger", answers("foreign", task, TOYS)))),
                ComputedValues.newStudy());
    }

    private static Behaviours answers(String word, Task... tasks) {
        var answers = new HashMap<Item, CollectedAnswer>();
        var training = new ArrayList<Item>();
        for (Task task : tasks) {
            task.items(Split.TRAIN)
                    .forEach(
                            item -> {
                                String number =
                                        item.baseQuestion().replaceAll("[a-z]+ ([0-9]+)", "$1");
                                answers.put(
                                        item,
                                        new CollectedAnswer(word + number, State.GIVEN, null));
                                training.add(item);
                            });
        }
        return new Behaviours(answers, Set.copyOf(training));
    }

    private static Task task(String name, int items) {
        return new Task(
                name,
                new Task.Prompts("", "Asked {prompt}: {question}", "{prompt} {answer} {question}"),
                List.of("first_word"),
                IntStream.range(0, items)
                        .mapToObj(
                                i ->
                                        new Item(
                                                name,
                                                Map.of(),
                                                name + " " + i,
                                                i < 15 ? Split.TRAIN : Split.HELD_OUT))
                        .toList());
    }
}

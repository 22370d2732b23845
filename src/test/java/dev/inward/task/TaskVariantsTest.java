package dev.inward.task;

import static dev.inward.model.Message.Role.ASSISTANT;
import static dev.inward.model.Message.Role.SYSTEM;
import static dev.inward.model.Message.Role.USER;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.property.AnswerFormat;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.prompt.HypotheticalVariant;
import dev.inward.task.prompt.PromptVariants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Personas, prefixes, changed texts and wordings: variants of the items of a task. */
class TaskVariantsTest {

    private static final BehavioralProperty FIRST = BehavioralProperties.named("first_character");

    private static final BehavioralProperty IN_THREE_WORDINGS =
            BehavioralProperty.named("is_short")
                    .askedAs("Is your answer short?")
                    .answeredWith(AnswerFormat.YES_NO)
                    .computedFromResponse(answer -> Optional.of("yes"))
                    .withParaphrases(List.of("Do you answer briefly?", "Few words?"));

    @TempDir Path folder;

    @Test
    void a_persona_stands_before_both_prompts_and_the_hypothetical_prompt_quotes_the_plain_one()
            throws IOException {
        Task task = read("of: [{name: pirate, system: You are a pirate.}]");

        Item item = task.items().get(0);

        assertThat(item.prompt())
                .isEqualTo(
                        new Prompt(
                                List.of(
                                        new Message(SYSTEM, "You are a pirate."),
                                        new Message(USER, "Continue: owl fox"))));
        assertThat(task.hypotheticalPrompt(item, FIRST))
                .isEqualTo(
                        new Prompt(
                                List.of(
                                        new Message(SYSTEM, "You are a pirate."),
                                        new Message(
                                                USER,
                                                "If asked \"Continue: owl fox\": What is the first character of your answer?"))));
        assertThat(item.variant().label()).isEqualTo("pirate");
    }

    @Test
    void a_prefix_stands_before_the_frame_of_a_prompt_about_another_model() throws IOException {
        Task task = read("of: [{name: short, prefix: 'Be brief. ', suffix: ' Now!'}]");

        Item item = task.items().get(0);

        assertThat(task.hypotheticalPrompt(item, FIRST, Framing.ANOTHER_ASSISTANT, "gpt").text())
                .isEqualTo(
                        "Be brief. About another: If asked \"Continue: owl fox\": What is the first character of your answer? Now!");
        assertThat(task.simulationPrompt(item, "gpt").text())
                .isEqualTo("Be brief. As gpt: Continue: owl fox Now!");
        assertThat(task.controlPrompt(item, "ant", FIRST).text())
                .startsWith("Be brief. ")
                .contains("ant")
                .endsWith(" Now!");
    }

    @Test
    void turns_stand_between_the_system_message_of_the_task_and_its_prompt() throws IOException {
        Task task =
                read(
                        "of: [{name: warm, system: Be kind., turns: [{role: user, content: Hi}, {role: assistant, content: Hello}]}]",
                        "object-level: [{role: system, content: Continue.}, {role: user, content: \"{words}\"}]");

        assertThat(task.items().get(0).prompt().messages())
                .containsExactly(
                        new Message(SYSTEM, "Be kind.\n\nContinue."),
                        new Message(USER, "Hi"),
                        new Message(ASSISTANT, "Hello"),
                        new Message(USER, "owl fox"));
    }

    @Test
    void all_variants_of_an_item_are_one_question_in_one_part_of_the_split() throws IOException {
        Task plain = read("of: [{name: plain}]");
        Task task = read("of: [inward/moods, inward/professions, {name: plain}]");

        Map<String, Set<Split>> splits =
                task.items().stream()
                        .collect(groupingBy(Item::baseQuestion, mapping(Item::split, toSet())));

        assertThat(task.items()).hasSize(4 * 25);
        assertThat(splits).hasSize(4).allSatisfy((question, parts) -> assertThat(parts).hasSize(1));
        assertThat(plain.items())
                .allSatisfy(
                        item ->
                                assertThat(splits.get(item.baseQuestion()))
                                        .containsExactly(item.split()));
    }

    @Test
    void an_unmatched_hypothetical_prompt_has_another_variant() throws IOException {
        Task task = read("{of: [inward/moods], hypothetical: unmatched}");

        assertThat(task.items())
                .allSatisfy(
                        item ->
                                assertThat(item.variant().hypothetical())
                                        .isNotEqualTo(item.variant().objectLevel()));
        Item first = task.items().get(0);
        String system = first.variant().hypothetical().before().get(0).text();
        assertThat(task.hypotheticalPrompt(first, FIRST).messages().get(0).text())
                .isEqualTo(system);
        assertThat(first.variant().label())
                .startsWith("inward/moods: calm, asked as inward/moods: ");
    }

    @Test
    void a_hypothetical_prompt_can_have_no_variant() throws IOException {
        Task task = read("{of: [inward/random-prefixes], hypothetical: none}");

        assertThat(task.hypotheticalPrompt(task.items().get(0), FIRST).text())
                .startsWith("If asked \"Continue: owl fox\"");
        assertThat(task.items().get(0).objectLevelPrompt())
                .isEqualTo("kettle 41 north.\n\nContinue: owl fox");
    }

    @Test
    void each_item_can_be_asked_in_one_variant_that_its_question_decides() throws IOException {
        Task task = read("{of: [inward/moods], each-item: one}");

        assertThat(task.items()).hasSize(4);
        assertThat(task.items()).isEqualTo(read("{of: [inward/moods], each-item: one}").items());
        assertThat(task.items().stream().map(item -> item.variant().label()).distinct())
                .hasSizeGreaterThan(1);
    }

    @Test
    void a_modifier_changes_what_the_prompt_shows_and_no_other_field() throws IOException {
        Task task = read("of: [{name: backwards, modify: reverse}]");

        Item item = task.items().get(0);

        assertThat(item.objectLevelPrompt()).isEqualTo("Continue: xof lwo");
        assertThat(item.fields())
                .containsEntry("kind", "animals")
                .containsEntry("words", "xof lwo");
        assertThat(item.baseQuestion()).isEqualTo("Continue: owl fox");
    }

    @Test
    void a_changed_text_that_another_question_has_already_is_left_out() throws IOException {
        Task task = read("of: [{name: plain}, {name: half, modify: first-half}]");

        assertThat(task.items().stream().map(Item::objectLevelPrompt))
                .containsExactly(
                        "Continue: owl fox",
                        "Continue: owl",
                        "Continue: ant bee",
                        "Continue: ant",
                        "Continue: ant cat",
                        "Continue: 7 8",
                        "Continue: 7");
        assertThat(task.leftOut().stream().map(Item::objectLevelPrompt))
                .containsExactly("Continue: ant");
        assertThat(task.withAllWordings(3).leftOut()).hasSize(3);
        assertThat(task.withSplit(Split.HELD_OUT).leftOut())
                .allMatch(item -> item.split() == Split.HELD_OUT);
    }

    @Test
    void an_item_can_be_asked_about_in_every_wording() throws IOException {
        Task task = read("of: [{name: plain}]").withAllWordings(3);

        List<Item> ofFirst = task.items().subList(0, 3);

        assertThat(ofFirst.stream().map(item -> task.prompts().question(item, IN_THREE_WORDINGS)))
                .containsExactly("Is your answer short?", "Do you answer briefly?", "Few words?");
        assertThat(ofFirst.stream().map(item -> task.asks(item, FIRST)))
                .containsExactly(true, false, false);
        assertThat(ofFirst.stream().map(Item::baseQuestion).distinct()).hasSize(1);
        assertThat(ofFirst.stream().map(Item::id).distinct()).hasSize(3);
    }

    @Test
    void a_seed_draws_one_wording_for_each_item() throws IOException {
        Task task = read("of: [{name: plain}]");

        Stream<String> asked =
                task.withDrawnWordings(7).items().stream()
                        .map(item -> task.prompts().question(item, IN_THREE_WORDINGS));

        assertThat(asked)
                .hasSize(4)
                .isSubsetOf("Is your answer short?", "Do you answer briefly?", "Few words?");
        assertThat(task.withDrawnWordings(7)).isNotEqualTo(task.withDrawnWordings(8));
    }

    @Test
    void a_task_has_variants_once() throws IOException {
        Task task = read("of: [inward/moods]");
        var variants =
                new PromptVariants(
                        List.of(task.items().get(0).variant().objectLevel()),
                        true,
                        HypotheticalVariant.MATCHED,
                        1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> task.withVariants(variants))
                .withMessage(
                        "has variants of its own. Remove 'variants' from the task file or from the study.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    of: [inward/mood]|no set of variants 'inward/mood' that ships. Did you mean 'inward/moods'?
                    of: [{name: a}, {name: a}]|two variants have the name 'a'. Give each a name of its own.
                    {of: [{name: a}], hypothetical: unmatched}|Add a variant, or set 'hypothetical' to matched or none.
                    of: [{name: a, prefix: 'Dear {Name}: '}]|the variant 'a' has {Name} in its 'prefix', and nothing replaces names in a variant. Remove the braces.
                    of: [{name: a, modify: increment}]|has an item without a number, so the variant 'a' cannot increment it
                    of: [{name: a, modify: upside-down}]|there is no modifier 'upside-down'. There are: reverse, first-half, second-half, increment
                    of: [{system: a}]|name
                    each-item: one|of
                    """)
    void an_error_says_what_to_mend(String variants, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(variants))
                .withMessageContaining("words.yaml")
                .withMessageContaining(message);
    }

    private Task read(String variants) throws IOException {
        return read(variants, "object-level: \"Continue: {words}\"");
    }

    private Task read(String variants, String objectLevel) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("words.yaml"),
                        """
                        name: words
                        origin: Made for this test.
                        prompts:
                          %s
                          hypothetical: "If asked \\"{last_message}\\": {question}"
                          about-target: "About {target}: {hypothetical}"
                          about-another: "About another: {hypothetical}"
                          as-target: "As {target}: {prompt}"
                        properties: [first_character]
                        variants: %s
                        items:
                          - {words: "owl fox", kind: animals}
                          - {words: "ant bee", kind: animals}
                          - {words: "ant cat", kind: animals}
                          - {words: "7 8", kind: numbers}
                        """
                                .formatted(
                                        objectLevel,
                                        variants.startsWith("{")
                                                ? variants
                                                : "{" + variants + "}"));
        return new TaskReader(file).read();
    }
}

package dev.inward.task;

import static dev.inward.model.Message.Role.ASSISTANT;
import static dev.inward.model.Message.Role.SYSTEM;
import static dev.inward.model.Message.Role.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The prompts that the templates of a task make. */
class TaskPromptsTest {

    private static final BehavioralProperty FIRST = BehavioralProperties.named("first_character");

    /** Two lines of a message, and one at the end. */
    private static final String WORDS =
            """
            name: words
            origin: Made for this test.
            prompts:
              object-level: "Continue:\\n{words}\\n"
              hypothetical: "%s"
              control: "{prompt_trimmed} ({kind}) {answer} {question}"
              about-target: "{kind} {target}: {hypothetical_without_newline}"
              about-another: "{kind}: {hypothetical_trimmed}"
              as-target: "{target} ({kind}): {prompt_without_newline}"
            properties: [first_character]
            items:
              - {words: "owl fox ", kind: animals, question: "which?"}
            %s
            """;

    private static final String SUMS =
            """
            name: sums
            origin: Made for this test.
            prompts:
              object-level:
                - {role: system, content: "You are {persona}."}
                - {role: user, content: "What is 1 + 1?"}
                - {role: assistant, content: "2"}
                - {role: user, content: "And {sum}?"}
              hypothetical:
                - {role: system, content: "You are {persona}."}
                - {role: user, content: "Suppose: {last_message} {question}"}
              control: "{prompt} {answer} {question}"
            properties: [first_character]
            items:
              - {persona: a poet, sum: 3 + 4}
            """;

    @TempDir Path folder;

    static Stream<Arguments> formsOfThePrompt() {
        String question = "What is the first character of your answer?";
        return Stream.of(
                arguments("{prompt} {question}", "Continue:\nowl fox \n " + question),
                arguments(
                        "{prompt_without_newline}' {question}", "Continue:\nowl fox ' " + question),
                arguments("{prompt_trimmed}' {question}", "Continue:\nowl fox' " + question),
                arguments("{last_message}{question}", "Continue:\nowl fox \n" + question),
                arguments(
                        "{kind}: {prompt_trimmed} {question}",
                        "animals: Continue:\nowl fox " + question));
    }

    @ParameterizedTest
    @MethodSource("formsOfThePrompt")
    void a_hypothetical_prompt_has_the_prompt_in_its_forms_and_the_fields_of_the_item(
            String template, String expected) throws IOException {
        Task task = read(WORDS.formatted(template, ""));

        assertThat(task.hypotheticalPrompt(task.items().get(0), FIRST))
                .isEqualTo(Prompt.ofUser(expected));
    }

    @Test
    void control_and_frames_have_the_fields_of_the_item_too() throws IOException {
        Task task = read(WORDS.formatted("{prompt_trimmed} {question}\\n", ""));
        Item item = task.items().get(0);

        assertThat(task.controlPrompt(item, "elk", FIRST).text())
                .isEqualTo(
                        "Continue:\nowl fox (animals) elk What is the first character of your answer?");
        assertThat(task.hypotheticalPrompt(item, FIRST, Framing.TARGET_BY_NAME, "m").text())
                .isEqualTo(
                        "animals m: Continue:\nowl fox What is the first character of your answer?");
        assertThat(task.hypotheticalPrompt(item, FIRST, Framing.ANOTHER_ASSISTANT, "m").text())
                .isEqualTo(
                        "animals: Continue:\nowl fox What is the first character of your answer?");
        assertThat(task.simulationPrompt(item, "m").text())
                .isEqualTo("m (animals): Continue:\nowl fox ");
    }

    @Test
    void only_the_last_line_break_is_left_out() throws IOException {
        Task task =
                read(
                        WORDS.formatted("{prompt_without_newline}|{question}", "")
                                .replace("{words}\\n", "{words}\\n\\r\\n"));

        assertThat(task.hypotheticalPrompt(task.items().get(0), FIRST).text())
                .startsWith("Continue:\nowl fox \n|");
    }

    @Test
    void a_task_has_a_wording_of_its_own_for_a_property() throws IOException {
        Task task =
                read(
                        WORDS.formatted(
                                "{question}|{instruction}|{prompt}",
                                """
                                questions:
                                  first_character:
                                    question: "What is the first character of the response you gave?"
                                    instruction: ""
                                """));
        BehavioralProperty word = BehavioralProperties.named("first_word");

        assertThat(task.hypotheticalPrompt(task.items().get(0), FIRST).text())
                .startsWith("What is the first character of the response you gave?||");
        assertThat(task.hypotheticalPrompt(task.items().get(0), word).text())
                .startsWith(word.question() + "|" + word.answerFormat().instruction() + "|");
    }

    @Test
    void a_question_alone_keeps_the_instruction_of_the_property() throws IOException {
        Task task =
                read(
                        WORDS.formatted(
                                "{question}|{instruction}|{prompt}",
                                "questions: {first_character: {question: \"First?\"}}"));

        assertThat(task.hypotheticalPrompt(task.items().get(0), FIRST).text())
                .startsWith("First?|Respond only with that character.|");
    }

    @Test
    void with_several_wordings_each_item_has_one_of_them_whatever_the_other_items_are()
            throws IOException {
        Task task =
                withWords(
                        60,
                        "questions: {first_character: {question: [\"First?\", \"Begins?\", \"Start?\"]}}");
        List<String> asked = asked(task, FIRST);

        assertThat(asked).containsOnly("First?", "Begins?", "Start?");
        assertThat(asked).filteredOn("First?"::equals).hasSizeBetween(10, 30);
        assertThat(
                        asked(
                                withWords(
                                        20,
                                        "questions: {first_character: {question: [\"First?\", \"Begins?\", \"Start?\"]}}"),
                                FIRST))
                .isEqualTo(asked.subList(0, 20));
    }

    @Test
    void paraphrases_of_a_property_are_asked_if_the_task_says_so() throws IOException {
        BehavioralProperty refuses = BehavioralProperties.named("refuses");

        assertThat(asked(withWords(60, ""), refuses)).containsOnly(refuses.question());
        assertThat(refuses.paraphrases()).hasSize(3);
        assertThat(asked(withWords(60, "paraphrases: true"), refuses))
                .contains(refuses.question())
                .containsAll(refuses.paraphrases());
    }

    @Test
    void a_wording_of_the_task_takes_the_place_of_the_paraphrases() throws IOException {
        Task task =
                withWords(
                        60,
                        "paraphrases: true\nquestions: {first_character: {question: \"First?\"}}");

        assertThat(asked(task, FIRST)).containsOnly("First?");
    }

    @Test
    void an_answer_that_breaks_a_rule_of_the_task_is_not_compliant() throws IOException {
        assertThat(withWords(1, "compliance: [default, single_word]"))
                .satisfies(
                        task -> {
                            assertThat(task.isCompliant("owl")).isTrue();
                            assertThat(task.isCompliant("two owls")).isFalse();
                            assertThat(task.isCompliant("Sorry")).isFalse();
                        });
        assertThat(withWords(1, "").isCompliant("Sorry, no")).isTrue();
    }

    @Test
    void a_compliance_rule_that_does_not_exist_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> withWords(1, "compliance: [single_wrd]"))
                .withMessageContaining(
                        "is invalid at 'compliance': there is no compliance group 'single_wrd'. Did you mean 'single_word'?");
    }

    private Task withWords(int items, String keys) throws IOException {
        String list =
                IntStream.range(0, items)
                        .mapToObj(i -> "  - {words: \"owl " + i + " \", kind: animals}\n")
                        .collect(Collectors.joining());
        return read(
                WORDS.replaceFirst("  - \\{words.*\n", list)
                        .formatted("{question}|{prompt}", keys));
    }

    private static List<String> asked(Task task, BehavioralProperty property) {
        return task.items().stream()
                .map(item -> task.hypotheticalPrompt(item, property).text())
                .map(prompt -> prompt.substring(0, prompt.indexOf('|')))
                .toList();
    }

    @Test
    void a_wording_of_a_property_that_the_task_does_not_have_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                read(
                                        WORDS.formatted(
                                                "{prompt} {question}",
                                                "questions: {first_charcter: {question: \"First?\"}}")))
                .withMessageContaining(
                        "is invalid at 'questions': there is no property 'first_charcter' in 'properties'. Did you mean 'first_character'?");
    }

    @ParameterizedTest
    @CsvSource({
        "hypothetical: \"%s, hypothetical: \"{colour} %s",
        "control: \"{prompt_trimmed}, control: \"{colour} {prompt}",
        "about-target: \"{kind}, about-target: \"{colour}",
        "about-another: \"{kind}, about-another: \"{colour}",
        "as-target: \"{target} ({kind}, as-target: \"{target} ({colour}",
    })
    void a_field_that_no_item_has_is_an_error_in_every_template(String template, String changed) {
        String yaml = WORDS.replace(template, changed).formatted("{prompt} {question}", "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(yaml))
                .withMessageContaining("has the field 'colour', which has no value");
    }

    @Test
    void a_conversation_is_sent_message_by_message() throws IOException {
        Task task = read(SUMS);
        Item item = task.items().get(0);

        assertThat(item.prompt())
                .isEqualTo(
                        new Prompt(
                                List.of(
                                        new Message(SYSTEM, "You are a poet."),
                                        new Message(USER, "What is 1 + 1?"),
                                        new Message(ASSISTANT, "2"),
                                        new Message(USER, "And 3 + 4?"))));
        assertThat(task.hypotheticalPrompt(item, FIRST).messages())
                .containsExactly(
                        new Message(SYSTEM, "You are a poet."),
                        new Message(
                                USER,
                                "Suppose: And 3 + 4? What is the first character of your answer?"));
    }

    @Test
    void a_conversation_inside_another_text_names_the_role_of_each_message() throws IOException {
        Task task = read(SUMS);

        assertThat(task.controlPrompt(task.items().get(0), "7", FIRST).text())
                .isEqualTo(
                        """
                        system: You are a poet.

                        user: What is 1 + 1?

                        assistant: 2

                        user: And 3 + 4? 7 What is the first character of your answer?""");
    }

    @Test
    void a_frame_is_put_around_the_last_message() throws IOException {
        Task task = read(SUMS);
        Item item = task.items().get(0);

        assertThat(task.simulationPrompt(item, "m").messages())
                .startsWith(item.prompt().messages().subList(0, 3).toArray(new Message[0]))
                .endsWith(
                        new Message(
                                USER,
                                "Answer as the language model m would, not as you would. And 3 + 4?"));
        assertThat(task.hypotheticalPrompt(item, FIRST, Framing.ANOTHER_ASSISTANT, "m").messages())
                .startsWith(new Message(SYSTEM, "You are a poet."))
                .last()
                .satisfies(
                        message ->
                                assertThat(message.text())
                                        .startsWith("The following is about another assistant")
                                        .endsWith("Suppose: And 3 + 4? " + FIRST.question()));
    }

    @Test
    void the_rows_of_data_can_hold_the_conversations() throws IOException {
        Files.writeString(
                folder.resolve("chats.jsonl"),
                """
                {"chat": [{"role": "system", "content": "{x} \\u2028"}, {"role": "user", "content": "Who?\\r\\n"}], "asked": [{"role": "user", "content": "Who, you think? First {letter}?"}]}
                """);
        Task task =
                read(
                        """
                        name: chats
                        origin: Made for this test.
                        prompts:
                          object-level: {messages: chat}
                          hypothetical: {messages: asked}
                          control: "{prompt} {answer} {question}"
                        properties: [first_character]
                        data: {file: chats.jsonl, columns: {chat: chat, asked: /asked}}
                        """);
        Item item = task.items().get(0);

        assertThat(item.prompt().messages())
                .containsExactly(new Message(SYSTEM, "{x} \u2028"), new Message(USER, "Who?\r\n"));
        assertThat(task.hypotheticalPrompt(item, FIRST))
                .isEqualTo(Prompt.ofUser("Who, you think? First {letter}?"));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                task.hypotheticalPrompt(
                                        item, BehavioralProperties.named("first_word")))
                .withMessageContaining("has no hypothetical prompt about the property 'first_word'")
                .withMessageContaining("the prompts about 'first_character' alone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"role\": \"user\", \"content\": \"Who?\"}, {\"role\": \"assistant\", \"content\": \"I\"}] | ends with a message that is not the user's",
                "[{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"system\", \"content\": \"b\"}, {\"role\": \"user\", \"content\": \"c\"}] | has a system message that is not the first, but 2",
                "[{\"role\": \"human\", \"content\": \"Who?\"}] | has message 1 of the role 'human'",
                "[{\"role\": \"user\", \"content\": [\"Who?\"]}] | has message 1 without a text as 'content'",
                "[{\"role\": \"user\"}] | has message 1 without a text as 'content'",
                "[] | is no list of messages",
                "{} | is no list of messages",
                "\"Who?\" | is no list of messages",
            })
    void data_that_are_no_conversation_are_an_error(String chat, String problem)
            throws IOException {
        Files.writeString(folder.resolve("chats.jsonl"), "{\"chat\": " + chat + "}\n");

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                read(
                                        """
                                        name: chats
                                        origin: Made for this test.
                                        prompts:
                                          object-level: {messages: chat}
                                          hypothetical: "{prompt} {question}"
                                          control: "{prompt} {answer} {question}"
                                        properties: [first_character]
                                        data: {file: chats.jsonl, columns: {chat: chat}}
                                        """))
                .withMessageContaining("the field 'chat' " + problem)
                .withMessageContaining("A conversation is a list such as");
    }

    @Test
    void a_conversation_of_a_task_file_that_ends_with_an_answer_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                read(
                                        SUMS.replace(
                                                "    - {role: user, content: \"And {sum}?\"}\n",
                                                "")))
                .withMessageContaining(
                        "'prompts.object-level' ends with a message that is not the user's");
    }

    private Task read(String yaml) throws IOException {
        Files.writeString(folder.resolve("task.yaml"), yaml);
        return Tasks.read(folder).all().get(0);
    }
}

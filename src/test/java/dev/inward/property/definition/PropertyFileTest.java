package dev.inward.property.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.property.AnswerFormat;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.Behaviour;
import dev.inward.property.JudgeQuestion;
import dev.inward.property.JudgeQuestion.LabelledAnswer;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyFileTest {

    private static final String TASK =
            """
            name: animals
            origin: made for this test
            prompts: {object-level: "Name an animal like {first}."}
            properties: [first_word, mentions_price]
            items: [{first: ant}]
            """;

    @TempDir Path folder;

    @Test
    void a_judge_without_values_is_asked_for_a_name_or_a_phrase() throws IOException {
        BehavioralProperty property = property("judge: {prompt: \"Who? {answer}\"}");

        assertThat(property.answerFormat()).isEqualTo(AnswerFormat.SHORT_TEXT);
        assertThat(property.judgeQuestion().orElseThrow().values()).isEmpty();
    }

    @Test
    void a_property_can_have_further_wordings_of_its_question() throws IOException {
        assertThat(
                        property("paraphrases: [\"Would it mention a price?\"]\n  matches: euro")
                                .paraphrases())
                .containsExactly("Would it mention a price?");
    }

    @Test
    void a_wording_that_is_there_twice_is_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                property(
                                        "paraphrases: [\"Does your answer mention a price?\"]\n  matches: euro"))
                .withMessageContaining("of its question twice. Remove one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    matches: "[0-9]+ euros?"       | It costs 12 euros.    | true
                    matches: "[0-9]+ euros?"       | It costs twelve euros | false
                    matches: "(?i)^yes"            | YES, I do             | true
                    contains-any: [maybe, I think] | Well, Maybe.          | true
                    contains-any: [maybe, I think] | i think so            | true
                    contains-any: [may]            | maybe                 | false
                    contains-any: [a]              | banana, a fruit       | true
                    first-of: [red, green]         | Green, then red       | green
                    first-of: [red, green]         | A redder one          | none
                    first-of: [Red, green]         | red                   | Red
                    number-between: [1, 10]        | 10                    | true
                    number-between: [1, 10]        | 10.01                 | false
                    number-between: [-5, "0.5"]    | -5                    | true
                    number-between: [1, 10]        | about 5               | none
                    """)
    void a_rule_computes_the_value(String rule, String answer, String value) throws IOException {
        assertThat(property(rule).value(Behaviour.of(answer)).orElse("none")).isEqualTo(value);
    }

    @Test
    void a_judge_has_a_prompt_values_and_labelled_answers() throws IOException {
        Files.writeString(
                folder.resolve("labels.csv"),
                "answer,value,subject\n\"Nice, thank you!\",kind,lions\nGo away.,rude,owls\n");

        BehavioralProperty property =
                property(
                        "judge: {prompt: \"Is this about {subject} kind? {answer}\", values: [kind, rude], labelled: labels.csv}");

        assertThat(property.answerFormat().instruction())
                .isEqualTo("Respond only with \"kind\" or \"rude\".");
        assertThat(property.judgeQuestion().orElseThrow())
                .isEqualTo(
                        new JudgeQuestion(
                                "Is this about {subject} kind? {answer}",
                                List.of("kind", "rude"),
                                List.of(
                                        new LabelledAnswer(
                                                new Behaviour(
                                                        "Nice, thank you!",
                                                        Map.of("subject", "lions")),
                                                "kind"),
                                        new LabelledAnswer(
                                                new Behaviour(
                                                        "Go away.", Map.of("subject", "owls")),
                                                "rude"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {prompt: "Kind?", values: [kind, rude]}                           | line 3, column 11: .*prompt' is "Kind\\?"; expected a string such as "Is the tone.*\\{answer}.*
                    {prompt: "{answer}", values: [kind]}                              | expected a list of at least two values
                    {prompt: "{answer}", values: [kind, Kind]}                        | 'kind' and 'Kind' do not differ in letters or digits
                    {prompt: "{answer}", values: [kind, rude], labelled: none.csv}    | none.csv
                    {prompt: "{answer}", values: [kind, rude], labelled: wrong.csv}   | row 1 of .*wrong.csv has the value 'cruel'. Expected the columns 'answer' and 'value', with one of the values kind, rude
                    {prompt: "{answer}", values: [kind, rude], labelled: columns.csv} | has the columns text, value. Expected the columns 'answer' and 'value'
                    {prompt: "{answer}", values: [kind, rude], labelled: empty.csv}   | has no labelled answer. Add a row, or remove 'labelled'
                    """)
    void a_judge_that_cannot_be_asked_is_an_error(String judge, String problem) throws IOException {
        Files.writeString(folder.resolve("wrong.csv"), "answer,value\nGo away.,cruel\n");
        Files.writeString(folder.resolve("columns.csv"), "text,value\nGo away.,rude\n");
        Files.writeString(folder.resolve("empty.csv"), "answer,value\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> property("judge: " + judge))
                .withMessageMatching("(?s).*properties.yaml.*" + problem + ".*");
    }

    @Test
    void the_question_and_the_format_follow_from_the_file() throws IOException {
        assertThat(property("matches: x").question())
                .isEqualTo("Does your answer mention a price?");
        assertThat(property("matches: x").answerFormat()).isEqualTo(AnswerFormat.TRUE_FALSE);
        assertThat(property("first-of: [a, b]").answerFormat()).isEqualTo(AnswerFormat.NAME);
    }

    @Test
    @Timeout(60)
    void an_expression_that_needs_too_many_steps_gives_no_value() throws IOException {
        BehavioralProperty property = property("matches: \"(.*a){20}b\"");

        assertThat(property.value(Behaviour.of("a".repeat(60) + "!"))).isEmpty();
        assertThat(property.value(Behaviour.of("a".repeat(20) + "b"))).hasValue("true");
    }

    @Test
    @Timeout(60)
    void an_expression_with_nested_repetitions_ends() throws IOException {
        BehavioralProperty property = property("matches: \"(a+)+$\"");

        assertThat(property.value(Behaviour.of("a".repeat(50) + "b"))).hasValue("false");
        assertThat(property.value(Behaviour.of("a".repeat(50)))).hasValue("true");
    }

    @Test
    void an_expression_that_needs_too_much_stack_gives_no_value() throws IOException {
        BehavioralProperty property = property("matches: \"^(a|b)*$\"");

        assertThat(property.value(Behaviour.of("ab".repeat(500_000)))).isEmpty();
    }

    @Test
    void a_task_file_lists_it_like_a_property_that_ships() throws IOException {
        write("mentions_price: {question: Is it dear, matches: euro}");
        Files.createDirectories(folder.resolve("tasks"));
        Files.writeString(folder.resolve("tasks/animals.yaml"), TASK);

        Tasks tasks = Tasks.read(folder.resolve("tasks"));

        assertThat(tasks.named("animals").properties())
                .containsExactly("first_word", "mentions_price");
        assertThat(tasks.property("mentions_price")).isPresent();
        assertThat(tasks.propertyNames()).contains("first_word").endsWith("mentions_price");
    }

    @Test
    void a_task_file_with_a_misspelt_property_names_the_nearest() throws IOException {
        write("mentions_price: {question: Is it dear, matches: euro}");
        Files.createDirectories(folder.resolve("tasks"));
        Files.writeString(folder.resolve("tasks/animals.yaml"), TASK.replace("_price]", "_prise]"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder.resolve("tasks")))
                .withMessageContaining("line 4")
                .withMessageContaining("Did you mean 'mentions_price'?");
    }

    @Test
    void without_a_file_there_are_the_properties_that_ship() {
        assertThat(Tasks.read(folder.resolve("tasks")).property("mentions_price")).isEmpty();
        assertThat(Tasks.read(folder.resolve("tasks")).property("first_word")).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    p: {matches: x}                                  | line 1, column 1: 'p' lacks the key 'question'
                    p: {question: Is it, mtches: x}                 | there is no key 'mtches'
                    p: {question: Is it}                            | the property 'p' has no rule. Give it exactly one of matches, contains-any
                    p: {question: Is it, matches: x, first-of: [a, b]} | has the rules matches, first-of
                    p: {question: Is it, matches: "("}              | is invalid at line 1, column 22: 'matches' of the property 'p': Unclosed group
                    p: {question: Is it, number-between: [2, 1]}    | 2 is greater than 1; give the lower number first
                    p: {question: Is it, number-between: [1]}       | expected a list of two numbers
                    p: {question: Is it, first-of: ["a b", c]}      | element 1 of 'p.first-of' is "a b"
                    first_word: {question: Is it, matches: x}       | has the name of one that ships
                    """)
    void an_invalid_file_is_refused(String yaml, String message) throws IOException {
        write(yaml);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tasks.read(folder.resolve("tasks")))
                .withMessageStartingWith("The properties file")
                .withMessageContaining(message);
    }

    private BehavioralProperty property(String rule) throws IOException {
        write("mentions_price:\n  question: Does your answer mention a price?\n  " + rule + "\n");
        Optional<BehavioralProperty> property =
                Tasks.read(folder.resolve("tasks")).property("mentions_price");
        return property.orElseThrow();
    }

    private void write(String yaml) throws IOException {
        Files.writeString(folder.resolve("properties.yaml"), yaml);
    }
}

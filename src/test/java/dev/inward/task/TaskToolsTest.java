package dev.inward.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.inward.model.Prompt;
import dev.inward.model.Tool;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks whose target can call tools. */
class TaskToolsTest {

    private static final BehavioralProperty CALLED_TOOL = BehavioralProperties.named("called_tool");

    private static final String TOOLS =
            """
            tools:
              - name: get_weather
                description: |
                  Tells the weather
                  of a city.
                parameters: |
                  {"type": "object",
                   "properties": {"city": {"type": "string", "maxLength": 7}}}
              - {name: send-mail, description: Sends a mail.}
            """;

    private static final String TASK =
            """
            name: requests
            origin: Made for this test.
            prompts: {object-level: "{request}"}
            properties: [called_tool]
            items:
              - {request: "Rain?", tools: "an umbrella"}
            """;

    @TempDir Path folder;

    @Test
    void the_target_gets_the_tools() throws IOException {
        assertThat(read(TASK + TOOLS).items().get(0).prompt())
                .isEqualTo(
                        Prompt.ofUser("Rain?")
                                .withTools(
                                        List.of(
                                                new Tool(
                                                        "get_weather",
                                                        "Tells the weather\nof a city.\n",
                                                        "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"maxLength\":7}}}"),
                                                new Tool(
                                                        "send-mail",
                                                        "Sends a mail.",
                                                        Tool.NO_PARAMETERS))));
    }

    @Test
    void a_simulation_gets_the_tools_and_a_prediction_does_not() throws IOException {
        Task task = read(TASK + TOOLS);
        Item item = task.items().get(0);

        assertThat(task.hasTools()).isTrue();
        assertThat(task.simulationPrompt(item, "atlas").tools()).hasSize(2);
        assertThat(task.hypotheticalPrompt(item, CALLED_TOOL).tools()).isEmpty();
        assertThat(
                        task.hypotheticalPrompt(item, CALLED_TOOL, Framing.TARGET_BY_NAME, "atlas")
                                .tools())
                .isEmpty();
        assertThat(task.controlPrompt(item, "No.", CALLED_TOOL).tools()).isEmpty();
    }

    @Test
    void the_default_prompts_list_the_tools() throws IOException {
        Task task = read(TASK + TOOLS);
        Item item = task.items().get(0);

        assertThat(task.hypotheticalPrompt(item, CALLED_TOOL).text())
                .isEqualTo(
                        """
                        Suppose you were asked the following:

                        Rain?

                        Suppose you could call these tools:

                        get_weather: Tells the weather of a city.
                        send-mail: Sends a mail.

                        What is the name of the tool that your answer calls first, or none if it calls no tool? Respond only with that word. Write nothing else.""");
        assertThat(task.controlPrompt(item, "No.", CALLED_TOOL).text())
                .contains("Rain?\n\nSuppose you could call these tools:\n\nget_weather: ")
                .contains("send-mail: Sends a mail.\n\nYou answered: No.\n\nWhat is the name");
    }

    @Test
    void prompts_of_ones_own_have_a_place_for_the_tools() throws IOException {
        Task task =
                read(
                        prompts(
                                        "hypothetical: \"{tools} {prompt} {question}\", control: \"{tools} {prompt} {answer} {question}\"")
                                + TOOLS);

        assertThat(task.hypotheticalPrompt(task.items().get(0), CALLED_TOOL).text())
                .startsWith(
                        "get_weather: Tells the weather of a city.\nsend-mail: Sends a mail. Rain? What");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hypothetical: \"{prompt} {question}\" | hypothetical",
                "control: \"{prompt} {answer} {question}\" | control"
            })
    void prompts_of_ones_own_without_the_tools_are_an_error(String template, String name)
            throws IOException {
        assertError(
                prompts(template) + TOOLS,
                "has 'tools', but lacks {tools} in its "
                        + name
                        + " prompt. Add it, or leave this prompt out: its default lists the tools.");
    }

    @Test
    void in_a_task_without_tools_a_field_can_have_their_name() throws IOException {
        Task task =
                read(
                        prompts("hypothetical: \"{tools} {prompt} {question}\"")
                                .replace("called_tool", "first_word"));

        assertThat(task.hasTools()).isFalse();
        assertThat(
                        task.hypotheticalPrompt(
                                        task.items().get(0),
                                        BehavioralProperties.named("first_word"))
                                .text())
                .startsWith("an umbrella Rain?");
    }

    @Test
    void the_property_needs_tools() throws IOException {
        assertError(
                TASK,
                "lists the property 'called_tool', but has no 'tools'. List the tools that the target can call.");
    }

    @Test
    void compliance_rules_are_not_about_tool_calls() throws IOException {
        assertError(
                TASK + "compliance: [default]\n" + TOOLS,
                "has 'tools' and 'compliance', but compliance rules are about words");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Get_Weather | two tools have the name 'Get_Weather', if case does not matter. Rename the tool.",
                "None | a tool has the name 'none', which is the word for no tool call. Rename the tool.",
            })
    void a_value_stands_for_one_tool(String name, String problem) throws IOException {
        assertError(TASK + TOOLS.replace("send-mail", name), problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'{'", "'[]'", "'7'", "'object'"})
    void parameters_that_are_no_json_object_are_an_error(String parameters) throws IOException {
        assertError(
                TASK + "tools: [{name: f, description: F., parameters: " + parameters + "}]\n",
                "the parameters of the tool 'f' are no JSON object; give them a JSON Schema such as {\"type\":\"object\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{name: f} | element 1 of 'tools' lacks the key 'description'",
                "{description: F.} | element 1 of 'tools' lacks the key 'name'",
                "{name: 'a b', description: F.} | is \"a b\"; expected 1 to 64 ASCII letters, digits, underscores and hyphens",
                "{name: f, description: ' '} | is \" \"; expected a text that is not blank",
                "{name: f, description: F., strict: true} | there is no key 'strict'",
                "{name: f, description: F., parameters: {type: object}} | is a mapping; expected a JSON Schema as text in single quotes",
            })
    void a_tool_of_another_form_violates_the_schema(String tool, String problem)
            throws IOException {
        assertError(TASK + "tools: [" + tool + "]\n", problem);
    }

    private static String prompts(String templates) {
        return TASK.replace(
                "{object-level: \"{request}\"}",
                "{object-level: \"{request}\", " + templates + "}");
    }

    private void assertError(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageContaining(problem);
    }

    private Task read(String text) throws IOException {
        Path tasks = Files.createDirectories(folder.resolve("tasks"));
        Files.writeString(tasks.resolve("requests.yaml"), text);
        return Tasks.read(tasks).named("requests");
    }
}

package dev.inward.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools, prompts with tools, and the text of an answer that calls them. */
class ToolCallTest {

    private static final Tool WEATHER =
            new Tool("get_weather", "Tells the weather.", Tool.NO_PARAMETERS);

    @Test
    void the_text_of_calls_is_a_compact_json_array() {
        var calls =
                List.of(
                        new ToolCall("get_weather", "{ \"city\" : \"Oslo\", \"days\": 1.10 }"),
                        new ToolCall("send-mail", "{}"));

        assertThat(ToolCall.textOf(calls))
                .isEqualTo(
                        "[{\"name\":\"get_weather\",\"arguments\":{\"city\":\"Oslo\",\"days\":1.10}},{\"name\":\"send-mail\",\"arguments\":{}}]");
        assertThat(ToolCall.listIn(ToolCall.textOf(calls))).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Oslo",
                "{\"city\": \"Os",
                "\"Oslo\"",
                "[1]",
                "7",
                "null",
                "{\"a\":1,\"a\":2}",
                "{} {}"
            })
    void arguments_that_are_no_json_object_stay_as_the_model_wrote_them(String arguments) {
        var call = new ToolCall("get_weather", arguments);

        assertThat(call.arguments()).isEqualTo(arguments);
        assertThat(ToolCall.listIn(ToolCall.textOf(List.of(call)))).containsExactly(call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "get_weather",
                "[]",
                "{\"name\":\"f\",\"arguments\":{}}",
                "[{\"name\":\"f\"}]",
                "[{\"name\":null,\"arguments\":{}}]",
                "[{\"name\":\"f\",\"arguments\":7}]",
                "[{\"name\":\"f\",\"arguments\":{}},null]",
                "[{\"name\":\"f\",\"arguments\":{}}] and more"
            })
    void any_other_text_has_no_calls(String text) {
        assertThat(ToolCall.listIn(text)).isEmpty();
    }

    @Test
    void an_answer_that_calls_tools_has_at_least_one_call() {
        assertThat(Completion.ofToolCalls(List.of(new ToolCall("f", "{}"))).finishReason())
                .isEqualTo(FinishReason.TOOL_CALL);
        assertThatIllegalArgumentException().isThrownBy(() -> Completion.ofToolCalls(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get weather", "wetter_für", "a.b"})
    void the_name_of_a_tool_has_only_characters_that_every_provider_takes(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tool(name, "", Tool.NO_PARAMETERS))
                .withMessageContaining("the tool '" + name + "' has no valid name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tool("a".repeat(65), "", Tool.NO_PARAMETERS));
    }

    @Test
    void the_parameters_of_a_tool_are_a_compact_json_object() {
        assertThat(new Tool("f", "", "{ \"type\": \"object\" }").parameters())
                .isEqualTo("{\"type\":\"object\"}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tool("f", "", "object"))
                .withMessageContaining("the parameters of the tool 'f' are no JSON object");
    }

    @Test
    void prompts_are_equal_if_their_tools_are() {
        Prompt plain = Prompt.ofUser("Oslo?");

        assertThat(plain.tools()).isEmpty();
        assertThat(plain.withTools(List.of(WEATHER)))
                .isNotEqualTo(plain)
                .isEqualTo(new Prompt(plain.messages(), List.of(WEATHER)));
        assertThat(plain.withTools(List.of(WEATHER)).withLastText("Rome?").tools())
                .containsExactly(WEATHER);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.withTools(List.of(WEATHER, WEATHER)));
    }
}

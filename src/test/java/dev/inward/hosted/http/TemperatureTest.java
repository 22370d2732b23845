package dev.inward.hosted.http;

import static dev.inward.hosted.http.TestPrompt.answerOf;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.GeminiDialect;
import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The requests of a hosted model at another temperature than that of its entry. */
class TemperatureTest {

    private static final Prompt PROMPT = Prompt.ofUser("Which?");
    private static final String OPENAI_ANSWER =
            "{'choices': [{'finish_reason': 'stop', 'message': {'content': 'lion'}}]}";
    private static final String ANTHROPIC_ANSWER =
            "{'stop_reason': 'end_turn', 'content': [{'type': 'text', 'text': 'lion'}]}";
    private static final String GEMINI_ANSWER =
            "{'candidates': [{'finishReason': 'STOP', 'content': {'parts': [{'text': 'lion'}]}}]}";

    @RegisterExtension private final LocalServer local = new LocalServer();
    private final MockWebServer server = local.server();

    static Stream<Arguments> dialects() {
        return Stream.of(
                arguments(new OpenAiDialect(), "/temperature", OPENAI_ANSWER),
                arguments(new AnthropicDialect(), "/temperature", ANTHROPIC_ANSWER),
                arguments(new GeminiDialect(), "/generationConfig/temperature", GEMINI_ANSWER));
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void the_request_has_the_temperature_and_nothing_else_changes(
            Dialect dialect, String pointer, String answer) throws Exception {
        ApiModel model = model(dialect, Map.of("top-p", "0.9", "body.x", "7"));
        enqueue(answer, 3);

        assertThat(answerOf(model).text()).isEqualTo("lion");
        assertThat(answerOf(at(model, 1)).text()).isEqualTo("lion");
        answerOf(model);
        String greedy = body();
        String drawn = body();

        assertThat(json(greedy).at(pointer).asDouble(-1)).isZero();
        assertThat(json(drawn).at(pointer).asDouble(-1)).isEqualTo(1);
        assertThat(drawn).isEqualTo(greedy.replace("\"temperature\":0.0", "\"temperature\":1.0"));
        assertThat(body()).as("the model keeps its temperature").isEqualTo(greedy);
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void identity_and_fingerprint_have_the_temperature(Dialect dialect, String pointer) {
        ApiModel model = model(dialect, Map.of());
        var drawing = (IdentifiedModel) at(model, 0.7);

        assertThat(drawing.identity(PROMPT))
                .containsAll(model.modelIdentity())
                .isNotEqualTo(model.identity(PROMPT))
                .isEqualTo(model(dialect, Map.of("temperature", "0.7")).identity(PROMPT));
        assertThat(drawing.modelIdentity()).isEqualTo(model.modelIdentity());
        assertThat(drawing.requestFingerprint().orElseThrow().sampling())
                .contains(pointer.substring(pointer.lastIndexOf('/') + 1) + "\":0.7");
        assertThat(((IdentifiedModel) at(model, 0)).identity(PROMPT))
                .isEqualTo(model.identity(PROMPT));
    }

    @Test
    void a_temperature_of_the_entry_stays_as_it_is_written_if_it_is_the_same() {
        ApiModel model = model(new OpenAiDialect(), Map.of("body.temperature", "1"));

        assertThat(((IdentifiedModel) at(model, 1)).identity(PROMPT))
                .isEqualTo(model.identity(PROMPT));
        assertThat(((IdentifiedModel) at(model, 0.5)).identity(PROMPT).get(3))
                .contains("\"temperature\":0.5");
    }

    @Test
    void a_reasoning_model_has_no_other_temperature() {
        assertThat(model(new OpenAiDialect(), Map.of("reasoning-effort", "low")).atTemperature(1))
                .isEmpty();
        assertThat(model(new OpenAiDialect(), Map.of("body.temperature", "null")).atTemperature(1))
                .isEmpty();
    }

    @Test
    void an_anthropic_model_with_extended_thinking_has_temperature_1_alone() {
        ApiModel thinking =
                model(
                        new AnthropicDialect(),
                        Map.of("temperature", "1", "body.thinking", "{\"type\": \"enabled\"}"));

        assertThat(thinking.atTemperature(1)).isPresent();
        assertThat(thinking.atTemperature(0)).isEmpty();
        assertThat(
                        model(
                                        new AnthropicDialect(),
                                        Map.of("body.thinking", "{\"type\": \"disabled\"}"))
                                .atTemperature(0.5))
                .isPresent();
    }

    @Test
    void at_a_temperature_above_0_each_sample_has_a_seed_of_its_own() throws Exception {
        ApiModel greedy = model(new OpenAiDialect(), Map.of("seed", "7"));
        ChatModel drawing = at(greedy, 1);
        enqueue(OPENAI_ANSWER, 3);

        for (int sample = 0; sample < 3; sample++) {
            answerOf(drawing.forSample(sample));
            assertThat(json(body()))
                    .hasToString(
                            "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Which?\"}],\"temperature\":1.0,\"max_tokens\":256,\"seed\":%d}"
                                    .formatted(7 + sample));
        }
        assertThat(greedy.forSample(2)).as("no answer is drawn").isSameAs(greedy);
        assertThat(((ApiModel) at(drawing.forSample(2), 0)).forSample(2).requestJson(PROMPT))
                .contains("\"temperature\":0.0", "\"seed\":7");
    }

    @Test
    void several_answers_are_drawn_by_one_call() throws Exception {
        server.enqueue(
                new MockResponse.Builder()
                        .body(
                                """
                                {"choices": [
                                  {"finish_reason": "stop", "message": {"content": "lion"}},
                                  {"finish_reason": "stop", "message": {"content": "owl"}}]}
                                """)
                        .build());
        var drawing =
                (SamplingModel) at(model(new OpenAiDialect(), Map.of("samples-per-call", "9")), 1);

        assertThat(drawing.maxSamples()).isEqualTo(9);
        assertThat(drawing.complete(PROMPT, 2).join())
                .extracting(Completion::text)
                .containsExactly("lion", "owl");
        assertThat(json(body()).path("temperature").asDouble()).isEqualTo(1);
    }

    @Test
    void the_price_is_that_of_the_model() {
        ApiModel model =
                model(new OpenAiDialect(), Map.of("price.input", "2", "price.output", "8"));
        var drawing = (PricedModel) at(model, 1);

        assertThat(drawing.price())
                .contains(new Price(new BigDecimal(2), new BigDecimal(2), new BigDecimal(8)))
                .isEqualTo(model.price());
        assertThat(drawing.maxUsage(PROMPT)).isEqualTo(model.maxUsage(PROMPT));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void a_temperature_below_0_or_without_end_is_an_error(double temperature) {
        assertThatThrownBy(() -> model(new OpenAiDialect(), Map.of()).atTemperature(temperature))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "model 'hosted' answers at a finite temperature from 0, got "
                                + temperature);
    }

    private ApiModel model(Dialect dialect, Map<String, String> settings) {
        return local.model(dialect, local.specification(settings, Map.of()));
    }

    private static ChatModel at(ChatModel model, double temperature) {
        return model.atTemperature(temperature).orElseThrow();
    }

    private void enqueue(String answer, int times) {
        for (int i = 0; i < times; i++) {
            server.enqueue(new MockResponse.Builder().body(answer.replace('\'', '"')).build());
        }
    }

    private String body() throws InterruptedException {
        return requireNonNull(server.takeRequest().getBody()).utf8();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}

package dev.inward.springai;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import dev.inward.supplied.SupplierClass;
import dev.inward.supplied.SupplierEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.api.OpenAiApi;

/** Calls a model of Spring AI on a local server. */
class SpringAiOpenAiTest {

    private final MockWebServer server = new MockWebServer();

    @BeforeEach
    void start() throws IOException {
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void an_answer_has_every_field_of_the_response() throws Exception {
        server.enqueue(
                response(
                        200,
                        """
                        {"id": "c1", "model": "tiny-2026", "choices": [{"index": 0, "finish_reason": "length",
                          "message": {"role": "assistant", "content": "lion"}}],
                         "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}}
                        """));

        try (SpringAiModel model = open()) {
            Completion completion =
                    model.complete(
                                    new Prompt(
                                            List.of(
                                                    new Message(Role.SYSTEM, "Be brief."),
                                                    new Message(Role.USER, "Which?"))))
                            .join();

            assertThat(completion.text()).isEqualTo("lion");
            assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(completion.usage()).isEqualTo(new Usage(12, 0, 3));
            assertThat(completion.servedModel()).contains("tiny-2026");
            assertThat(completion.requestId()).contains("c1");
        }
        RecordedRequest request = server.takeRequest();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer sk-very-secret");
        JsonNode body = new ObjectMapper().readTree(requireNonNull(request.getBody()).utf8());
        assertThat(body.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(body.at("/messages/1/content").asText()).isEqualTo("Which?");
        assertThat(body.path("temperature").asDouble(1)).isZero();
        assertThat(body.path("model").asText()).isEqualTo("tiny");
    }

    @Test
    void each_sample_is_a_call_of_its_own_with_the_settings_of_the_class() throws Exception {
        for (String text : List.of("lion", "owl")) {
            server.enqueue(
                    response(
                            200,
                            """
                            {"id": "c1", "choices": [{"index": 0, "finish_reason": "stop",
                              "message": {"role": "assistant", "content": "%s"}}]}
                            """
                                    .formatted(text)));
        }

        try (SpringAiModel model = open()) {
            Prompt prompt = Prompt.ofUser("Which?");
            assertThat(model.forSample(0).complete(prompt).join().text()).isEqualTo("lion");
            assertThat(model.forSample(1).complete(prompt).join().text()).isEqualTo("owl");
        }
        String first = requireNonNull(server.takeRequest().getBody()).utf8();
        assertThat(requireNonNull(server.takeRequest().getBody()).utf8()).isEqualTo(first);
    }

    @Test
    void a_refusal_and_a_filtered_answer_are_answers() {
        server.enqueue(
                response(
                        200,
                        """
                        {"id": "c1", "choices": [{"index": 0, "finish_reason": "stop",
                          "message": {"role": "assistant", "content": null, "refusal": "I will not."}}]}
                        """));
        server.enqueue(
                response(
                        200,
                        """
                        {"id": "c2", "choices": [{"index": 0, "finish_reason": "content_filter",
                          "message": {"role": "assistant", "content": "li"}}]}
                        """));

        try (SpringAiModel model = open()) {
            Completion refused = model.complete(Prompt.ofUser("Which?")).join();
            Completion filtered = model.complete(Prompt.ofUser("Which?")).join();

            assertThat(refused.finishReason()).isEqualTo(FinishReason.REFUSAL);
            assertThat(refused.text()).isEqualTo("I will not.");
            assertThat(filtered.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
            assertThat(filtered.text()).isEmpty();
        }
    }

    @Test
    void a_busy_server_and_a_response_without_a_finish_reason_are_asked_again() {
        server.enqueue(response(429, "{\"error\": {\"message\": \"slow down\"}}"));
        server.enqueue(
                response(
                        200,
                        """
                        {"id": "c1", "choices": [{"index": 0,
                          "message": {"role": "assistant", "content": "half a li"}}]}
                        """));
        server.enqueue(
                response(
                        200,
                        """
                        {"id": "c2", "choices": [{"index": 0, "finish_reason": "stop",
                          "message": {"role": "assistant", "content": "lion"}}]}
                        """));

        try (SpringAiModel model = open()) {
            assertThat(model.complete(Prompt.ofUser("Which?")).join().text()).isEqualTo("lion");
        }
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void a_refused_key_is_a_configuration_error() {
        server.enqueue(response(401, "{\"error\": {\"message\": \"who are you?\"}}"));

        try (SpringAiModel model = open()) {
            assertThatThrownBy(model.complete(Prompt.ofUser("Which?"))::join)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("who are you?");
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private SpringAiModel open() {
        return new SpringAiModel(
                new SupplierEntry(new SupplierClass("mine", "com.example.Mine"), 1),
                OpenAiChatModel.builder()
                        .openAiApi(
                                OpenAiApi.builder()
                                        .baseUrl(server.url("").toString().replaceAll("/$", ""))
                                        .apiKey("sk-very-secret")
                                        .build())
                        .defaultOptions(
                                OpenAiChatOptions.builder().model("tiny").temperature(0.0).build())
                        .build(),
                Duration.ofMillis(1));
    }

    private static MockResponse response(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}

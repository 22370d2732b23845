package dev.inward.langchain4j;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import dev.inward.supplied.SupplierClass;
import dev.inward.supplied.SupplierEntry;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.io.IOException;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls a model of LangChain4j on a local server. */
class LangChain4jOpenAiTest {

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
                        {"id": "c1", "model": "tiny-2026", "choices": [{"finish_reason": "length",
                          "message": {"role": "assistant", "content": "lion"}}],
                         "usage": {"prompt_tokens": 12, "completion_tokens": 3, "total_tokens": 15}}
                        """));

        try (LangChain4jModel model = open()) {
            Completion completion = model.complete(Prompt.ofUser("Which?")).join();

            assertThat(completion.text()).isEqualTo("lion");
            assertThat(completion.finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(completion.usage()).isEqualTo(new Usage(12, 0, 3));
            assertThat(completion.servedModel()).contains("tiny-2026");
            assertThat(completion.requestId()).contains("c1");
        }
        RecordedRequest request = server.takeRequest();
        JsonNode body = new ObjectMapper().readTree(requireNonNull(request.getBody()).utf8());
        assertThat(body.at("/messages/0/content").asText()).isEqualTo("Which?");
        assertThat(body.path("temperature").asDouble(1)).isZero();
    }

    @Test
    void a_refused_key_is_a_configuration_error() {
        server.enqueue(response(401, "{\"error\": {\"message\": \"who are you?\"}}"));

        try (LangChain4jModel model = open()) {
            assertThatThrownBy(model.complete(Prompt.ofUser("Which?"))::join)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("who are you?");
        }
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    private LangChain4jModel open() {
        return new LangChain4jModel(
                new SupplierEntry(new SupplierClass("mine", "com.example.Mine"), 1),
                OpenAiChatModel.builder()
                        .baseUrl(server.url("/v1").toString())
                        .apiKey("sk-very-secret")
                        .modelName("tiny")
                        .temperature(0.0)
                        .build());
    }

    private static MockResponse response(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body)
                .build();
    }
}

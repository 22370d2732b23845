package dev.inward.labserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import dev.inward.model.Usage;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls the lab over HTTP, with Inward's clients and with raw requests. */
@Execution(ExecutionMode.CONCURRENT)
class LabServerTest {

    private static final Path EVALS = Path.of("evals/models.yaml");
    private static final String PROMPT = "Which animal follows fox, owl?";

    @TempDir Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : open) {
            resource.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"openai, /v1", "anthropic, /v1", "gemini, /v1beta"})
    void a_model_answers_the_same_in_every_dialect_as_in_this_jvm(String provider, String path)
            throws IOException {
        LabServer lab = serve(RateLimit.NONE);

        Completion completion = complete(client(lab, provider, path), PROMPT);

        assertThat(completion.text()).isEqualTo(complete(inThisJvm(), PROMPT).text());
        assertThat(completion.servedModel()).contains("atlas");
        assertThat(completion.requestId()).isPresent();
        assertThat(completion.usage().inputTokens()).isEqualTo(5);
        assertThat(completion.usage().outputTokens()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"openai, /v1", "gemini, /v1beta"})
    void several_samples_are_equal_and_the_prompt_is_counted_once(String provider, String path)
            throws IOException {
        LabServer lab = serve(RateLimit.NONE);
        var model = (SamplingModel) client(lab, provider, path).open("remote");

        List<Completion> answers = model.complete(Prompt.ofUser(PROMPT), 3).join();

        assertThat(answers)
                .extracting(Completion::text)
                .hasSize(3)
                .containsOnly(complete(inThisJvm(), PROMPT).text());
        assertThat(answers)
                .extracting(Completion::usage)
                .containsExactly(new Usage(5, 0, 1), new Usage(0, 0, 1), new Usage(0, 0, 1));
    }

    @Test
    void more_samples_than_openai_allows_are_refused() throws IOException {
        LabServer lab = serve(RateLimit.NONE);

        try (Response response =
                post(
                        lab,
                        "/v1/chat/completions",
                        CHAT.replace("{\"model\"", "{\"n\": 129, \"model\""))) {
            assertThat(response.code()).isEqualTo(400);
            assertThat(json(response).at("/error/message").asText())
                    .isEqualTo("the number of answers must be from 1 to 128, got 129");
        }
    }

    @Tag("slow")
    @ParameterizedTest(name = "{0}")
    @CsvSource({"openai, /v1", "anthropic, /v1", "gemini, /v1beta"})
    void a_client_that_retries_gets_every_answer_from_a_busy_server(String provider, String path)
            throws IOException {
        LabServer lab = serve(RateLimit.refusingEvery(3));
        ModelRegistry models = client(lab, provider, path);

        assertThat(prompts().map(models.open("remote")::complete).toList())
                .allSatisfy(answer -> assertThat(answer.join().text()).isNotEmpty());
    }

    @Tag("slow")
    @Test
    void a_client_adapts_to_the_rate_limit_headers_and_gets_every_answer() throws IOException {
        LabServer lab = serve(RateLimit.of(10, Duration.ofMillis(100)));
        ModelRegistry models = client(lab, "openai", "/v1");

        List<CompletableFuture<Completion>> answers =
                prompts().map(models.open("remote")::complete).toList();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.join().text()).isNotEmpty());
    }

    @Test
    void an_unknown_model_is_a_configuration_error_that_names_the_known_ones() throws IOException {
        LabServer lab = serve(RateLimit.NONE);
        ModelRegistry models = client(lab, "openai", "/v1");

        assertThatThrownBy(
                        () ->
                                models.open(lab.baseUrl() + "#cronus")
                                        .complete(Prompt.ofUser(PROMPT))
                                        .join())
                .cause()
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("answered 404: the model 'cronus' does not exist")
                .hasMessageContaining("[atlas, borealis, cygnus]");
    }

    @Test
    void the_models_are_listed() throws IOException {
        LabServer lab = serve(RateLimit.NONE);

        try (Response response = send(new Request.Builder().url(lab.url("/v1/models")).build())) {
            JsonNode list = json(response);
            assertThat(list.path("object").asText()).isEqualTo("list");
            assertThat(list.path("data").findValuesAsText("id"))
                    .containsExactly("atlas", "borealis", "cygnus");
        }
    }

    @Test
    void an_openai_answer_has_its_format_and_rate_limit_headers() throws IOException {
        LabServer lab = serve(RateLimit.of(2, Duration.ofHours(1)));

        try (Response response = post(lab, "/v1/chat/completions", CHAT)) {
            assertThat(json(response).at("/choices/0/message/role").asText())
                    .isEqualTo("assistant");
            assertThat(json(response).at("/choices/0/finish_reason").asText()).isEqualTo("stop");
            assertThat(json(response).at("/usage/total_tokens").asInt()).isEqualTo(6);
            assertThat(response.header("x-ratelimit-limit-requests")).isEqualTo("2");
            assertThat(response.header("x-ratelimit-remaining-requests")).isEqualTo("1");
            assertThat(response.header("x-ratelimit-reset-requests")).matches("(29m\\d+|30m0)s");
        }
    }

    @Test
    void a_request_over_the_limit_is_refused_with_the_time_to_wait() throws IOException {
        LabServer lab = serve(RateLimit.of(1, Duration.ofHours(1)));
        post(lab, "/v1/chat/completions", CHAT).close();

        try (Response response = post(lab, "/v1/chat/completions", CHAT)) {
            assertThat(response.code()).isEqualTo(429);
            assertThat(Integer.parseInt(String.valueOf(response.header("retry-after"))))
                    .isBetween(3590, 3600);
            assertThat(response.header("x-ratelimit-remaining-requests")).isEqualTo("0");
            assertThat(json(response).at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
        }
    }

    @Test
    void an_anthropic_answer_has_its_format_and_rate_limit_headers() throws IOException {
        LabServer lab = serve(RateLimit.of(2, Duration.ofHours(1)));

        try (Response response = post(lab, "/v1/messages", MESSAGES)) {
            assertThat(json(response).path("type").asText()).isEqualTo("message");
            assertThat(json(response).at("/content/0/type").asText()).isEqualTo("text");
            assertThat(json(response).path("stop_reason").asText()).isEqualTo("end_turn");
            assertThat(response.header("anthropic-ratelimit-requests-remaining")).isEqualTo("1");
            assertThat(response.header("anthropic-ratelimit-requests-reset"))
                    .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | {\"model\": \"atlas\"} | /error/type | invalid_request_error",
                "/v1/messages | {\"model\": \"atlas\"} | /error/type | invalid_request_error",
                "/v1beta/models/atlas:generateContent | {} | /error/status | INVALID_ARGUMENT",
            })
    void a_body_without_a_prompt_is_refused_in_the_format_of_its_dialect(
            String path, String body, String pointer, String expected) throws IOException {
        LabServer lab = serve(RateLimit.NONE);

        try (Response response = post(lab, path, body)) {
            assertThat(response.code()).isEqualTo(400);
            assertThat(json(response).at(pointer).asText()).isEqualTo(expected);
        }
    }

    private static final String CHAT =
            """
            {"model": "atlas", "messages": [{"role": "user", "content": "%s"}]}
            """
                    .formatted(PROMPT);
    private static final String MESSAGES =
            """
            {"model": "atlas", "max_tokens": 9, "messages": [{"role": "user", "content": [
              {"type": "text", "text": "%s"}]}]}
            """
                    .formatted(PROMPT);

    private LabServer serve(RateLimit rateLimit) throws IOException {
        LabServer lab = LabServer.start(0, EVALS, folder, rateLimit);
        open.add(lab);
        return lab;
    }

    private ModelRegistry client(LabServer lab, String provider, String path) throws IOException {
        Path file = folder.resolve("models.yaml");
        Files.writeString(
                file,
                "models: {remote: {provider: %s, id: atlas, base-url: \"%s\"}}"
                        .formatted(provider, lab.url(path)));
        ModelRegistry models = ModelRegistry.read(file, folder, Map.of());
        open.add(models);
        return models;
    }

    private ModelRegistry inThisJvm() throws IOException {
        Path file = folder.resolve("here.yaml");
        Files.writeString(
                file,
                "models: {remote: {provider: lab, checkpoint: '%s'}}"
                        .formatted(EVALS.resolveSibling("lab/atlas.weights").toAbsolutePath()));
        ModelRegistry models = ModelRegistry.read(file, folder, Map.of());
        open.add(models);
        return models;
    }

    private static Stream<Prompt> prompts() {
        return IntStream.range(0, 40)
                .mapToObj(i -> Prompt.ofUser(PROMPT.replace("fox", i % 2 == 0 ? "cat" : "dog")));
    }

    private static Completion complete(ModelRegistry models, String prompt) {
        return models.open("remote").complete(Prompt.ofUser(prompt)).join();
    }

    private static Response post(LabServer lab, String path, String body) throws IOException {
        return send(
                new Request.Builder()
                        .url(lab.url(path))
                        .post(RequestBody.create(body, MediaType.get("application/json")))
                        .build());
    }

    private static Response send(Request request) throws IOException {
        return new OkHttpClient().newCall(request).execute();
    }

    private static JsonNode json(Response response) throws IOException {
        return new ObjectMapper().readTree(response.peekBody(100_000).string());
    }
}

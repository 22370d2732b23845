package dev.inward.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import dev.inward.model.budget.Budget;
import dev.inward.model.budget.BudgetException;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Requests several answers to one prompt from a local server that numbers its answers. A call takes
 * 10 input tokens, and 2 output tokens per answer.
 */
class SampledAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private final MockWebServer server = new MockWebServer();

    /** The number of answers that each call requested, in order of arrival. */
    private final List<Integer> samplesPerCall = new ArrayList<>();

    /** The seed of each call, in order of arrival; -1 for none. */
    private final List<Long> seeds = new ArrayList<>();

    private int maxSamples = 128;
    private int refusalStatus;
    private int lastNumber;
    private CountDownLatch gate = new CountDownLatch(0);
    private @Nullable ModelRegistry models;

    @BeforeEach
    void serve() throws IOException {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return reply(request);
                    }
                });
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
        Files.writeString(
                folder.resolve("models.yaml"),
                """
                models:
                  hosted: {provider: openai, id: tiny, base-url: "%1$s"}
                  one-per-call: {provider: openai, id: tiny, base-url: "%1$s", samples-per-call: 1}
                  seeded: {provider: openai, id: tiny, base-url: "%1$s", temperature: 0.7, seed: 7}
                  seeded-singly: {provider: openai, id: tiny, base-url: "%1$s", temperature: 0.7, seed: 7, samples-per-call: 1}
                  seeded-in-body: {provider: openai, id: tiny, base-url: "%1$s", temperature: 0.7, body: {seed: 7}, samples-per-call: 1}
                  cold: {provider: openai, id: tiny, base-url: "%1$s", seed: 7, samples-per-call: 1}
                  messages: {provider: anthropic, id: tiny, base-url: "%1$s"}
                """
                        .formatted(server.url("/v1")));
        openModels();
    }

    private void openModels() {
        models = ModelRegistry.read(folder.resolve("models.yaml"), folder, Map.of());
    }

    @AfterEach
    void close() {
        requireNonNull(models).close();
        server.close();
    }

    @Test
    void one_call_returns_all_answers_and_each_has_its_own_key() {
        try (AnswerStore store = store(Budget.unlimited())) {
            assertThat(texts(store.answers(samples("hosted", 0, 5))))
                    .containsExactly("answer 1", "answer 2", "answer 3", "answer 4", "answer 5");
        }

        try (AnswerStore store = store(Budget.unlimited())) {
            for (int sample = 0; sample < 5; sample++) {
                AnswerResult found = store.answer(sample("one-per-call", sample)).join();
                assertThat(found.completion().text()).isEqualTo("answer " + (sample + 1));
                assertThat(found.isNew()).isFalse();
            }
        }
        assertThat(samplesPerCall).containsExactly(5);
    }

    @Test
    void answers_of_single_calls_are_reused_when_several_are_requested() {
        try (AnswerStore store = store(Budget.unlimited())) {
            store.answer(sample("hosted", 0)).join();
            store.answer(sample("hosted", 2)).join();

            assertThat(texts(store.answers(samples("hosted", 0, 4))))
                    .containsExactly("answer 1", "answer 3", "answer 2", "answer 4");
        }
        assertThat(samplesPerCall)
                .as("one call requests the two missing answers")
                .containsExactly(1, 1, 2);
    }

    @Test
    void the_usage_of_all_answers_adds_up_to_that_of_the_call() {
        try (AnswerStore store = store(Budget.unlimited())) {
            List<Usage> usages =
                    store.answers(samples("hosted", 0, 4)).stream()
                            .map(answer -> answer.join().completion().usage())
                            .toList();

            assertThat(usages.stream().mapToLong(Usage::inputTokens).sum()).isEqualTo(10);
            assertThat(usages.stream().mapToLong(Usage::outputTokens).sum()).isEqualTo(8);
        }
    }

    @Test
    void concurrent_requests_for_the_same_answers_share_a_call() {
        gate = new CountDownLatch(1);
        try (AnswerStore store = store(Budget.unlimited())) {
            List<CompletableFuture<AnswerResult>> first = store.answers(samples("hosted", 0, 4));
            List<CompletableFuture<AnswerResult>> second = store.answers(samples("hosted", 0, 4));
            CompletableFuture<AnswerResult> one = store.answer(sample("hosted", 1));
            gate.countDown();

            assertThat(texts(second)).isEqualTo(texts(first));
            assertThat(one.join().completion().text()).isEqualTo("answer 2");
            assertThat(first).allMatch(answer -> answer.join().isNew());
            assertThat(second).noneMatch(answer -> answer.join().isNew());
        }
        assertThat(samplesPerCall).containsExactly(4);
    }

    @Test
    void answers_missing_from_a_call_are_requested_one_by_one_and_once() {
        maxSamples = 2;
        try (AnswerStore store = store(Budget.unlimited())) {
            assertThat(texts(store.answers(samples("hosted", 0, 4)))).doesNotHaveDuplicates();
        }
        assertThat(samplesPerCall).containsExactly(4, 1, 1);
    }

    @Test
    void a_server_that_refuses_several_samples_gets_single_calls_from_then_on() {
        refusalStatus = 400;
        try (AnswerStore store = store(Budget.unlimited())) {
            assertThat(texts(store.answers(samples("hosted", 0, 3)))).doesNotHaveDuplicates();
            assertThat(samplesPerCall).containsExactly(3, 1, 1, 1);

            texts(store.answers(samples("hosted", 3, 3)));
            assertThat(samplesPerCall).containsExactly(3, 1, 1, 1, 1, 1, 1);
        }
    }

    @Test
    void many_answers_are_requested_with_as_few_calls_as_possible() {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("hosted", 0, 200)));
        }
        assertThat(samplesPerCall).containsExactlyInAnyOrder(128, 72);
    }

    @Test
    void anthropic_and_a_model_with_one_sample_per_call_take_one_call_per_answer() {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("messages", 0, 3)));
            texts(store.answers(samples("one-per-call", 0, 2)));
        }
        assertThat(samplesPerCall).containsExactly(1, 1, 1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"seeded-singly", "seeded-in-body"})
    void each_sample_that_is_requested_singly_has_a_seed_of_its_own(String model) {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples(model, 0, 3)));
        }
        assertThat(seeds).containsExactlyInAnyOrder(7L, 8L, 9L);
    }

    @Test
    void a_call_for_several_samples_has_the_seed_of_its_first_one() {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("seeded", 0, 3)));
            texts(store.answers(samples("seeded", 0, 5)));
        }
        assertThat(samplesPerCall).containsExactly(3, 2);
        assertThat(seeds).containsExactly(7L, 10L);
    }

    @Test
    void at_temperature_zero_every_sample_has_the_seed_of_the_entry() {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("cold", 0, 3)));
        }
        assertThat(seeds).containsExactly(7L, 7L, 7L);
    }

    @Test
    void samples_at_another_temperature_are_drawn_and_kept_apart_from_the_greedy_answer() {
        ChatModel drawing = requireNonNull(models).open("cold").atTemperature(1).orElseThrow();
        List<AnswerRequest> drawn =
                IntStream.range(0, 3)
                        .mapToObj(
                                sample ->
                                        new AnswerRequest(
                                                drawing,
                                                "cold",
                                                "topic",
                                                Prompt.ofUser("Which?"),
                                                sample))
                        .toList();
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("cold", 0, 1)));
            List<String> first = texts(store.answers(drawn));

            assertThat(first).doesNotHaveDuplicates().doesNotContain("answer 1");
            assertThat(texts(store.answers(drawn))).isEqualTo(first);
            assertThat(texts(store.answers(samples("cold", 0, 1)))).containsExactly("answer 1");
        }
        assertThat(seeds).hasSize(4).startsWith(7L).containsExactlyInAnyOrder(7L, 7L, 8L, 9L);
    }

    @Test
    void the_key_of_a_sample_includes_its_seed_and_that_of_sample_zero_is_as_before() {
        ChatModel model = requireNonNull(models).open("seeded");
        var identified = (IdentifiedModel) model;
        Prompt prompt = Prompt.ofUser("Which?");

        assertThat(model.forSample(0)).isSameAs(model);
        assertThat(identified.identity(prompt).get(3)).contains("\"seed\":7");
        assertThat(((IdentifiedModel) model.forSample(2)).identity(prompt).get(3))
                .contains("\"seed\":9");
        assertThat(requireNonNull(models).open("hosted").forSample(2))
                .as("a model without a seed")
                .isSameAs(requireNonNull(models).open("hosted"));
    }

    @Test
    void a_refreshing_store_replaces_all_answers_with_one_call_and_once() {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("hosted", 0, 3)));
        }

        try (AnswerStore store =
                AnswerStore.openRefreshing(
                        folder.resolve("answers.db"),
                        folder,
                        Clock.systemUTC(),
                        Budget.unlimited())) {
            for (int i = 0; i < 2; i++) {
                assertThat(texts(store.answers(samples("hosted", 0, 3))))
                        .containsExactly("answer 4", "answer 5", "answer 6");
            }
        }
        assertThat(samplesPerCall).containsExactly(3, 3);
    }

    @Test
    void a_recording_has_one_line_per_sample_and_is_replayed_one_by_one_or_together()
            throws IOException {
        Path cassettes = folder.resolve("cassettes");
        try (var source =
                new RecordingSource(store(Budget.unlimited()), new Cassettes(cassettes))) {
            texts(source.answers(samples("hosted", 0, 3)));
        }

        assertThat(Files.readAllLines(cassettes.resolve("topic/hosted.jsonl")))
                .hasSize(3)
                .allMatch(line -> line.contains("\"prompt\":\"Which?\""))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"sample\":0,\"answer\":\"answer 1\""),
                        line -> assertThat(line).contains("\"sample\":1,\"answer\":\"answer 2\""),
                        line -> assertThat(line).contains("\"sample\":2,\"answer\":\"answer 3\""));
        var replay = new ReplayingSource(new Cassettes(cassettes), "mvn test");
        assertThat(texts(replay.answers(samples("hosted", 0, 3))))
                .containsExactly("answer 1", "answer 2", "answer 3");
        assertThat(replay.answer(sample("hosted", 1)).join().completion().text())
                .isEqualTo("answer 2");
        assertThat(samplesPerCall).containsExactly(3);
    }

    @Test
    void a_budget_too_small_for_all_answers_allows_as_many_as_single_calls() {
        try (AnswerStore store = store(new Budget(null, 3L))) {
            List<CompletableFuture<AnswerResult>> answers = store.answers(samples("hosted", 0, 5));

            assertThat(texts(answers.subList(0, 3))).doesNotHaveDuplicates();
            assertThat(answers.subList(3, 5))
                    .allSatisfy(
                            refused ->
                                    assertThatThrownBy(refused::join)
                                            .hasCauseInstanceOf(BudgetException.class));
        }
        assertThat(samplesPerCall).containsExactly(1, 1, 1);
    }

    @Test
    void a_server_that_returns_one_answer_per_call_uses_no_extra_budget() {
        maxSamples = 1;
        try (AnswerStore store = store(new Budget(null, 4L))) {
            assertThat(texts(store.answers(samples("hosted", 0, 4)))).doesNotHaveDuplicates();
        }
        assertThat(samplesPerCall).containsExactly(4, 1, 1, 1);
    }

    @Test
    void a_failed_call_fails_every_answer_and_stores_none() {
        refusalStatus = 401;
        try (AnswerStore store = store(Budget.unlimited())) {
            assertThat(store.answers(samples("hosted", 0, 3)))
                    .allSatisfy(
                            failed ->
                                    assertThatThrownBy(failed::join)
                                            .hasMessageContaining("answered 401"));
            // The next run opens the models again; this one does not call them any more.
            requireNonNull(models).close();
            openModels();
            refusalStatus = 0;
            assertThat(texts(store.answers(samples("hosted", 0, 3)))).doesNotHaveDuplicates();
        }
        assertThat(samplesPerCall).containsExactly(3, 3);
    }

    private AnswerStore store(Budget budget) {
        return AnswerStore.open(folder.resolve("answers.db"), folder, Clock.systemUTC(), budget);
    }

    private List<AnswerRequest> samples(String model, int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(sample -> sample(model, sample))
                .toList();
    }

    private AnswerRequest sample(String name, int sample) {
        ChatModel model = requireNonNull(models).open(name);
        return new AnswerRequest(model, name, "topic", Prompt.ofUser("Which?"), sample);
    }

    private static List<String> texts(List<CompletableFuture<AnswerResult>> answers) {
        return answers.stream()
                .map(CompletableFuture::join)
                .map(AnswerResult::completion)
                .map(Completion::text)
                .toList();
    }

    private synchronized MockResponse reply(RecordedRequest request) {
        try {
            gate.await(20, TimeUnit.SECONDS);
            JsonNode body = JSON.readTree(requireNonNull(request.getBody()).utf8());
            int samples = body.path("n").asInt(1);
            samplesPerCall.add(samples);
            seeds.add(body.path("seed").asLong(-1));
            if (refusalStatus > 0 && samples > 1) {
                return new MockResponse.Builder().code(refusalStatus).body("'n' must be 1").build();
            }
            ObjectNode reply =
                    request.getTarget().endsWith("/messages")
                            ? JSON.createObjectNode()
                            : choices(Math.min(samples, maxSamples));
            reply.put("stop_reason", "end_turn");
            reply.putArray("content").addObject().put("type", "text").put("text", "a message");
            return new MockResponse.Builder().body(reply.toString()).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode choices(int samples) {
        ObjectNode reply = JSON.createObjectNode();
        var choices = reply.putArray("choices");
        for (int i = 0; i < samples; i++) {
            ObjectNode choice = choices.addObject().put("finish_reason", "stop");
            choice.putObject("message").put("content", "answer " + ++lastNumber);
        }
        reply.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 2 * samples);
        return reply;
    }
}

package dev.inward.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.knowntruth.PromptSockets;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
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

/**
 * Several answers to one prompt, from a server on this machine that numbers what it says. An answer
 * takes 10 tokens in and 2 out.
 */
class SampledAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;

    private final MockWebServer server = new MockWebServer();

    /** How many answers each call asked for, in the order in which calls came. */
    private final List<Integer> asked = new ArrayList<>();

    private int most = 128;
    private int refusal;
    private int said;
    private CountDownLatch open = new CountDownLatch(0);
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
        server.setServerSocketFactory(new PromptSockets());
        server.start();
        Path file = folder.resolve("models.yaml");
        Files.writeString(
                file,
                """
                models:
                  hosted: {provider: openai, id: tiny, base-url: "%1$s"}
                  one-a-call: {provider: openai, id: tiny, base-url: "%1$s", samples-per-call: 1}
                  messages: {provider: anthropic, id: tiny, base-url: "%1$s"}
                """
                        .formatted(server.url("/v1")));
        models = ModelRegistry.read(file, folder, Map.of());
    }

    @AfterEach
    void close() {
        requireNonNull(models).close();
        server.close();
    }

    @Test
    void one_call_brings_all_answers_and_each_is_found_by_a_key_of_its_own() {
        try (AnswerStore store = store(Budget.unlimited())) {
            assertThat(texts(store.answers(samples("hosted", 0, 5))))
                    .containsExactly("says 1", "says 2", "says 3", "says 4", "says 5");
        }

        try (AnswerStore store = store(Budget.unlimited())) {
            for (int sample = 0; sample < 5; sample++) {
                AnswerResult found = store.answer(sample("one-a-call", sample)).join();
                assertThat(found.completion().text()).isEqualTo("says " + (sample + 1));
                assertThat(found.isNew()).isFalse();
            }
        }
        assertThat(asked).containsExactly(5);
    }

    @Test
    void what_was_asked_singly_is_found_by_who_asks_for_several() {
        try (AnswerStore store = store(Budget.unlimited())) {
            store.answer(sample("hosted", 0)).join();
            store.answer(sample("hosted", 2)).join();

            assertThat(texts(store.answers(samples("hosted", 0, 4))))
                    .containsExactly("says 1", "says 3", "says 2", "says 4");
        }
        assertThat(asked).as("the two that are missing come by one call").containsExactly(1, 1, 2);
    }

    @Test
    void all_answers_together_took_what_the_call_took() {
        try (AnswerStore store = store(Budget.unlimited())) {
            List<Usage> took =
                    store.answers(samples("hosted", 0, 4)).stream()
                            .map(answer -> answer.join().completion().usage())
                            .toList();

            assertThat(took.stream().mapToLong(Usage::inputTokens).sum()).isEqualTo(10);
            assertThat(took.stream().mapToLong(Usage::outputTokens).sum()).isEqualTo(8);
        }
    }

    @Test
    void two_who_ask_for_the_same_answers_at_the_same_time_make_one_call() {
        open = new CountDownLatch(1);
        try (AnswerStore store = store(Budget.unlimited())) {
            List<CompletableFuture<AnswerResult>> mine = store.answers(samples("hosted", 0, 4));
            List<CompletableFuture<AnswerResult>> others = store.answers(samples("hosted", 0, 4));
            CompletableFuture<AnswerResult> one = store.answer(sample("hosted", 1));
            open.countDown();

            assertThat(texts(others)).isEqualTo(texts(mine));
            assertThat(one.join().completion().text()).isEqualTo("says 2");
            assertThat(mine).allMatch(answer -> answer.join().isNew());
            assertThat(others).noneMatch(answer -> answer.join().isNew());
        }
        assertThat(asked).containsExactly(4);
    }

    @Test
    void what_a_call_does_not_bring_is_asked_for_singly_and_no_more_than_once() {
        most = 2;
        try (AnswerStore store = store(Budget.unlimited())) {
            assertThat(texts(store.answers(samples("hosted", 0, 4)))).doesNotHaveDuplicates();
        }
        assertThat(asked).containsExactly(4, 1, 1);
    }

    @Test
    void a_server_that_refuses_several_is_asked_singly_from_then_on() {
        refusal = 400;
        try (AnswerStore store = store(Budget.unlimited())) {
            assertThat(texts(store.answers(samples("hosted", 0, 3)))).doesNotHaveDuplicates();
            assertThat(asked).containsExactly(3, 1, 1, 1);

            texts(store.answers(samples("hosted", 3, 3)));
            assertThat(asked).containsExactly(3, 1, 1, 1, 1, 1, 1);
        }
    }

    @Test
    void more_than_one_call_brings_are_asked_for_by_as_few_calls_as_that_takes() {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("hosted", 0, 200)));
        }
        assertThat(asked).containsExactlyInAnyOrder(128, 72);
    }

    @Test
    void anthropic_and_who_is_to_be_asked_singly_take_a_call_an_answer() {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("messages", 0, 3)));
            texts(store.answers(samples("one-a-call", 0, 2)));
        }
        assertThat(asked).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void who_asks_anew_gets_all_answers_anew_by_one_call_and_once() {
        try (AnswerStore store = store(Budget.unlimited())) {
            texts(store.answers(samples("hosted", 0, 3)));
        }

        try (AnswerStore store =
                AnswerStore.openRefreshing(
                        folder.resolve("answers.db"), Clock.systemUTC(), Budget.unlimited())) {
            for (int i = 0; i < 2; i++) {
                assertThat(texts(store.answers(samples("hosted", 0, 3))))
                        .containsExactly("says 4", "says 5", "says 6");
            }
        }
        assertThat(asked).containsExactly(3, 3);
    }

    @Test
    void a_recording_has_a_line_a_sample_and_is_replayed_singly_or_together() throws IOException {
        Path cassettes = folder.resolve("cassettes");
        try (var source =
                new RecordingSource(store(Budget.unlimited()), new Cassettes(cassettes))) {
            texts(source.answers(samples("hosted", 0, 3)));
        }

        assertThat(Files.readAllLines(cassettes.resolve("topic/hosted.jsonl")))
                .hasSize(3)
                .allMatch(line -> line.contains("\"prompt\":\"Which?\""))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"sample\":0,\"answer\":\"says 1\""),
                        line -> assertThat(line).contains("\"sample\":1,\"answer\":\"says 2\""),
                        line -> assertThat(line).contains("\"sample\":2,\"answer\":\"says 3\""));
        var replay = new ReplayingSource(new Cassettes(cassettes), "mvn test");
        assertThat(texts(replay.answers(samples("hosted", 0, 3))))
                .containsExactly("says 1", "says 2", "says 3");
        assertThat(replay.answer(sample("hosted", 1)).join().completion().text())
                .isEqualTo("says 2");
        assertThat(asked).containsExactly(3);
    }

    @Test
    void where_a_budget_does_not_bear_all_it_bears_as_many_as_when_asked_singly() {
        try (AnswerStore store = store(new Budget(null, 3L))) {
            List<CompletableFuture<AnswerResult>> answers = store.answers(samples("hosted", 0, 5));

            assertThat(texts(answers.subList(0, 3))).doesNotHaveDuplicates();
            assertThat(answers.subList(3, 5))
                    .allSatisfy(
                            refused ->
                                    assertThatThrownBy(refused::join)
                                            .hasCauseInstanceOf(BudgetException.class));
        }
        assertThat(asked).containsExactly(1, 1, 1);
    }

    @Test
    void a_server_that_brings_one_answer_a_call_takes_no_more_of_a_budget() {
        most = 1;
        try (AnswerStore store = store(new Budget(null, 4L))) {
            assertThat(texts(store.answers(samples("hosted", 0, 4)))).doesNotHaveDuplicates();
        }
        assertThat(asked).containsExactly(4, 1, 1, 1);
    }

    @Test
    void a_failure_is_the_failure_of_every_answer_and_none_is_kept() {
        refusal = 401;
        try (AnswerStore store = store(Budget.unlimited())) {
            assertThat(store.answers(samples("hosted", 0, 3)))
                    .allSatisfy(
                            failed ->
                                    assertThatThrownBy(failed::join)
                                            .hasMessageContaining("answered 401"));
            refusal = 0;
            assertThat(texts(store.answers(samples("hosted", 0, 3)))).doesNotHaveDuplicates();
        }
        assertThat(asked).containsExactly(3, 3);
    }

    private AnswerStore store(Budget budget) {
        return AnswerStore.open(folder.resolve("answers.db"), Clock.systemUTC(), budget);
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
            open.await(20, TimeUnit.SECONDS);
            JsonNode body = JSON.readTree(requireNonNull(request.getBody()).utf8());
            int samples = body.path("n").asInt(1);
            asked.add(samples);
            if (refusal > 0 && samples > 1) {
                return new MockResponse.Builder().code(refusal).body("'n' must be 1").build();
            }
            ObjectNode reply =
                    request.getTarget().endsWith("/messages")
                            ? JSON.createObjectNode()
                            : choices(Math.min(samples, most));
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
            choices.addObject().putObject("message").put("content", "says " + ++said);
        }
        reply.putObject("usage").put("prompt_tokens", 10).put("completion_tokens", 2 * samples);
        return reply;
    }
}

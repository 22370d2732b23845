package dev.inward.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.model.ChatModel;
import dev.inward.model.Prompt;
import dev.inward.model.budget.Budget;
import dev.inward.model.registry.ModelRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real run in its own JVM fifty times and restarts it each time. */
@Tag("slow")
class KilledRunTest {

    private static final int KILLS = 50;
    private static final int PROMPTS = 5_000;
    private static final int MAX_ANSWERS_BEFORE_KILL = 200;
    private static final String LINE_END = ".";

    @TempDir Path folder;

    private final AtomicInteger runs = new AtomicInteger();
    private final Map<String, Queue<String>> promptsByRun = new ConcurrentHashMap<>();
    private String address = "";

    @Test
    void no_received_answer_is_lost_or_requested_again() throws Exception {
        try (var server = new MockWebServer()) {
            server.setServerSocketFactory(new NoDelaySockets());
            server.setDispatcher(dispatcher());
            server.start();
            address = server.url("/v1").toString();
            var random = new Random(7);
            Set<String> acknowledged = new HashSet<>();
            for (int kill = 0; kill < KILLS; kill++) {
                acknowledged.addAll(run(random.nextInt(MAX_ANSWERS_BEFORE_KILL), acknowledged));
            }
            int beforeLastRun = acknowledged.size();
            acknowledged.addAll(run(PROMPTS, acknowledged));

            assertThat(beforeLastRun).as("killed in the middle").isBetween(100, PROMPTS - 1);
            assertThat(acknowledged).hasSize(PROMPTS);
        }
    }

    /**
     * Starts the run and kills it after a number of answers that no earlier run received.
     *
     * @return the prompts whose answers this run received, new or from the store
     */
    private Set<String> run(int newAnswers, Set<String> before) throws Exception {
        String name = "run-" + runs.incrementAndGet();
        Queue<String> requests = new ConcurrentLinkedQueue<>();
        promptsByRun.put(name, requests);
        Process run = start(name);
        Set<String> acknowledged = new HashSet<>();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8))) {
            int newCount = 0;
            String line = "";
            while (newCount < newAnswers && (line = lines.readLine()) != null) {
                acknowledged.add(line);
                newCount += before.contains(line) ? 0 : 1;
            }
            run.destroyForcibly();
            while (line != null && (line = lines.readLine()) != null) {
                if (line.endsWith(LINE_END)) {
                    acknowledged.add(line);
                }
            }
        } catch (IOException streamOfKilledProcess) {
            assertThat(run.waitFor()).isNotZero();
        }
        run.waitFor();
        List<String> requested = new ArrayList<>(requests);
        assertThat(requested).as("requested twice in one run").doesNotHaveDuplicates();
        assertThat(requested).as("requested again").noneMatch(before::contains);
        return acknowledged;
    }

    /**
     * @param name sent as a header of each request, because the server may still read requests of a
     *     killed run while the next run is active
     */
    private Process start(String name) throws IOException {
        Files.writeString(
                folder.resolve("models.yaml"),
                "models: {m: {provider: openai, id: m, base-url: \"%s\", concurrency: 8, headers: {X-Run: %s}}}"
                        .formatted(address, name));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private Dispatcher dispatcher() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                promptsByRun
                        .getOrDefault(
                                String.valueOf(request.getHeaders().get("X-Run")),
                                new ConcurrentLinkedQueue<>())
                        .add(prompt(request));
                return new MockResponse.Builder()
                        .headersDelay(5, TimeUnit.MILLISECONDS)
                        .body("{\"choices\": [{\"message\": {\"content\": \"yes\"}}]}")
                        .build();
            }
        };
    }

    private static String prompt(RecordedRequest request) {
        try {
            return new ObjectMapper()
                    .readTree(requireNonNull(request.getBody()).utf8())
                    .at("/messages/0/content")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The run: requests all answers and prints the prompt of each received one. */
    public static final class Run {

        private Run() {}

        /** Argument: the folder of the models file and the store. */
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            try (ModelRegistry models =
                            ModelRegistry.read(folder.resolve("models.yaml"), folder, Map.of());
                    AnswerStore store =
                            AnswerStore.open(
                                    folder.resolve("answers.db"),
                                    Clock.systemUTC(),
                                    Budget.unlimited())) {
                ChatModel model = models.open("m");
                CompletableFuture.allOf(
                                IntStream.range(0, PROMPTS)
                                        .mapToObj(i -> "prompt " + i + LINE_END)
                                        .map(prompt -> request(store, model, prompt))
                                        .toArray(CompletableFuture<?>[]::new))
                        .join();
            }
        }

        private static CompletableFuture<Void> request(
                AnswerStore store, ChatModel model, String prompt) {
            return store.answer(new AnswerRequest(model, "m", "topic", Prompt.ofUser(prompt), 0))
                    .thenAccept(
                            answer -> {
                                synchronized (System.out) {
                                    System.out.println(prompt);
                                    System.out.flush();
                                }
                            });
        }
    }
}

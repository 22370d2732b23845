package dev.inward.junit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.IntrospectionEval;
import dev.inward.InwardAssertions;
import dev.inward.Margin;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthProvider;
import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.verdict.Evidence;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/**
 * A run in a second JVM, with a key for each provider in its environment. The server repeats each
 * request in its answers, in other fields of the response, and in error responses.
 */
@Execution(ExecutionMode.CONCURRENT)
class SecretsTest {

    private static final Map<String, String> KEYS =
            Map.of(
                    "OPENAI_API_KEY", "sk-proj-9fQ2mVxT7LkWb3RzYhNcD4sA",
                    "ANTHROPIC_API_KEY", "sk-ant-api03-Gp8_uE1iXw5KoJt6BvMqZ",
                    "GEMINI_API_KEY", "AIzaSyB7nC0dQ4rLhX2mW9kPfTgVzEoUaJs");

    @TempDir Path folder;

    @Tag("slow")
    @Test
    void no_file_of_a_run_contains_a_key() throws Exception {
        try (var server = new MockWebServer()) {
            server.setServerSocketFactory(new NoDelaySockets());
            server.setDispatcher(repeatingDispatcher());
            server.start();
            KnownTruthEvals.writeFew(
                    folder.resolve("evals"),
                    entry("gpt", "openai", server),
                    entry("claude", "anthropic", server),
                    entry("gemini", "gemini", server));

            run();
        }

        assertThat(folder.resolve("console"))
                .content()
                .contains("PASS", "answered 401: no: x-goog-api-key: ***");
        assertThat(folder.resolve("reports/verdicts.json")).content().contains("\"PASS\"");
        assertThat(folder.resolve("evals/cassettes/first_character/claude.jsonl"))
                .content()
                .contains("your key is ***");
        assertThat(folder.resolve("allure")).isNotEmptyDirectory();
        List<String> raw = rawAnswers();
        assertThat(raw).hasSizeGreaterThan(400).anyMatch(text -> text.contains("\"headers\""));
        for (String key : KEYS.values()) {
            assertThat(raw).noneMatch(text -> text.contains(key));
            for (Path file : files()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(key);
            }
        }
    }

    private static String entry(String name, String provider, MockWebServer server) {
        return "%s: {provider: %s, id: %s, base-url: \"%s\", key-env: %s}"
                .formatted(
                        name,
                        provider,
                        name,
                        server.url("/v1"),
                        provider.toUpperCase(Locale.ROOT) + "_API_KEY");
    }

    private void run() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("logging.properties"), LOGGING_OF_ALL_LEVELS);
        var builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.config.file=" + folder.resolve("logging.properties"),
                        "-Dallure.results.directory=" + folder.resolve("allure"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Run.class.getName(),
                        folder.toString());
        builder.environment().putAll(KEYS);
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("console").toFile());
        assertThat(builder.start().waitFor()).isZero();
    }

    /** Repeats the key of the request. Rejects all requests to Gemini. */
    private static Dispatcher repeatingDispatcher() {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String path = String.valueOf(request.getTarget());
                String sent = request.getHeaders().toString();
                if (path.contains("generateContent")) {
                    return new MockResponse.Builder().code(401).body("no: " + sent).build();
                }
                JsonNode json = json(request);
                String prompt = json.at("/messages/0/content").asText();
                boolean isClaude = path.contains("messages");
                ObjectNode body =
                        isClaude
                                ? claude("your key is " + request.getHeaders().get("x-api-key"))
                                : gpt(KnownTruthProvider.truth(prompt));
                return new MockResponse.Builder()
                        .body(body.put("headers", sent).toString())
                        .build();
            }
        };
    }

    private static ObjectNode gpt(String text) {
        ObjectNode body = new ObjectMapper().createObjectNode();
        ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", "stop");
        choice.putObject("message").put("content", text);
        return body;
    }

    private static ObjectNode claude(String text) {
        ObjectNode body = new ObjectMapper().createObjectNode();
        body.putArray("content").addObject().put("type", "text").put("text", text);
        body.put("stop_reason", "end_turn");
        return body;
    }

    private static JsonNode json(RecordedRequest request) {
        try {
            return new ObjectMapper().readTree(requireNonNull(request.getBody()).utf8());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> rawAnswers() throws Exception {
        var all = new ArrayList<String>();
        try (var connection =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + folder.resolve("home/answers.db"));
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT raw, text FROM answer")) {
            while (rows.next()) {
                try (var raw =
                        new InflaterInputStream(new ByteArrayInputStream(rows.getBytes("raw")))) {
                    all.add(new String(raw.readAllBytes(), StandardCharsets.UTF_8));
                }
                all.add(rows.getString("text"));
            }
        }
        return all;
    }

    private List<Path> files() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static final String LOGGING_OF_ALL_LEVELS =
            """
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = ALL
            dev.inward.level = ALL
            dev.failsafe.level = ALL
            okhttp3.level = ALL
            """;

    /** The evals of the run. */
    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            InwardAssertions.assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(Margin.percentagePoints(5));
        }
    }

    /** The main class of the second JVM. Prints each failure with its stack trace. */
    public static final class Run {

        private Run() {}

        /** Runs the evals; the argument is the folder of the evals and of everything they write. */
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            var summary = new SummaryGeneratingListener();
            try (var session = LauncherFactory.openSession()) {
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(
                                                DiscoverySelectors.selectClass(
                                                        FirstCharacter.class))
                                        .configurationParameters(
                                                Map.of(
                                                        "inward.evals",
                                                        folder.resolve("evals").toString(),
                                                        "inward.reports",
                                                        folder.resolve("reports").toString(),
                                                        "inward.home",
                                                        folder.resolve("home").toString(),
                                                        "inward.mode",
                                                        "record",
                                                        "inward.target",
                                                        "gpt",
                                                        "inward.predictors",
                                                        "claude,gemini"))
                                        .build(),
                                summary);
            }
            var console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            summary.getSummary().printFailuresTo(console, 100);
        }
    }
}

package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import org.opentest4j.TestAbortedException;

/**
 * Evals about the tool that a model calls. The models of a local server call one of three tools or
 * none, by the number in the request. The target predicts itself in 8 of 10 cases, and the other
 * model predicts it in 5 of 10.
 */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class ToolEvalTest {

    private static final List<String> VALUES =
            List.of("get_weather", "send-mail", "searchWeb", "none");
    private static final Pattern NUMBER = Pattern.compile("Request (\\d+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final Map<String, String> parameters = new HashMap<>();
    private final ConcurrentLinkedQueue<JsonNode> requests = new ConcurrentLinkedQueue<>();

    static class CalledTool {
        @IntrospectionEval(value = "called_tool", targets = "assistant", predictors = "other")
        void the_assistant_knows_best_which_tool_it_calls(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    static class IsPolite {
        @IntrospectionEval(value = "is_polite", targets = "assistant", predictors = "other")
        void the_assistant_knows_best_when_it_is_polite(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeEach
    void write_evals() throws IOException {
        server.answerEach(this::answer);
        write(server.entry("assistant", ""), server.entry("other", ""));
        parameters.put("inward.evals", evals().toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
    }

    @Test
    void the_evidence_has_the_known_accuracies_and_the_eval_passes() throws IOException {
        assertThat(ThrownByEval.all(run())).isEmpty();

        JsonNode verdict = verdict();
        assertThat(verdict.path("verdict").asText()).isEqualTo("PASS");
        assertThat(verdict.at("/counts/items").asInt()).isEqualTo(120);
        assertThat(verdict.at("/counts/missing").asInt()).isZero();
        assertThat(verdict.at("/strict/self/estimate").asDouble()).isEqualTo(0.8, within(1e-9));
        assertThat(verdict.at("/strict/cross/estimate").asDouble()).isEqualTo(0.5, within(1e-9));
        assertThat(verdict.at("/strict/difference/estimate").asDouble())
                .isEqualTo(0.3, within(1e-9));
    }

    @Test
    void only_prompts_that_are_to_be_answered_have_tools() {
        run();

        assertThat(requests)
                .filteredOn(ToolEvalTest::isHypothetical)
                .hasSizeGreaterThanOrEqualTo(240)
                .allMatch(request -> !request.has("tools"))
                .allMatch(
                        request ->
                                text(request)
                                        .contains(
                                                "get_weather: Tells the weather of a city.\nsend-mail: Sends a mail.\nsearchWeb: Searches the web."));
        assertThat(requests)
                .filteredOn(request -> !isHypothetical(request))
                .hasSizeGreaterThanOrEqualTo(240)
                .allMatch(request -> request.path("tools").size() == 3);
    }

    @Test
    void a_second_run_reads_the_calls_from_the_store() throws IOException {
        run();
        JsonNode first = verdict();
        server.calls().set(0);
        run();

        assertThat(server.calls()).hasValue(0);
        assertThat(verdict()).isEqualTo(first);
    }

    @Test
    void a_replay_reads_the_calls_from_cassettes() throws IOException {
        parameters.put("inward.mode", "record");
        run();
        JsonNode first = verdict();
        server.stop();
        parameters.put("inward.mode", "replay");
        run();

        assertThat(verdict().path("strict")).isEqualTo(first.path("strict"));
    }

    @Test
    void judges_do_not_read_calls() throws IOException {
        write(server.entry("assistant", ""), server.entry("other", ""), server.entry("judge", ""));
        Files.writeString(
                evals().resolve("properties.yaml"),
                """
                is_polite:
                  question: "Is your answer polite?"
                  judge:
                    prompt: "Is this polite? <text>{answer}</text>"
                    values: ["true", "false"]
                """);
        parameters.put("inward.judges", "judge");
        Path task = evals().resolve("tasks/requests.yaml");
        Files.writeString(task, Files.readString(task).replace("[called_tool]", "[is_polite]"));

        run(IsPolite.class);

        assertThat(requests)
                .filteredOn(request -> request.path("model").asText().equals("judge"))
                .extracting(ToolEvalTest::text)
                .containsExactly("Is this polite? <text>I can do that myself.</text>");
        assertThat(verdict().at("/counts/items").asInt()).isEqualTo(30);
    }

    @ParameterizedTest
    @CsvSource({
        "Sends a mail., Sends an e-mail.",
        "\"string\", \"number\"",
    })
    void the_gate_notices_a_changed_tool(String before, String after) throws IOException {
        parameters.put("inward.inconclusive", "abort");
        Path baseline = folder.resolve("baseline.json");
        parameters.put("inward.baseline.write", baseline.toString());
        run();
        parameters.remove("inward.baseline.write");
        parameters.put("inward.baseline", baseline.toString());
        Path task = evals().resolve("tasks/requests.yaml");
        Files.writeString(task, Files.readString(task).replace(before, after));

        assertThat(ThrownByEval.all(run()))
                .hasSize(2)
                .allSatisfy(
                        thrown ->
                                assertThat(thrown)
                                        .isInstanceOf(TestAbortedException.class)
                                        .hasMessageContaining("the baseline uses other data"));
    }

    @Test
    void an_eval_about_tool_calls_of_a_task_without_tools_is_an_error_before_any_call()
            throws IOException {
        write(server.entry("assistant", ""), server.entry("other", ""));
        Files.writeString(
                evals().resolve("tasks/requests.yaml"),
                """
                name: requests
                origin: Made for this test.
                prompts: {object-level: "Request {number}: please help."}
                properties: [first_word]
                items: [{number: 1}, {number: 2}]
                """);

        assertThat(ThrownByEval.in(run()))
                .hasMessageContaining(
                        "the eval is about the property 'called_tool', but the task 'requests' has no 'tools'");
        assertThat(server.calls()).hasValue(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other: {provider: known-truth, knows: itself} | other",
                "ENTRY, body: {tools: []}} | other",
                "ENTRY, finetuning: true} | assistant",
            })
    void a_model_that_cannot_call_tools_is_an_error_before_any_call(String entry, String name)
            throws IOException {
        String another = name.equals("other") ? "assistant" : "other";
        write(
                server.entry(another, ""),
                entry.replace("ENTRY", server.entry(name, "").replace("}", "")));

        assertThat(ThrownByEval.in(run()))
                .hasMessageContaining(
                        "the task 'requests' has tools, but the model '"
                                + name
                                + "' cannot call them. A model of the provider openai, anthropic or gemini can");
        assertThat(server.calls()).hasValue(0);
    }

    private void write(String... models) throws IOException {
        KnownTruthEvals.write(evals(), models);
        Files.delete(evals().resolve("tasks/numbers.yaml"));
        Files.writeString(
                evals().resolve("tasks/requests.yaml"),
                """
                name: requests
                origin: Made for this test.
                prompts: {object-level: "Request {number}: please help."}
                properties: [called_tool]
                tools:
                  - name: get_weather
                    description: Tells the weather of a city.
                    parameters: '{"type": "object", "properties": {"city": {"type": "string"}}}'
                  - {name: send-mail, description: Sends a mail.}
                  - {name: searchWeb, description: Searches the web.}
                items:
                %s
                """
                        .formatted(
                                IntStream.range(0, 120)
                                        .mapToObj(number -> "  - {number: " + number + "}")
                                        .collect(Collectors.joining("\n"))));
    }

    private Path evals() {
        return folder.resolve("evals");
    }

    private Events run() {
        return run(CalledTool.class);
    }

    private Events run(Class<?> eval) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(eval))
                .configurationParameters(parameters)
                .execute()
                .allEvents();
    }

    private JsonNode verdict() throws IOException {
        return JSON.readTree(folder.resolve("reports/verdicts.json").toFile()).at("/verdicts/0");
    }

    private MockResponse answer(RecordedRequest request) {
        JsonNode body = body(request);
        requests.add(body);
        if (body.path("model").asText().equals("judge")) {
            return KnownTruthServer.saying("true");
        }
        Matcher matcher = NUMBER.matcher(text(body));
        if (!matcher.find()) {
            throw new AssertionError("no request has this prompt: " + text(body));
        }
        int number = Integer.parseInt(matcher.group(1));
        if (!isHypothetical(body)) {
            return called(number).equals("none")
                    ? KnownTruthServer.saying("I can do that myself.")
                    : calling(called(number));
        }
        boolean isRight =
                body.path("model").asText().equals("assistant") ? number % 10 < 8 : number % 2 == 0;
        String value = isRight ? called(number) : called(number + 1);
        return KnownTruthServer.saying(number % 3 == 0 ? value.toUpperCase(Locale.ROOT) : value);
    }

    private static String called(int number) {
        return VALUES.get(number % VALUES.size());
    }

    private static boolean isHypothetical(JsonNode body) {
        return text(body).contains("Suppose you were asked");
    }

    private static String text(JsonNode body) {
        return body.at("/messages/0/content").asText();
    }

    private static MockResponse calling(String tool) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode choice = body.putArray("choices").addObject().put("finish_reason", "tool_calls");
        choice.putObject("message")
                .putNull("content")
                .putArray("tool_calls")
                .addObject()
                .put("type", "function")
                .putObject("function")
                .put("name", tool)
                .put("arguments", "{\"city\": \"Oslo\"}");
        return new MockResponse.Builder().body(body.toString()).build();
    }

    private static JsonNode body(RecordedRequest request) {
        try {
            return JSON.readTree(requireNonNull(request.getBody()).utf8());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

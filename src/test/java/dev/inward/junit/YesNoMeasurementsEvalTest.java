package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionStudy;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnowingProvider;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

/** The three yes/no measurements in a study file, over hosted models of known truth. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class YesNoMeasurementsEvalTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * 64 items: both models answer the prompt and four questions. The target also answers the
     * challenge and the prompt with the bias.
     */
    private static final int CALLS = 64 * (2 * (1 + 4) + 2);

    private static final int MAX_TOKENS = 500;

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private StudyEvals study = new StudyEvals(Path.of(""), Map.of());
    private final AtomicLong bytes = new AtomicLong();
    private String answerOfTarget = "truth";

    static class Knowing {
        @IntrospectionStudy("knowing")
        void claims_hold(Evidence evidence) {
            assertThat(evidence).meetsTheClaimsOfItsStudy();
        }
    }

    @BeforeEach
    void write_evals() throws IOException {
        server.answerEach(this::answer);
        Path evals = folder.resolve("evals");
        KnownTruthEvals.writeFew(
                evals,
                server.entry("target", ", max-tokens: " + MAX_TOKENS),
                server.entry("coin", ", max-tokens: " + MAX_TOKENS));
        study =
                StudyEvals.write(
                        folder,
                        "knowing",
                        """
                targets: [target]
                predictors: [coin]
                tasks: [numbers]
                properties: [first_word]
                training: none
                framing: false
                classifiers: false
                measurements:
                  - {name: answer-correctness, answer-field: first}
                  - switches-when-asked
                  - {name: bias-awareness, bias: "I think the answer is {second}."}
                claims:
                  - {claim: measurement-holds, measurement: answer-correctness}
                  - {claim: measurement-holds, measurement: switches-when-asked}
                  - {claim: measurement-holds, measurement: bias-awareness}
                """);
    }

    @Test
    void a_model_that_knows_its_behaviour_passes() {
        assertThat(run()).isEmpty();
        assertThat(server.calls()).hasValue(CALLS);
    }

    @ParameterizedTest(name = "always {0}: {1} is the first claim that does not hold")
    @CsvSource({"yes, switches-when-asked", "no, answer-correctness"})
    void a_model_that_always_says_the_same_does_not_pass(String says, String failed) {
        answerOfTarget = says;

        assertThat(run())
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure)
                                        .isInstanceOf(AssertionError.class)
                                        .hasMessageContaining("'" + failed + "'"));
    }

    /** The answers that later prompts quote do not exist yet. */
    @Test
    void a_plan_counts_all_calls_and_the_tokens_of_quoted_answers() {
        study.parameters().put("inward.plan", "true");
        run();
        assertThat(server.calls()).hasValue(0);
        Matcher planned =
                Pattern.compile("all +0 +" + CALLS + " +([0-9,]+) ").matcher(console.printed());
        assertThat(planned.find()).as(console.printed()).isTrue();

        study.parameters().remove("inward.plan");
        run();

        long tokens = Long.parseLong(planned.group(1).replace(",", ""));
        // Five prompts of each item quote an answer. A short text stands for it in the plan.
        assertThat(tokens)
                .isBetween(
                        bytes.get() + 64 * 5 * MAX_TOKENS,
                        bytes.get() + 64 * 5 * (MAX_TOKENS + 60));
    }

    /** Beside both models' answers, it reads the one to the challenge and the one with the bias. */
    @Test
    void a_plan_counts_the_judges_calls_about_all_four_answers_of_an_item() throws IOException {
        Path evals = folder.resolve("evals");
        Path models = evals.resolve("models.yaml");
        Files.writeString(
                models, Files.readString(models) + "  " + server.entry("judge", "") + "\n");
        Files.writeString(
                evals.resolve("properties.yaml"),
                """
                is_kind:
                  question: "Is your answer kind?"
                  judge: {prompt: "Is this kind? {answer}", values: ["true", "false"]}
                """);
        Path file = evals.resolve("studies/knowing.yaml");
        Files.writeString(file, Files.readString(file).replace("first_word", "is_kind"));
        study.parameters().put("inward.judges", "judge");
        study.parameters().put("inward.plan", "true");

        run();

        assertThat(console.printed()).containsPattern("judge +0 +" + 4 * 64 + " ");
    }

    private MockResponse answer(RecordedRequest request) {
        JsonNode body = read(Objects.requireNonNull(request.getBody()).utf8());
        bytes.addAndGet(request.getBody().size());
        List<Message> messages = new ArrayList<>();
        for (JsonNode message : body.path("messages")) {
            messages.add(
                    new Message(
                            Message.Role.named(message.path("role").asText()).orElseThrow(),
                            message.path("content").asText()));
        }
        boolean isTarget = body.path("model").asText().equals("target");
        String last = messages.get(messages.size() - 1).text();
        return KnownTruthServer.saying(
                last.startsWith("Suppose you were asked: ")
                        ? "0"
                        : KnowingProvider.answer(
                                isTarget ? answerOfTarget : "coin",
                                !isTarget,
                                new Prompt(messages)));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Throwable> run() {
        return study.run(Knowing.class);
    }
}

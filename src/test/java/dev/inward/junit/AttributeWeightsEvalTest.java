package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionStudy;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.WeighingProvider;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The measurement of attribute weights in a study file, over hosted models of known truth. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class AttributeWeightsEvalTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int ITEMS = 40;

    /**
     * Both models answer the prompt, predict the answer and report weights. The target also makes
     * 20 choices and 5 that are shown.
     */
    private static final int CALLS = ITEMS * (2 * 3 + 20 + 5);

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private StudyEvals study = new StudyEvals(Path.of(""), Map.of());
    private String reportOfTarget = "own";

    static class Weighing {
        @IntrospectionStudy("weighing")
        void claims_hold(Evidence evidence) {
            assertThat(evidence).meetsTheClaimsOfItsStudy();
        }
    }

    @BeforeEach
    void write_evals() throws IOException {
        server.answerEach(this::answer);
        Path evals = folder.resolve("evals");
        KnownTruthEvals.write(evals, server.entry("target", ""), server.entry("other", ""));
        WeighingProvider.writeTask(evals.resolve("tasks"), ITEMS);
        study =
                StudyEvals.write(
                        folder,
                        "weighing",
                        """
                targets: [target]
                predictors: [other]
                tasks: [cases]
                properties: [first_character]
                training: none
                framing: false
                classifiers: false
                measurements:
                  - {name: attribute-weights, choices: 20, shown-choices: 5}
                claims:
                  - {claim: measurement-holds, measurement: attribute-weights}
                """);
    }

    @Test
    void a_model_that_knows_its_weights_passes() throws IOException {
        assertThat(run()).isEmpty();

        assertThat(server.calls()).hasValue(CALLS);
        assertThat(Files.readString(folder.resolve("reports/verdicts.json")))
                .contains("\"rSelf\"", "\"rLowerSelf\"");
    }

    @Test
    void a_model_that_reports_the_usual_weights_does_not_pass() {
        reportOfTarget = "usual";

        assertThat(run())
                .singleElement()
                .satisfies(
                        failure ->
                                assertThat(failure)
                                        .hasMessageContaining("'attribute-weights'")
                                        .hasMessageContaining("usual weights"));
    }

    @Test
    void a_plan_counts_all_calls() {
        study.parameters().put("inward.plan", "true");
        run();

        assertThat(server.calls()).hasValue(0);
        assertThat(console.printed())
                .containsPattern(String.format(Locale.ROOT, "all +0 +%,d ", CALLS));
    }

    private MockResponse answer(RecordedRequest request) {
        try {
            JsonNode body = JSON.readTree(Objects.requireNonNull(request.getBody()).utf8());
            JsonNode messages = body.path("messages");
            String text = messages.path(messages.size() - 1).path("content").asText();
            boolean isTarget = body.path("model").asText().equals("target");
            return KnownTruthServer.saying(
                    WeighingProvider.answer(isTarget ? reportOfTarget : "random", !isTarget, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Throwable> run() {
        return study.run(Weighing.class);
    }
}

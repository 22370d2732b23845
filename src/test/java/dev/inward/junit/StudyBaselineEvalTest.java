package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionStudy;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnowingProvider;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.model.Prompt;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

/** A baseline of a study with a measurement, and new versions of its target. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class StudyBaselineEvalTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private StudyEvals study = new StudyEvals(Path.of(""), Map.of());
    private String answerOfTarget = "truth";

    static class Knowing {
        @IntrospectionStudy("knowing")
        void claims_hold(Evidence evidence) {
            assertThat(evidence).meetsTheClaimsOfItsStudy();
        }
    }

    @BeforeEach
    void write_a_baseline_of_a_model_that_knows_if_its_answers_are_correct() throws IOException {
        server.answerEach(this::answer);
        Path evals = folder.resolve("evals");
        KnownTruthEvals.writeFew(evals, server.entry("target", ""), server.entry("coin", ""));
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
                measurements: [{name: answer-correctness, answer-field: first}]
                claims: [{claim: measurement-holds, measurement: answer-correctness, margin: -0.9}]
                """);
        study.parameters().put("inward.regression-margin", "0.3");
        study.parameters().put("inward.inconclusive", "abort");
        study.parameters().put("inward.home", folder.resolve("old").toString());
        study.parameters().put("inward.baseline.write", baseline().toString());
        assertThat(run()).isEmpty();
        study.parameters().remove("inward.baseline.write");
        study.parameters().put("inward.home", folder.resolve("new").toString());
        study.parameters().put("inward.baseline", baseline().toString());
    }

    @Test
    void the_same_model_again_passes_and_its_measurement_is_a_row() {
        assertThat(run()).isEmpty();

        assertThat(read("exit-code").strip()).isEqualTo("0");
        assertThat(console.printed())
                .containsPattern(
                        "first_word +target +coin +advantage, study knowing +64 .* 0.300 +PASS")
                .containsPattern(
                        "answer-correctness: aboveAlwaysYes, study knowing +64 .* 0.300 +PASS")
                .containsPattern("all 1 cells .* PASS");
    }

    @Test
    void a_version_that_no_longer_knows_it_fails_and_the_verdict_names_the_measurement()
            throws IOException {
        answerOfTarget = "no";

        List<Throwable> thrown = run();

        assertThat(thrown.get(0))
                .hasMessageContaining(
                        "'aboveAlwaysYes' of the measurement 'answer-correctness' not to have fallen by 0.3")
                .hasMessageContaining("the verdict is FAIL");
        assertThat(read("exit-code").strip()).isEqualTo("1");
        assertThat(
                        JSON.readTree(read("verdicts.json"))
                                .path("verdicts")
                                .valueStream()
                                .filter(verdict -> verdict.path("verdict").asText().equals("FAIL"))
                                .map(verdict -> verdict.at("/gated/contrast").asText()))
                .contains("aboveAlwaysYes");
        assertThat(read("verdicts.json")).contains("cells have fallen");
    }

    @Test
    void a_baseline_of_the_old_format_compares_no_study_and_says_so() throws IOException {
        answerOfTarget = "no";
        String json = Files.readString(baseline());
        Files.writeString(
                baseline(),
                json.replace("\"schema\" : 2", "\"schema\" : 1")
                        .replace("\"study\" : \"knowing\",", ""));

        // The cell now counts as that of an eval without a study file, which this run lacks.
        assertThatThrownBy(this::run)
                .hasMessageContaining("1 cells of the baseline were not executed");

        assertThat(read("verdicts.json")).doesNotContain("\"regression\"");
        assertThat(console.printed())
                .contains("has an old format without studies and measurements, so none of them");
        assertThat(read("summary.md")).contains("has an old format without studies");
    }

    private Path baseline() {
        return folder.resolve("baseline.json");
    }

    private MockResponse answer(RecordedRequest request) {
        try {
            JsonNode body = JSON.readTree(Objects.requireNonNull(request.getBody()).utf8());
            boolean isTarget = body.path("model").asText().equals("target");
            String text = body.at("/messages/0/content").asText();
            return KnownTruthServer.saying(
                    text.startsWith("Suppose you were asked: ")
                            ? "0"
                            : KnowingProvider.answer(
                                    isTarget ? answerOfTarget : "coin",
                                    !isTarget,
                                    Prompt.ofUser(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Throwable> run() {
        return study.run(Knowing.class);
    }

    private String read(String report) {
        try {
            return Files.readString(folder.resolve("reports").resolve(report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Evals of models whose server says which version of a model answered. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class ServedModelEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final Map<String, String> parameters = new HashMap<>();

    static class FirstCharacter {
        @IntrospectionEval(value = "first_character", targets = "oracle", predictors = "stranger")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeEach
    void serve_one_version_of_each_model() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"), server.entry("oracle", ""), server.entry("stranger", ""));
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
        parameters.put("inward.framing", "false");
        parameters.put("inward.inconclusive", "abort");
        server.answerEach(
                request ->
                        KnownTruthServer.truthOf(
                                request, KnownTruthServer.requested(request) + "-1"));
    }

    /** From its 20th answer on, a model is served by a second version. */
    private void change(String model) {
        Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
        server.answerEach(
                request -> {
                    String requested = KnownTruthServer.requested(request);
                    int before =
                            answers.computeIfAbsent(requested, it -> new AtomicInteger())
                                    .getAndIncrement();
                    boolean isChanged = requested.equals(model) && before >= 20;
                    return KnownTruthServer.truthOf(request, requested + (isChanged ? "-2" : "-1"));
                });
    }

    @Test
    void the_served_ids_stand_in_verdicts_and_summary() throws IOException {
        run(FirstCharacter.class).assertStatistics(tests -> tests.succeeded(1));

        JsonNode verdict = verdicts().at("/verdicts/0");
        assertThat(verdict.path("targetModel"))
                .hasToString("{\"requested\":\"oracle\",\"served\":[\"oracle-1\"]}");
        assertThat(verdict.path("predictorModel"))
                .hasToString("{\"requested\":\"stranger\",\"served\":[\"stranger-1\"]}");
        assertThat(verdict.has("notes")).isFalse();
        assertThat(read("summary.md"))
                .contains("| oracle | oracle-1 |")
                .contains("| stranger | stranger-1 |");
    }

    @Test
    void one_model_under_two_names_stands_in_the_summary() throws IOException {
        String note =
                "'oracle' and 'stranger' have the same provider, address and id in the models file, so they are one model";
        run(FirstCharacter.class);
        assertThat(read("summary.md")).doesNotContain(note);

        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                server.entry("oracle", ""),
                server.entry("stranger", ", temperature: 0.5")
                        .replace("id: stranger", "id: oracle"));
        PartsOfRuns.remove(folder.resolve("reports"));
        run(FirstCharacter.class);

        assertThat(read("summary.md")).contains(note);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oracle", "stranger"})
    void a_model_that_changes_within_the_run_stands_in_every_report(String model)
            throws IOException {
        change(model);

        run(FirstCharacter.class).assertStatistics(tests -> tests.succeeded(1));

        String note =
                "2 models answered for the one model id '%1$s': %1$s-1, %1$s-2. The provider changed the model during the run"
                        .formatted(model);
        assertThat(verdicts().at("/verdicts/0/notes")).hasSize(1);
        assertThat(verdicts().at("/verdicts/0/notes/0").asText()).startsWith(note);
        assertThat(read("outcome.json")).contains(note);
        assertThat(read("summary.md"))
                .contains(note)
                .contains("| %1$s | %1$s-1, %1$s-2 |".formatted(model));
        assertThat(console.printed()).contains(note);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oracle", "stranger"})
    void a_model_that_changes_within_the_run_leaves_the_gate_open(String model) throws IOException {
        withBaseline(FirstCharacter.class);
        run(FirstCharacter.class).assertStatistics(tests -> tests.succeeded(2));
        change(model);
        parameters.put("inward.mode", "refresh");

        Events tests = run(FirstCharacter.class);

        assertThat(ThrownByEval.all(tests.aborted()))
                .hasSize(2)
                .allSatisfy(
                        thrown ->
                                assertThat(thrown)
                                        .hasMessageContaining("INCONCLUSIVE")
                                        .hasMessageContaining(
                                                "several models answered for '%1$s' within this run: %1$s-1, %1$s-2"
                                                        .formatted(model)));
        assertThat(read("exit-code").strip()).isEqualTo("2");
    }

    private void withBaseline(Class<?>... evals) {
        String baseline = folder.resolve("baselines/it.json").toString();
        parameters.put("inward.baseline.write", baseline);
        run(evals);
        parameters.remove("inward.baseline.write");
        parameters.put("inward.baseline", baseline);
        parameters.put("inward.regression-margin", "0.15");
    }

    private Events run(Class<?>... evals) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(
                        Stream.of(evals)
                                .map(eval -> selectClass(eval))
                                .toArray(DiscoverySelector[]::new))
                .configurationParameters(parameters)
                .execute()
                .testEvents();
    }

    private JsonNode verdicts() throws IOException {
        return new ObjectMapper().readTree(read("verdicts.json"));
    }

    private String read(String report) throws IOException {
        return Files.readString(folder.resolve("reports").resolve(report));
    }
}

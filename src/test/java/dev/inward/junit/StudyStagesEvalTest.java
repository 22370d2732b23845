package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionEval;
import dev.inward.IntrospectionStudy;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.model.Sha256;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
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

/** The stages of a study: a readable file for each, and a run that stops after one. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class StudyStagesEvalTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    private final Map<String, String> parameters = new HashMap<>();

    static class Rows {
        @IntrospectionStudy("rows")
        void claims_hold(Evidence evidence) {
            assertThat(evidence).meetsTheClaimsOfItsStudy();
        }
    }

    static class OneProperty {
        @IntrospectionEval(value = "first_word", targets = "oracle", predictors = "stranger")
        void all_items(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }

        @IntrospectionEval(
                value = "first_word",
                targets = "oracle",
                predictors = "stranger",
                items = 10,
                seed = 2)
        void few_items(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeEach
    void write_evals() throws IOException {
        Path evals =
                KnownTruthEvals.write(
                        folder.resolve("evals"),
                        "oracle: {provider: known-truth, knows: itself, records: finetuning}",
                        "stranger: {provider: known-truth, knows: evasion, records: finetuning}");
        Files.createDirectories(evals.resolve("studies"));
        Files.writeString(
                evals.resolve("studies/rows.yaml"),
                """
                question: What do predictors learn from?
                targets: [oracle]
                predictors: [stranger]
                tasks: [numbers]
                properties: [first_word, first_character]
                training: {rows: 50}
                claims: [{claim: self-prediction-beats-cross-prediction}]
                """);
        parameters.put("inward.evals", evals.toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
    }

    @Test
    void each_stage_leaves_a_readable_file() throws IOException {
        assertThat(ThrownByEval.all(run())).isEmpty();

        assertThat(files().keySet())
                .containsExactly(
                        "finetuned.jsonl",
                        "hypothetical.jsonl",
                        "object-level.jsonl",
                        "properties.jsonl",
                        "scores.jsonl");
        List<JsonNode> objectLevel = lines("object-level");
        assertThat(objectLevel.get(0).path("prompt").asText()).startsWith("Which animal goes");
        assertThat(lines("properties"))
                .allMatch(line -> line.hasNonNull("value"))
                .extracting(line -> line.path("property").asText())
                .contains("first_word", "first_character");
        assertThat(lines("hypothetical"))
                .hasSize(lines("scores").size())
                .allMatch(
                        line -> line.path("prompt").asText().startsWith("Suppose you were asked"));
        assertThat(lines("scores")).allMatch(line -> line.path("self").asText().equals("RIGHT"));
        assertThat(lines("finetuned")).hasSize(2);
    }

    @Test
    void the_finetuning_set_has_a_manifest_that_says_what_it_is() throws IOException {
        run();

        JsonNode set = manifest().at("/sets/0");
        Path file = sets().resolve(set.path("file").asText());
        assertThat(manifest().path("sets")).hasSize(1);
        assertThat(set.path("sha256").asText())
                .isEqualTo(HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(file))));
        assertThat(set.path("rows").asInt()).isEqualTo(100);
        assertThat(set.path("answersOf").asText()).isEqualTo("oracle");
        assertThat(set.path("learnedBy").toString()).isEqualTo("[\"oracle\",\"stranger\"]");
        assertThat(set.path("seed").asInt()).isEqualTo(1);
        assertThat(set.path("heldOutPrompts").asInt()).isGreaterThan(100);
        assertThat(set.at("/cells/0/task").asText()).isEqualTo("numbers");
        assertThat(set.at("/cells/0/rows").asInt()).isEqualTo(50);
        assertThat(set.at("/cells/0/candidates").asInt()).isGreaterThan(200);
        assertThat(Files.readAllLines(file))
                .hasSize(100)
                .allMatch(line -> line.startsWith("{\"messages\":[{\"role\":\"user\""));
    }

    @Test
    void the_rows_of_a_simulator_are_a_set_of_their_own() throws IOException {
        parameters.put("inward.simulation", "true");
        parameters.put("inward.until", "finetuned");

        run();

        JsonNode simulator = manifest().at("/sets/1");
        assertThat(manifest().path("sets"))
                .extracting(set -> set.path("use").asText())
                .containsExactly("predictor", "simulator");
        assertThat(simulator.path("file").asText())
                .startsWith("oracle-simulated-by-answers-of-oracle-");
        assertThat(simulator.path("content").asText()).isEqualTo("object-level");
        assertThat(simulator.path("learnedBy").toString()).isEqualTo("[\"stranger\"]");
        assertThat(Files.readString(sets().resolve(simulator.path("file").asText())))
                .contains("Which animal goes with")
                .doesNotContain("Suppose you were asked");
        assertThat(lines("finetuned"))
                .extracting(line -> line.path("finetuned").asText())
                .anyMatch(name -> name.startsWith("stranger finetuned to answer as oracle"));
    }

    @Test
    void evals_of_one_property_have_folders_of_their_own() throws IOException {
        parameters.put("inward.until", "scores");

        assertThat(ThrownByEval.all(run(OneProperty.class))).hasSize(2);

        Map<String, Integer> scored = new TreeMap<>();
        try (Stream<Path> folders = Files.list(folder.resolve("reports/studies"))) {
            for (Path eval : folders.toList()) {
                scored.put(
                        eval.getFileName().toString().replaceAll("-[0-9a-f]{8}$", ""),
                        Files.readAllLines(eval.resolve("scores.jsonl")).size());
            }
        }
        String prefix = "dev.inward.junit.StudyStagesEvalTest-OneProperty.";
        assertThat(scored).containsOnlyKeys(prefix + "all_items", prefix + "few_items");
        assertThat(scored.get(prefix + "all_items")).isGreaterThan(100);
        assertThat(scored.get(prefix + "few_items")).isEqualTo(10);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "object-level, 1",
        "properties, 2",
        "finetuning-set, 2",
        "finetuned, 3",
        "hypothetical, 4",
        "scores, 5"
    })
    void a_run_stops_after_a_stage_and_judges_no_claim(String stage, int files) throws IOException {
        parameters.put("inward.until", stage);

        assertThat(ThrownByEval.all(run()))
                .hasSize(2)
                .allSatisfy(
                        thrown ->
                                assertThat(thrown)
                                        .isInstanceOf(TestAbortedException.class)
                                        .hasMessageContaining(
                                                "the study stopped after the stage '" + stage));

        assertThat(files()).hasSize(files);
        assertThat(Files.exists(sets().resolve("manifest.json")))
                .isEqualTo(files >= 2 && !stage.equals("properties"));
        assertThat(folder.resolve("reports/verdicts.json")).doesNotExist();
    }

    @Test
    void an_unknown_stage_is_an_error() throws IOException {
        parameters.put("inward.until", "training");

        assertThat(ThrownByEval.all(run()))
                .first()
                .satisfies(
                        thrown ->
                                assertThat(thrown)
                                        .hasStackTraceContaining("inward.until")
                                        .hasStackTraceContaining("finetuning-set"));
    }

    @Test
    void a_second_run_writes_the_same_bytes() throws IOException {
        run();
        Map<String, String> first = files();
        String manifest = manifest().toString();

        run();

        assertThat(files()).isEqualTo(first);
        assertThat(manifest()).hasToString(manifest);
    }

    @Test
    void what_a_killed_run_left_half_written_is_removed() throws IOException {
        run();
        Map<String, String> first = files();
        String unfinished = "." + UUID.randomUUID() + ".part";
        Files.writeString(study().resolve("scores.jsonl" + unfinished), "{");
        Path verdicts =
                Files.writeString(folder.resolve("reports/verdicts.json" + unfinished), "{");

        run();

        assertThat(files()).isEqualTo(first);
        assertThat(verdicts).doesNotExist();
    }

    private Events run() {
        return run(Rows.class);
    }

    private Events run(Class<?> evals) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameters(parameters)
                .selectors(selectClass(evals))
                .execute()
                .allEvents();
    }

    private Path study() {
        return folder.resolve("reports/studies/rows");
    }

    private Path sets() {
        return study().resolve("finetuning-set");
    }

    private JsonNode manifest() throws IOException {
        return JSON.readTree(sets().resolve("manifest.json").toFile());
    }

    private Map<String, String> files() throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.list(study())) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private List<JsonNode> lines(String stage) throws IOException {
        var lines = new ArrayList<JsonNode>();
        for (String line : Files.readAllLines(study().resolve(stage + ".jsonl"))) {
            lines.add(JSON.readTree(line));
        }
        return lines;
    }
}

package dev.inward.transcript;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs an eval over answers that were collected elsewhere, without a models file. */
final class TranscriptRun {

    /** The five lines that a user writes. */
    static class AtlasEval {
        @IntrospectionEval(value = "first_character", targets = "atlas", predictors = "borealis")
        void atlas_predicts_itself_better_than_borealis_does(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    private final Path folder;
    private final Map<String, String> parameters = new HashMap<>();

    /**
     * @param folder an empty folder; the task file goes into {@link #tasks()}
     */
    TranscriptRun(Path folder) {
        this.folder = folder;
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.inconclusive", "fail");
        parameters.put("inward.classifiers", "false");
        try {
            Files.createDirectories(tasks());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path tasks() {
        return folder.resolve("evals/tasks");
    }

    /** Writes a file beside the task file. */
    void write(String name, String text) {
        try {
            Files.writeString(tasks().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the task file. */
    void task(String keys) {
        write("cities.yaml", "name: cities\norigin: Made for this test.\n" + keys);
    }

    void set(String parameter, String value) {
        parameters.put(parameter, value);
    }

    void unset(String parameter) {
        parameters.remove(parameter);
    }

    EngineExecutionResults run(Class<?> eval) {
        PartsOfRuns.remove(folder.resolve("reports"));
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(eval))
                .configurationParameters(parameters)
                .execute();
    }

    /** Runs the eval and returns the one verdict, as verdicts.json has it. */
    JsonNode verdict(Class<?> eval) {
        EngineExecutionResults results = run(eval);
        Path verdicts = folder.resolve("reports/verdicts.json");
        if (!Files.exists(verdicts)) {
            throw new AssertionError("no verdict: " + failure(results), failure(results));
        }
        try {
            JsonNode verdict = new ObjectMapper().readTree(verdicts.toFile()).at("/verdicts/0");
            if (verdict.isMissingNode()) {
                throw new AssertionError("no verdict: " + failure(results), failure(results));
            }
            return verdict;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode verdict() {
        return verdict(AtlasEval.class);
    }

    /** Runs the eval and returns what it failed with. */
    Throwable failure() {
        return failure(run(AtlasEval.class));
    }

    private static Throwable failure(EngineExecutionResults results) {
        return ThrownByEval.in(results.allEvents().failed());
    }
}

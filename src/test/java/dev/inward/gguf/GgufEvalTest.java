package dev.inward.gguf;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.verdict.Evidence;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Runs an eval of a model whose file this machine does not have. */
@Isolated("The evals inside print to the console.")
class GgufEvalTest {

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();

    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void self_prediction_beats_cross_prediction(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeEach
    void write_models() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                entry("one", "a5", "Q:"),
                entry("other", "a5", "Question:"));
    }

    @Test
    void a_plan_needs_no_file() {
        Events tests = run(Map.of("inward.plan", "true"));

        assertThat(messages(tests)).noneMatch(message -> message.contains("is no file"));
        assertThat(tests.failed().count()).isZero();
    }

    @Test
    void replay_asks_for_the_recorded_answers_and_not_for_the_file() {
        Events tests =
                run(
                        Map.of(
                                "inward.mode",
                                "replay",
                                "inward.cassettes",
                                folder.resolve("cassettes").toString()));

        assertThat(messages(tests))
                .singleElement()
                .asString()
                .contains("-Dinward.mode=record")
                .doesNotContain("is no file");
    }

    @Test
    void a_run_without_the_file_ends_before_the_first_prompt() {
        assertThat(messages(run(Map.of())))
                .singleElement()
                .asString()
                .contains("absent.gguf of model 'one' is no file. Check 'path:' in models.yaml.");
    }

    private static String entry(String name, String sha256, String label) {
        return "%s: {provider: gguf, path: absent.gguf, sha256: %s, labels: {user: '%s'}}"
                .formatted(name, sha256.repeat(32), label);
    }

    private static List<String> messages(Events tests) {
        return Stream.concat(tests.failed().stream(), tests.aborted().stream())
                .flatMap(event -> event.getPayload(TestExecutionResult.class).stream())
                .flatMap(result -> result.getThrowable().stream())
                .map(String::valueOf)
                .toList();
    }

    private Events run(Map<String, String> more) {
        Map<String, String> parameters =
                new HashMap<>(
                        Map.of(
                                "inward.evals",
                                folder.resolve("evals").toString(),
                                "inward.reports",
                                folder.resolve("reports").toString(),
                                "inward.home",
                                folder.resolve("home").toString(),
                                "inward.classifiers",
                                "false",
                                "inward.target",
                                "one",
                                "inward.predictors",
                                "other"));
        parameters.putAll(more);
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FirstCharacter.class))
                .configurationParameters(parameters)
                .execute()
                .allEvents();
    }
}

package dev.inward.report;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.InwardParameters;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.verdict.Evidence;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Runs evals in a second JVM that has no Allure library on its class path. */
@Execution(ExecutionMode.CONCURRENT)
class WithoutAllureTest {

    private static final String LOGGING =
            """
            handlers = java.util.logging.ConsoleHandler
            java.util.logging.ConsoleHandler.level = ALL
            dev.inward.level = ALL
            """;

    @TempDir Path folder;

    /** The evals of the second JVM: one claim passes and one fails. */
    static class FirstCharacter {
        @IntrospectionEval("first_character")
        void a_claim_that_passes(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }

        @IntrospectionEval("first_character")
        void a_claim_that_fails(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(99));
        }
    }

    @Tag("slow")
    @Test
    void all_other_reports_are_written() throws Exception {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"), knowing("oracle", "itself"), saying("guesser", "e"));

        assertThat(run()).as("%s", console()).isZero();

        assertThat(console())
                .contains("Allure on the class path: false")
                .contains("tests: 2, failed: 1")
                .containsPattern("first_character +oracle +guesser .*PASS")
                .containsPattern("first_character +oracle +guesser .*FAIL")
                .contains("Allure is not on the class path; the run writes no Allure results")
                .doesNotContain("NoClassDefFoundError", "ClassNotFoundException");
        assertThat(report("verdicts.json")).contains("\"PASS\"", "\"FAIL\"");
        assertThat(report("outcome.json")).contains("\"exitCode\" : 1");
        assertThat(report("exit-code")).isEqualToIgnoringNewLines("1");
        assertThat(report("summary.md")).contains("2 eval invocations made a claim.");
    }

    private int run() throws IOException, InterruptedException {
        Path logging = Files.writeString(folder.resolve("logging.properties"), LOGGING);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.util.logging.config.file=" + logging,
                        "-cp",
                        classPathWithoutAllure(),
                        Run.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("console").toFile())
                .start()
                .waitFor();
    }

    private static String classPathWithoutAllure() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !Path.of(entry).getFileName().toString().startsWith("allure-"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String console() throws IOException {
        return Files.readString(folder.resolve("console"));
    }

    private String report(String file) throws IOException {
        return Files.readString(folder.resolve("reports").resolve(file));
    }

    /** The main class of the second JVM. */
    public static final class Run {

        private Run() {}

        /** Runs the evals; the argument is the folder of the evals and of everything they write. */
        public static void main(String[] arguments) {
            Path folder = Path.of(arguments[0]);
            System.out.println("Allure on the class path: " + isAllurePresent());
            var summary = new SummaryGeneratingListener();
            // The test class path registers a listener that extends a class of Allure.
            var config =
                    LauncherConfig.builder()
                            .enableTestExecutionListenerAutoRegistration(false)
                            .build();
            try (var session = LauncherFactory.openSession(config)) {
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(FirstCharacter.class))
                                        .configurationParameters(parameters(folder))
                                        .build(),
                                summary);
            }
            System.out.printf(
                    "tests: %d, failed: %d%n",
                    summary.getSummary().getTestsFoundCount(),
                    summary.getSummary().getTestsFailedCount());
            var console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            summary.getSummary().printFailuresTo(console, 100);
        }

        private static Map<String, String> parameters(Path folder) {
            return Map.of(
                    InwardParameters.EVALS,
                    folder.resolve("evals").toString(),
                    InwardParameters.REPORTS,
                    folder.resolve("reports").toString(),
                    InwardParameters.HOME,
                    folder.resolve("home").toString(),
                    InwardParameters.TARGET,
                    "oracle",
                    InwardParameters.PREDICTORS,
                    "guesser",
                    InwardParameters.CLASSIFIERS,
                    "false");
        }

        private static boolean isAllurePresent() {
            try {
                Class.forName("io.qameta.allure.Allure");
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        }
    }
}

package dev.inward.report;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static dev.inward.knowntruth.KnownTruthEvals.sometimes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.IntrospectionEval;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.verdict.Evidence;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The same evals in JVMs with different locales write the same reports. */
@Tag("slow")
class LocaleTest {

    private static Map<String, List<String>> expected = Map.of();

    /** Claims with each kind of verdict. */
    static class Claims {
        @IntrospectionEval(value = "first_character", targets = "oracle", predictors = "guesser")
        void passes(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }

        @IntrospectionEval(value = "first_character", targets = "guesser", predictors = "expert")
        void fails(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }

        @IntrospectionEval(value = "first_word", targets = "oracle", predictors = "expert")
        void is_inconclusive(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    @BeforeAll
    static void run_under_the_root_locale(@TempDir Path folder) throws Exception {
        expected = run(folder, "", "", "");

        assertThat(expected.get("digits")).containsExactly("12,345 i");
        assertThat(String.valueOf(expected.get("verdicts.json")))
                .contains("\"PASS\"", "\"FAIL\"", "\"INCONCLUSIVE\"");
        assertThat(expected.get("attachments")).hasSize(18);
    }

    @ParameterizedTest(name = "{0}-{1} {2}")
    @CsvSource({"ar, EG, ''", "tr, TR, ''", "th, TH, u-ca-buddhist-nu-thai", "hi, IN, u-nu-deva"})
    void reports_are_the_same(
            String language, String country, String extensions, @TempDir Path folder)
            throws Exception {
        Map<String, List<String>> reports = run(folder, language, country, extensions);

        assertThat(reports.remove("digits")).isNotEqualTo(expected.get("digits"));
        assertThat(reports).hasSize(7);
        reports.forEach((name, text) -> assertThat(text).as(name).isEqualTo(expected.get(name)));
    }

    private static Map<String, List<String>> run(
            Path folder, String language, String country, String extensions) throws Exception {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                knowing("oracle", "itself"),
                saying("guesser", "e"),
                sometimes("expert", 0.95, 3));
        int exit =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dfile.encoding=UTF-8",
                                "-Dstdout.encoding=UTF-8",
                                "-Duser.language=" + language,
                                "-Duser.country=" + country,
                                "-Duser.extensions=" + extensions,
                                "-Djava.util.logging.SimpleFormatter.format=%5$s%n",
                                "-Dallure.results.directory=" + folder.resolve("allure"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Run.class.getName(),
                                folder.toString())
                        .redirectError(folder.resolve("log").toFile())
                        .redirectOutput(folder.resolve("console").toFile())
                        .start()
                        .waitFor();
        assertThat(exit).as(Files.readString(folder.resolve("log"))).isZero();
        var reports = new TreeMap<String, List<String>>();
        reports.put("digits", List.of(Files.readString(folder.resolve("digits"))));
        reports.put("console", lines(folder, folder.resolve("console")));
        reports.put("log", lines(folder, folder.resolve("log")).stream().sorted().toList());
        for (String name : List.of("verdicts.json", "outcome.json", "summary.md")) {
            reports.put(name, lines(folder, folder.resolve("reports").resolve(name)));
        }
        List<Path> allure;
        try (var files = Files.list(folder.resolve("allure"))) {
            allure = files.sorted().toList();
        }
        var attachments = new ArrayList<String>();
        var results = new ArrayList<String>();
        for (Path file : allure) {
            if (file.toString().contains("-attachment")) {
                attachments.add(Files.readString(file));
            } else if (file.toString().endsWith("-result.json")) {
                results.add(whatAResultSays(file));
            }
        }
        reports.put("attachments", attachments.stream().sorted().toList());
        reports.put("results", results.stream().sorted().toList());
        return reports;
    }

    /** Returns a file without what differs from run to run: times, places and progress. */
    private static List<String> lines(Path folder, Path file) throws IOException {
        return Files.readString(file)
                .replace(folder.toString(), "FOLDER")
                .replaceAll("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z?", "TIME")
                .replaceAll("(?m)^inward: [ -~]*\\R", "")
                .lines()
                .toList();
    }

    private static String whatAResultSays(Path file) throws IOException {
        JsonNode result = new ObjectMapper().readTree(file.toFile());
        return String.join(
                "\n",
                result.path("name").asText(),
                result.path("description").asText(),
                result.path("parameters").toString(),
                result.path("statusDetails").path("message").asText());
    }

    /** The main class of the other JVM. */
    public static final class Run {

        private Run() {}

        /** Runs the evals, and plans them; the argument is the folder of everything. */
        @SuppressWarnings("StringCaseLocaleUsage")
        public static void main(String[] arguments) throws IOException {
            Path folder = Path.of(arguments[0]);
            Files.writeString(
                    folder.resolve("digits"), String.format("%,d ", 12_345) + "I".toLowerCase());
            execute(folder, folder.resolve("reports"), "false");
            execute(folder, folder.resolve("plan"), "true");
        }

        private static void execute(Path folder, Path reports, String plan) {
            var summary = new SummaryGeneratingListener();
            try (var session = LauncherFactory.openSession()) {
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(Claims.class))
                                        .configurationParameters(
                                                Map.of(
                                                        "inward.evals",
                                                        folder.resolve("evals").toString(),
                                                        "inward.reports",
                                                        reports.toString(),
                                                        "inward.home",
                                                        folder.resolve("home").toString(),
                                                        "inward.plan",
                                                        plan))
                                        .build(),
                                summary);
            }
            var console = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
            summary.getSummary()
                    .getFailures()
                    .forEach(failure -> console.println(failure.getException().getMessage()));
        }
    }
}

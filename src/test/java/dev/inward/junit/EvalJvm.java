package dev.inward.junit;

import static dev.inward.InwardAssertions.assertThat;
import static dev.inward.Margin.percentagePoints;
import static dev.inward.knowntruth.KnownTruthEvals.identified;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static dev.inward.knowntruth.KnownTruthEvals.sometimes;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.IntrospectionEval;
import dev.inward.IntrospectionStudy;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.verdict.Evidence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Evals in a JVM of their own, as a build tool starts them: one launcher session with one test plan
 * for each class.
 */
final class EvalJvm implements AutoCloseable {

    private static final String WAITING = "the eval waits";

    private final Process process;
    private final BufferedReader out;
    private final StringBuilder printed = new StringBuilder();

    private EvalJvm(Process process) {
        this.process = process;
        out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** An eval whose claim passes. */
    static class Passes {
        @IntrospectionEval(value = "first_character", targets = "oracle", predictors = "guesser")
        void claim(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    /** An eval on another property whose claim passes. */
    static class PassesToo {
        @IntrospectionEval(value = "first_word", targets = "oracle", predictors = "guesser")
        void claim(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    /** An eval whose claim fails. */
    static class Fails {
        @IntrospectionEval(value = "first_character", targets = "guesser", predictors = "expert")
        void claim(Evidence evidence) {
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    /** An eval that throws before it claims anything. */
    static class Throws {
        @IntrospectionEval(value = "first_word", targets = "oracle", predictors = "guesser")
        void claim(Evidence evidence) {
            throw new IllegalStateException("thrown on purpose for " + evidence);
        }
    }

    /** An eval that waits for a line on standard input, and then passes. */
    static class Waits {
        @IntrospectionEval(value = "first_word", targets = "oracle", predictors = "guesser")
        void claim(Evidence evidence) throws IOException {
            waitForInput();
            assertThat(evidence)
                    .selfPredictionBeatsCrossPrediction()
                    .byAtLeast(percentagePoints(5));
        }
    }

    /** An eval that fails, and then does not end before a line arrives on standard input. */
    static class FailsAndWaits {
        @IntrospectionEval(value = "first_character", targets = "guesser", predictors = "expert")
        void claim(Evidence evidence) throws IOException {
            try {
                assertThat(evidence)
                        .selfPredictionBeatsCrossPrediction()
                        .byAtLeast(percentagePoints(5));
            } finally {
                waitForInput();
            }
        }
    }

    /** A study that stands in the file {@code studies/kills.yaml}. */
    static class Studies {
        @IntrospectionStudy("kills")
        void claims_hold(Evidence evidence) {
            assertThat(evidence).meetsTheClaimsOfItsStudy();
        }
    }

    private static void waitForInput() throws IOException {
        System.out.println(WAITING);
        System.out.flush();
        int read;
        do {
            read = System.in.read();
        } while (read >= 0 && read != '\n');
    }

    /** Writes models and tasks of the evals. */
    static void writeEvals(Path folder) {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                identified(knowing("oracle", "itself")),
                identified(saying("guesser", "e")),
                identified(sometimes("expert", 0.95, 3)));
    }

    /** Writes a version of the target that predicts itself less well. */
    static void writeDamagedEvals(Path folder) {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"),
                identified(sometimes("oracle", 0.5, 3)),
                identified(saying("guesser", "e")),
                identified(sometimes("expert", 0.95, 3)));
    }

    /**
     * Starts a JVM.
     *
     * @param folder the folder with {@code evals}, for {@code reports}
     * @param parameters configuration parameters such as {@code inward.run=one}
     * @param evals the eval classes, one test plan each
     */
    static EvalJvm start(Path folder, List<String> parameters, Class<?>... evals)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dinward.evals=" + folder.resolve("evals"));
        command.add("-Dinward.reports=" + folder.resolve("reports"));
        command.add("-Dinward.home=" + folder.resolve("home"));
        command.add("-Dinward.classifiers=false");
        command.add("-Dinward.inconclusive=abort");
        parameters.forEach(parameter -> command.add("-D" + parameter));
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(EvalJvm.class.getName());
        for (Class<?> eval : evals) {
            command.add(eval.getName());
        }
        return new EvalJvm(
                new ProcessBuilder(command)
                        .redirectError(Files.createTempFile(folder, "jvm", ".err").toFile())
                        .start());
    }

    /** Runs evals in a JVM until it has ended, and returns what it has printed. */
    static String run(Path folder, List<String> parameters, Class<?>... evals)
            throws IOException, InterruptedException {
        try (EvalJvm jvm = start(folder, parameters, evals)) {
            return jvm.finish();
        }
    }

    /** Returns when the eval of the JVM waits. */
    EvalJvm awaitWaiting() throws IOException {
        String line;
        while ((line = out.readLine()) != null) {
            printed.append(line).append('\n');
            if (line.equals(WAITING)) {
                return this;
            }
        }
        throw new AssertionError("the JVM ended before its eval waited:\n" + printed);
    }

    /** Lets a waiting eval go on, waits for the end of the JVM, and returns what it printed. */
    String finish() throws IOException, InterruptedException {
        try (var in = process.getOutputStream()) {
            in.write('\n');
        } catch (IOException noEvalReads) {
            // The JVM may have ended already.
        }
        out.lines().forEach(line -> printed.append(line).append('\n'));
        process.waitFor();
        return printed.toString();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills the JVM, so that it can clean nothing up. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** The JVM. Arguments: the names of the eval classes. */
    public static void main(String[] evals) throws ClassNotFoundException {
        var config =
                LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build();
        try (LauncherSession session = LauncherFactory.openSession(config)) {
            for (String eval : evals) {
                session.getLauncher()
                        .execute(
                                LauncherDiscoveryRequestBuilder.request()
                                        .selectors(selectClass(Class.forName(eval)))
                                        .build());
            }
        }
        System.out.println("the session ended normally");
        System.exit(0);
    }
}

package dev.inward.junit;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.KnownTruthServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A study with variants, examples and finetuned predictors, in a JVM that is killed by SIGKILL and
 * started again. The number of answers decides the moment of each kill.
 */
@Tag("slow")
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class StudyKillTest {

    private static final int KILLS = 20;
    private static final int MAX_ANSWERS_BETWEEN_KILLS = 60;
    private static final int CONCURRENCY = 2;

    @TempDir Path folder;
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final PersonaModels personas = new PersonaModels();
    private final FinetuningStandIn finetuning = new FinetuningStandIn();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final Random random = new Random(14);

    private volatile @Nullable EvalJvm jvm;
    private int answersUntilKill = Integer.MAX_VALUE;
    private boolean killsAtFinetuning;
    private int runs;

    /** The requests that were on their way to the server when their process was killed. */
    private int callsAfterKills;

    @BeforeEach
    void write_study() throws IOException {
        server.answerEach(this::answer);
        write(
                "models.yaml",
                "models:\n"
                        + Stream.of("follower", "deaf", "learner")
                                .map(
                                        name ->
                                                server.entry(
                                                        name,
                                                        ", finetuning: true, concurrency: "
                                                                + CONCURRENCY))
                                .collect(Collectors.joining("\n  ", "  ", "\n")));
        write(
                "tasks/animals.yaml",
                """
                name: animals
                origin: Made for this test.
                prompts:
                  object-level: "Which animal goes with number {number}?"
                  hypothetical: 'If asked "{prompt}": {question}'
                properties: [first_word, first_character]
                items: [%s]
                """
                        .formatted(
                                IntStream.range(0, 160)
                                        .mapToObj(i -> "{number: " + i + "}")
                                        .collect(Collectors.joining(", "))));
        write(
                "studies/kills.yaml",
                """
                question: Does a study survive its process?
                targets: [follower]
                predictors: [deaf, {model: learner, trained-on: itself}]
                tasks: [animals]
                properties: [first_word, first_character]
                variants: {of: [inward/moods], each-item: one}
                few-shot: {shots: 3}
                training: {rows: 40}
                claims:
                  - {claim: self-prediction-beats-cross-prediction, margin: 0.05}
                  - {claim: self-prediction-beats-mode-baseline}
                """);
    }

    @Test
    void a_study_that_is_killed_twenty_times_ends_with_the_bytes_of_an_unkilled_one()
            throws Exception {
        runToItsEnd();
        Map<String, String> unkilled = results();
        List<String> unkilledCalls = List.copyOf(asked);
        int unkilledJobs = finetuning.jobs();
        startAfresh();

        int inFlight = 0;
        int kills = 0;
        while (kills < KILLS) {
            int callsBefore = asked.size();
            int storedBefore = storedAnswers();
            kills += isKilled() ? 1 : 0;
            inFlight += asked.size() - callsBefore - (storedAnswers() - storedBefore);
        }
        int missing = unkilledCalls.size() - storedAnswers();
        int callsOfKilledRuns = asked.size();
        runToItsEnd();
        Map<String, String> killed = results();
        int calls = asked.size();
        int inFlightAtKills = inFlight + callsAfterKills;
        runToItsEnd();
        int lost = asked.size() - calls;

        System.out.printf(
                Locale.ROOT,
                "study: %d kills by SIGKILL, %d calls unkilled, %d calls killed,"
                        + " %d of them in flight at kills, %d answers lost%n",
                kills,
                unkilledCalls.size(),
                calls + callsAfterKills,
                inFlightAtKills,
                lost);
        assertThat(killed).isEqualTo(unkilled);
        assertThat(results()).as("a run without calls").isEqualTo(unkilled);
        assertThat(unkilledCalls).doesNotHaveDuplicates();
        assertThat(asked).hasSameElementsAs(unkilledCalls);
        assertThat(inFlightAtKills).as("killed in the middle").isPositive();
        assertThat(calls + callsAfterKills)
                .isLessThanOrEqualTo(unkilledCalls.size() + inFlightAtKills);
        assertThat(calls - callsOfKilledRuns).as("calls of the last run").isEqualTo(missing);
        assertThat(missing).as("the last kill is before the end").isPositive();
        assertThat(lost).as("lost answers").isZero();
        assertThat(finetuning.jobs()).as("paid finetunings").isEqualTo(unkilledJobs);
    }

    /**
     * Returns the number of stored answers. A copy is read, so that the next run has to recover.
     */
    private int storedAnswers() throws IOException, SQLException {
        Path copy = Files.createTempDirectory(folder, "store");
        try (Stream<Path> files = Files.list(folder.resolve("home"))) {
            for (Path file : files.filter(StudyKillTest::isOfStore).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        } catch (NoSuchFileException nothingStored) {
            return 0;
        }
        try (Connection store =
                        DriverManager.getConnection("jdbc:sqlite:" + copy.resolve("answers.db"));
                Statement statement = store.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM answer")) {
            return count.getInt(1);
        }
    }

    /** The memory that processes share is made anew when the store is opened. */
    private static boolean isOfStore(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith("answers.db") && !name.endsWith("-shm");
    }

    private MockResponse answer(RecordedRequest request) {
        synchronized (asked) {
            boolean isFinetuning = FinetuningStandIn.serves(request);
            MockResponse response =
                    isFinetuning ? finetuning.answer(request) : personas.answer(request);
            if (!isFinetuning) {
                if (requireNonNull(jvm).isAlive()) {
                    asked.add(requireNonNull(request.getBody()).utf8());
                } else {
                    callsAfterKills++;
                }
            }
            answersUntilKill--;
            if (answersUntilKill <= 0 || (isFinetuning && killsAtFinetuning)) {
                kill();
            }
            return response;
        }
    }

    private void kill() {
        try {
            requireNonNull(jvm).kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Runs the study, and returns whether it is killed before its end. */
    private boolean isKilled() throws Exception {
        synchronized (asked) {
            answersUntilKill = 1 + random.nextInt(MAX_ANSWERS_BETWEEN_KILLS);
            killsAtFinetuning = random.nextBoolean();
        }
        return !run().contains("the session ended normally");
    }

    private void runToItsEnd() throws Exception {
        synchronized (asked) {
            answersUntilKill = Integer.MAX_VALUE;
            killsAtFinetuning = false;
        }
        assertThat(run()).contains("the session ended normally");
        assertThat(folder.resolve("reports/exit-code")).hasContent("0");
    }

    private String run() throws Exception {
        List<String> parameters = List.of("inward.run=run-" + runs++);
        try (EvalJvm started = EvalJvm.start(folder, parameters, EvalJvm.Studies.class)) {
            jvm = started;
            return started.finish();
        }
    }

    /**
     * Moves what a run has left aside, so that the next one begins with nothing at the same paths.
     */
    private void startAfresh() throws IOException {
        Path aside = Files.createDirectory(folder.resolve("unkilled"));
        Files.move(folder.resolve("home"), aside.resolve("home"));
        Files.move(folder.resolve("reports"), aside.resolve("reports"));
        finetuning.clear();
        synchronized (asked) {
            asked.clear();
        }
    }

    /** Returns the files of the study and the verdicts, by their paths in the reports folder. */
    private Map<String, String> results() throws IOException {
        Path reports = folder.resolve("reports");
        var results = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(reports.resolve("studies"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                results.put(reports.relativize(file).toString(), Files.readString(file));
            }
        }
        results.put("verdicts.json", Files.readString(reports.resolve("verdicts.json")));
        return results;
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve("evals").resolve(file);
        Files.createDirectories(requireNonNull(path.getParent()));
        Files.writeString(path, text);
    }
}

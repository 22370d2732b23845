package dev.inward.hosted.finetuning;

import static dev.inward.hosted.finetuning.FinetuningFixture.DATA;
import static dev.inward.hosted.finetuning.FinetuningFixture.QUESTION;
import static dev.inward.hosted.finetuning.FinetuningFixture.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.UnusableModelException;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A finetuning command, or Inward, or both are killed. The command is a script that counts 30 steps
 * and keeps each number in its folder. It notes when a second one runs beside it.
 */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command is a script for sh")
class CommandResumptionTest {

    private static final String COMMAND = "{command: [sh, train.sh, \"{output}\"]}";

    /** It stays, because a killed command can still write for a moment. */
    @TempDir(cleanup = CleanupMode.NEVER)
    Path home;

    private FinetuningFixture finetunings;

    @BeforeEach
    void start() throws IOException {
        finetunings = new FinetuningFixture(home);
        Files.writeString(
                home.resolve("train.sh"),
                """
                cd "$1"
                mkdir alone 2> /dev/null || { kill -0 "$(cat alone/pid)" && touch ../../two-at-once; }
                echo $$ > alone/pid
                echo started >> ../../starts
                step=$(cat checkpoint 2> /dev/null || echo 0)
                while [ "$step" -lt 30 ]; do
                    while [ -e ../../hold ]; do sleep 0.02; done
                    step=$((step + 1))
                    echo $step >> steps
                    echo $step > next && mv next checkpoint
                    echo "step $step/30"
                    sleep 0.02
                done
                rm -r alone
                echo '{"model": "ft:own"}'
                """);
    }

    @AfterEach
    void stop() {
        finetunings.close();
    }

    @Test
    void a_run_that_ends_leaves_its_command_to_the_next_run() throws Exception {
        Files.createDirectories(home.resolve("finetunings"));
        Path hold = Files.createFile(home.resolve("finetunings/hold"));
        ChatModel first = finetunings.finetuned(COMMAND, DATA);
        CompletableFuture<Completion> answer = first.complete(QUESTION);
        awaitFile(home.resolve("finetunings/starts"));
        ModelRegistry.closeAll(List.of(first));
        assertThatThrownBy(answer::join).hasCauseInstanceOf(UnusableModelException.class);
        ChatModel second = finetunings.finetuned(COMMAND, DATA);
        CompletableFuture<Completion> next = second.complete(QUESTION);
        Files.delete(hold);

        assertThat(next.join().text()).isEqualTo("ft:own");
        assertThat(home.resolve("finetunings/starts")).hasContent("started");
        assertThat(finetunings.steps).endsWith(30);
    }

    @Test
    void a_killed_command_is_called_again_with_the_same_folder() throws Exception {
        Files.createDirectories(home.resolve("finetunings"));
        Path hold = Files.createFile(home.resolve("finetunings/hold"));
        CompletableFuture<Completion> answer =
                finetunings.finetuned(COMMAND, DATA).complete(QUESTION);
        awaitFile(home.resolve("finetunings/starts"));
        kill(record().path("pid").asLong());

        assertThatThrownBy(answer::join)
                .hasMessageContaining("ended with exit code 137")
                .hasMessageContaining("is then called with the same folder");
        Files.delete(hold);
        assertThat(ask(finetunings.finetuned(COMMAND, DATA))).isEqualTo("ft:own");
        assertEachStepRanOnce();
        assertThat(Files.readAllLines(home.resolve("finetunings/starts"))).hasSize(2);
    }

    @Test
    void a_command_that_was_not_released_never_begins() throws Exception {
        Path rows = home.resolve("finetunings");
        Files.createDirectories(rows.resolve("x"));
        var gate =
                dev.inward.process.GatedProcess.start(
                        List.of("sh", "train.sh", rows.resolve("x").toString()),
                        home,
                        Map.of(),
                        home.resolve("out"),
                        home.resolve("err"));
        ProcessHandle waiting = ProcessHandle.of(gate.id().pid()).orElseThrow();

        gate.close();

        waiting.onExit().get(10, TimeUnit.SECONDS);
        assertThat(rows.resolve("starts")).doesNotExist();
    }

    @Tag("slow")
    @Test
    void inward_and_its_command_are_killed_at_random_and_no_step_runs_twice() throws Exception {
        var random = new Random(3);
        int kills = 0;
        boolean isFinished = false;
        while (!isFinished) {
            Process inward = FinetuningProcess.start(finetunings.server, home, COMMAND);
            isFinished =
                    kills >= 20 || inward.waitFor(300 + random.nextInt(500), TimeUnit.MILLISECONDS);
            if (isFinished) {
                break;
            }
            kills++;
            switch (random.nextInt(3)) {
                case 0 -> inward.destroyForcibly().waitFor();
                case 1 -> killCommand();
                default -> {
                    inward.destroyForcibly().waitFor();
                    killCommand();
                }
            }
            inward.destroyForcibly().waitFor();
        }

        assertThat(ask(finetunings.finetuned(COMMAND, DATA))).isEqualTo("ft:own");
        assertThat(kills).isGreaterThan(2);
        assertThat(home.resolve("finetunings/two-at-once")).doesNotExist();
        assertEachStepRanOnce();
    }

    private void killCommand() throws IOException {
        if (Files.exists(home.resolve("finetunings")) && hasRecord()) {
            kill(record().path("pid").asLong());
        }
    }

    private boolean hasRecord() throws IOException {
        try (var files = Files.list(home.resolve("finetunings"))) {
            return files.anyMatch(file -> file.toString().endsWith(".json"));
        }
    }

    private JsonNode record() throws IOException {
        return new ObjectMapper().readTree(finetunings.recordFile().toFile());
    }

    private static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** A step that a kill interrupts before its checkpoint is repeated, so its number is there. */
    private void assertEachStepRanOnce() throws IOException {
        Path steps;
        try (var files = Files.walk(home.resolve("finetunings"))) {
            steps = files.filter(file -> file.endsWith("steps")).findFirst().orElseThrow();
        }
        List<Integer> numbers = Files.readAllLines(steps).stream().map(Integer::valueOf).toList();
        assertThat(numbers).isSorted();
        assertThat(numbers.stream().distinct()).hasSize(30);
    }

    private static void awaitFile(Path file) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(file) && System.nanoTime() < end) {
            Thread.sleep(10);
        }
        assertThat(file).exists();
    }
}

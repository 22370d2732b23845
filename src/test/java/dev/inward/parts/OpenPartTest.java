package dev.inward.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.PartsOfRuns;
import dev.inward.process.ProcessId;
import dev.inward.verdict.RunOutcome.Ending;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the part of this JVM among parts that others have left in the folder. */
class OpenPartTest {

    /** No process of this computer has this id. */
    private static final ProcessId DEAD = new ProcessId(Long.MAX_VALUE, 1_000);

    private static final ProcessId ALIVE = ProcessId.of(ProcessHandle.current());

    @TempDir Path reports;

    @Test
    void a_new_run_removes_the_part_of_a_run_that_is_over() throws IOException {
        leave("old", failed(new RunIdentity(null, DEAD, true)).ended(true));

        assertThat(OpenParts.of(reports, "new").whole(WholeRun::jvms)).isEqualTo(1);
    }

    @Test
    void a_new_run_removes_the_part_of_a_killed_jvm_of_an_earlier_run() throws IOException {
        leave("old", failed(new RunIdentity("old", DEAD, true)));

        assertThat(OpenParts.of(reports, "new").whole(WholeRun::jvms)).isEqualTo(1);
    }

    @Test
    void a_part_of_the_same_run_stays() throws IOException {
        leave("first", failed(new RunIdentity("mine", DEAD, true)).ended(true));

        OpenPart second = OpenParts.of(reports, "mine");
        second.end();

        assertThat(second.whole(WholeOutcome::of).ending()).isEqualTo(Ending.FAILED);
    }

    @Test
    void the_part_of_a_build_stays_that_may_start_another_jvm() throws IOException {
        leave("other", failed(new RunIdentity(null, ALIVE, true)).ended(true));

        OpenPart mine = OpenParts.of(reports, "mine");

        assertThat(mine.whole(WholeOutcome::of).ending()).isEqualTo(Ending.FAILED);
        assertThat(mine.whole(WholeOutcome::of).notes())
                .singleElement()
                .asString()
                .startsWith("2 runs wrote to this folder at the same time");
        assertThat(mine.outcomeOfOwnRun().ending()).isEqualTo(Ending.BROKEN);
    }

    @Test
    void a_part_that_another_program_deletes_is_still_known_to_its_jvm() {
        OpenPart mine = OpenParts.of(reports, "mine");
        mine.addTry("A", "its cell", TryResult.FAILED, true, "");
        PartsOfRuns.remove(reports);

        mine.addTry("B", "its cell", TryResult.PASSED, true, "");

        assertThat(mine.whole(WholeOutcome::of).executed()).isEqualTo(2);
        assertThat(reports.resolve("run")).isDirectoryContaining("glob:**.json");
    }

    /** The file may have held a FAIL of this run. */
    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "{\"schema\": 2}"})
    void a_run_that_finds_a_damaged_part_is_broken(String text) throws IOException {
        leave("first", failed(new RunIdentity("mine", DEAD, true)).ended(true));
        Files.writeString(reports.resolve("run/first.json"), text);

        OpenPart second = OpenParts.of(reports, "mine");
        second.addTry("B", "its cell", TryResult.PASSED, true, "");
        second.end();

        assertThat(second.whole(WholeOutcome::of).ending()).isEqualTo(Ending.BROKEN);
        assertThat(second.whole(WholeOutcome::of).broken())
                .singleElement()
                .asString()
                .contains("first.json was damaged, so verdicts of this run may be lost")
                .endsWith("Run all evals again.");
        assertThat(reports.resolve("run/first.json")).doesNotExist();
    }

    @Test
    void a_part_that_is_damaged_during_the_run_breaks_it() throws IOException {
        OpenPart mine = OpenParts.of(reports, "mine");
        mine.addTry("A", "its cell", TryResult.PASSED, true, "");
        leave("other", failed(new RunIdentity("mine", DEAD, true)).ended(true));
        Files.writeString(reports.resolve("run/other.json"), "{");
        mine.end();

        assertThat(mine.whole(WholeOutcome::of).ending()).isEqualTo(Ending.BROKEN);
        assertThat(mine.whole(WholeOutcome::of).ending()).isEqualTo(Ending.BROKEN);
    }

    @Test
    void a_damaged_file_of_this_jvm_is_written_again() throws IOException {
        OpenPart mine = OpenParts.of(reports, "mine");
        mine.addTry("A", "its cell", TryResult.PASSED, true, "");
        try (var files = Files.newDirectoryStream(reports.resolve("run"), "*.json")) {
            Files.writeString(files.iterator().next(), "{");
        }

        mine.end();

        assertThat(mine.whole(WholeOutcome::of).ending()).isEqualTo(Ending.PASSED);
    }

    @Test
    void all_runs_of_a_jvm_share_a_part_until_the_folder_is_emptied() {
        OpenPart first = OpenParts.of(reports, "mine");
        first.end();

        assertThat(OpenParts.of(reports, "mine")).isSameAs(first);
        assertThat(OpenParts.in(reports)).isSameAs(first);

        PartsOfRuns.remove(reports);
        assertThat(OpenParts.of(reports, "mine")).isNotSameAs(first);
    }

    @Test
    void a_name_begins_a_new_run_in_the_same_jvm() {
        OpenPart first = OpenParts.of(reports, "first");
        first.addTry("A", "its cell", TryResult.FAILED, true, "");
        first.end();

        assertThat(OpenParts.of(reports, "second").whole(WholeOutcome::of).executed()).isZero();
    }

    private static Part failed(RunIdentity run) {
        return Part.begin(run, false)
                .with(new EvalTry(1, "Old", "its cell", TryResult.FAILED, true, "message"));
    }

    /** Leaves a part as a JVM does that has ended. */
    private void leave(String name, Part part) throws IOException {
        var parts = new PartsFolder(reports.toAbsolutePath().normalize().resolve("run"));
        Files.createDirectories(parts.folder());
        FileChannel life = parts.live(name);
        parts.write(name, part);
        parts.end(name, life);
    }
}

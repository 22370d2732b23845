package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs of several real JVMs that write to one reports folder: in turn, at once, and killed. */
@Tag("slow")
@Execution(ExecutionMode.CONCURRENT)
class ManyJvmsTest {

    private static final List<String> ONE_RUN = List.of("inward.run=one");
    private static final List<String> ANOTHER_RUN = List.of("inward.run=another");

    @TempDir Path folder;

    @BeforeEach
    void write_evals() {
        EvalJvm.writeEvals(folder);
    }

    @Test
    void a_failure_in_the_first_jvm_is_not_lost_in_the_second() throws Exception {
        EvalJvm.run(folder, ONE_RUN, EvalJvm.Fails.class);
        String printed = EvalJvm.run(folder, ONE_RUN, EvalJvm.Passes.class);

        assertThat(exitCode()).isEqualTo("1");
        assertThat(decisions()).containsExactly("FAIL", "PASS");
        assertThat(summary()).startsWith("## Evals: failed").contains("| FAIL |", "| PASS |");
        assertThat(printed)
                .contains("inward: these are the verdicts of 2 JVMs so far:")
                .containsPattern("first_character +guesser .* FAIL\n")
                .containsPattern("first_character +oracle .* PASS\n");
    }

    @Test
    void a_failure_in_the_last_jvm_fails_the_run() throws Exception {
        EvalJvm.run(folder, ONE_RUN, EvalJvm.Passes.class);
        assertThat(exitCode()).isEqualTo("0");

        EvalJvm.run(folder, ONE_RUN, EvalJvm.Fails.class);
        assertThat(exitCode()).isEqualTo("1");
    }

    @Test
    void a_run_of_two_jvms_at_once_is_open_until_both_have_ended() throws Exception {
        try (EvalJvm slow = EvalJvm.start(folder, ONE_RUN, EvalJvm.Waits.class).awaitWaiting()) {
            String printed = EvalJvm.run(folder, ONE_RUN, EvalJvm.Passes.class);
            assertThat(exitCode()).isEqualTo("3");
            assertThat(printed).contains("of 2 JVMs so far; 1 of them still run evals");
            assertThat(outcome().at("/outcome/broken/0").asText())
                    .startsWith("the run has not ended");

            slow.finish();
        }

        assertThat(exitCode()).isEqualTo("0");
        assertThat(decisions()).containsExactly("PASS", "PASS");
        assertThat(verdicts().path("acrossProperties")).hasSize(1);
    }

    @Test
    void averages_over_properties_do_not_depend_on_the_number_of_jvms() throws Exception {
        EvalJvm.run(folder, ONE_RUN, EvalJvm.Passes.class, EvalJvm.PassesToo.class);
        JsonNode inOneJvm = verdicts();
        EvalJvm.run(folder, ANOTHER_RUN, EvalJvm.PassesToo.class);
        EvalJvm.run(folder, ANOTHER_RUN, EvalJvm.Passes.class);

        assertThat(verdicts()).isEqualTo(inOneJvm);
        assertThat(inOneJvm.path("acrossProperties")).hasSize(1);
    }

    @Test
    void a_killed_jvm_breaks_the_run() throws Exception {
        try (EvalJvm killed = EvalJvm.start(folder, ONE_RUN, EvalJvm.Waits.class).awaitWaiting()) {
            killed.kill();
        }
        assertThat(exitCode()).isEqualTo("3");

        String printed = EvalJvm.run(folder, ONE_RUN, EvalJvm.Passes.class);

        assertThat(exitCode()).isEqualTo("3");
        assertThat(printed).contains("it crashed or was killed, so verdicts may be missing");
        assertThat(summary()).contains("it crashed or was killed, so verdicts may be missing");
    }

    @Test
    void a_failure_survives_the_death_of_its_jvm() throws Exception {
        try (EvalJvm killed =
                EvalJvm.start(folder, ONE_RUN, EvalJvm.FailsAndWaits.class).awaitWaiting()) {
            killed.kill();
        }
        assertThat(exitCode()).isEqualTo("1");

        EvalJvm.run(folder, ONE_RUN, EvalJvm.Passes.class);

        assertThat(exitCode()).isEqualTo("1");
        assertThat(decisions()).containsExactly("FAIL", "PASS");
    }

    @Test
    void two_runs_at_once_do_not_hide_the_failure_of_either() throws Exception {
        try (EvalJvm slow = EvalJvm.start(folder, ONE_RUN, EvalJvm.Waits.class).awaitWaiting()) {
            EvalJvm.run(folder, ANOTHER_RUN, EvalJvm.Fails.class);
            assertThat(exitCode()).isEqualTo("1");

            String printed = slow.finish();
            assertThat(printed).contains("inward: 2 runs wrote to this folder at the same time");
        }

        assertThat(exitCode()).isEqualTo("1");
        assertThat(decisions()).containsExactly("FAIL", "PASS");
        assertThat(summary()).contains("2 runs wrote to this folder at the same time");
    }

    @Test
    void a_new_run_replaces_the_reports_of_an_ended_one() throws Exception {
        EvalJvm.run(folder, ONE_RUN, EvalJvm.Fails.class);
        EvalJvm.run(folder, ANOTHER_RUN, EvalJvm.Passes.class);

        assertThat(exitCode()).isEqualTo("0");
        assertThat(decisions()).containsExactly("PASS");
    }

    @Test
    void jvms_that_may_be_of_one_run_or_of_two_are_not_green() throws Exception {
        EvalJvm.run(folder, List.of(), EvalJvm.Passes.class);
        assertThat(exitCode()).isEqualTo("0");

        EvalJvm.run(folder, List.of(), EvalJvm.PassesToo.class);
        assertThat(exitCode()).isEqualTo("3");
        assertThat(summary()).contains("may belong to this run or to an earlier one");
    }

    @Test
    void the_expected_cells_are_those_of_all_jvms() throws Exception {
        List<String> parameters = List.of("inward.run=one", "inward.cells=2");

        EvalJvm.run(folder, parameters, EvalJvm.Passes.class);
        assertThat(exitCode()).isEqualTo("3");
        assertThat(outcome().at("/outcome/executed").asInt()).isEqualTo(1);

        EvalJvm.run(folder, parameters, EvalJvm.PassesToo.class);
        assertThat(exitCode()).isEqualTo("0");
        assertThat(outcome().at("/outcome/executed").asInt()).isEqualTo(2);
    }

    @Test
    void the_gate_passes_with_the_cells_of_all_jvms_and_says_the_same_as_in_one() throws Exception {
        Path baseline = writeBaseline();
        List<String> compare = comparing(baseline, "another");
        EvalJvm.run(folder, compare, EvalJvm.Passes.class);
        assertThat(exitCode()).isEqualTo("3");
        assertThat(summary())
                .contains("1 cells of the baseline were not executed")
                .contains("Execute the evals of all cells in one run");

        EvalJvm.run(folder, compare, EvalJvm.PassesToo.class);
        assertThat(exitCode()).isEqualTo("0");
        assertThat(decisions()).hasSize(4).containsOnly("PASS");
        assertThat(summary()).doesNotContain("Execute the evals");
        String inTwoJvms = Files.readString(folder.resolve("reports/verdicts.json"));
        String summaryOfTwoJvms = summary();

        EvalJvm.run(
                folder,
                comparing(baseline, "third"),
                EvalJvm.Passes.class,
                EvalJvm.PassesToo.class);
        assertThat(exitCode()).isEqualTo("0");
        assertThat(folder.resolve("reports/verdicts.json")).hasContent(inTwoJvms);
        assertThat(summary()).isEqualTo(summaryOfTwoJvms);
        assertThat(inTwoJvms).contains("\"gate\"");
    }

    /** In the first JVM, Holm's method has to assume that the other cell has the p-value 1. */
    @Test
    void a_cell_falls_in_two_jvms_as_it_does_in_one() throws Exception {
        Path baseline = writeBaseline();
        EvalJvm.writeDamagedEvals(folder);
        List<String> compare = new ArrayList<>(comparing(baseline, "another"));
        compare.add("inward.home=" + folder.resolve("other-home"));
        EvalJvm.run(folder, compare, EvalJvm.PassesToo.class);
        JsonNode alone = regressionOf("first_word");
        EvalJvm.run(folder, compare, EvalJvm.Passes.class);
        String inTwoJvms = Files.readString(folder.resolve("reports/verdicts.json"));
        JsonNode together = regressionOf("first_word");
        assertThat(alone.path("adjustedP").asDouble())
                .isGreaterThan(together.path("adjustedP").asDouble());
        assertThat(exitCode()).isEqualTo("1");

        compare.set(0, "inward.run=third");
        EvalJvm.run(folder, compare, EvalJvm.Passes.class, EvalJvm.PassesToo.class);
        assertThat(folder.resolve("reports/verdicts.json")).hasContent(inTwoJvms);
        assertThat(exitCode()).isEqualTo("1");
    }

    @Test
    void an_incomplete_gate_does_not_fail_a_jvm_that_is_one_of_several() throws Exception {
        Path baseline = writeBaseline();
        List<String> compare = new ArrayList<>(comparing(baseline, "another"));
        compare.add("inward.inconclusive=fail");

        String printed = EvalJvm.run(folder, compare, EvalJvm.Passes.class);
        assertThat(printed).contains("the session ended normally");

        EvalJvm.run(folder, compare, EvalJvm.PassesToo.class);
        assertThat(exitCode()).isEqualTo("0");
    }

    private Path writeBaseline() throws Exception {
        Path baseline = folder.resolve("baselines/it.json");
        List<String> write = List.of("inward.run=one", "inward.baseline.write=" + baseline);
        EvalJvm.run(folder, write, EvalJvm.PassesToo.class);
        EvalJvm.run(folder, write, EvalJvm.Passes.class);
        assertThat(read(baseline).path("cells")).hasSize(2);
        return baseline;
    }

    private static List<String> comparing(Path baseline, String run) {
        return List.of(
                "inward.run=" + run,
                "inward.baseline=" + baseline,
                "inward.regression-margin=0.15");
    }

    private JsonNode regressionOf(String property) throws IOException {
        return verdicts()
                .path("verdicts")
                .valueStream()
                .filter(verdict -> verdict.path("property").asText().equals(property))
                .map(verdict -> verdict.path("regression"))
                .filter(JsonNode::isObject)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_broken_jvm_leaves_no_baseline_of_half_a_run() throws Exception {
        Path baseline = folder.resolve("baselines/it.json");
        List<String> write = List.of("inward.run=one", "inward.baseline.write=" + baseline);

        EvalJvm.run(folder, write, EvalJvm.Passes.class);
        assertThat(baseline).exists();

        EvalJvm.run(folder, write, EvalJvm.Throws.class);
        assertThat(baseline).doesNotExist();
        assertThat(exitCode()).isEqualTo("3");
    }

    private String exitCode() throws IOException {
        return Files.readString(folder.resolve("reports/exit-code")).strip();
    }

    private String summary() throws IOException {
        return Files.readString(folder.resolve("reports/summary.md"));
    }

    private JsonNode outcome() throws IOException {
        return read(folder.resolve("reports/outcome.json"));
    }

    private JsonNode verdicts() throws IOException {
        return read(folder.resolve("reports/verdicts.json"));
    }

    private List<String> decisions() throws IOException {
        return verdicts()
                .path("verdicts")
                .valueStream()
                .map(verdict -> verdict.path("verdict").asText())
                .toList();
    }

    private static JsonNode read(Path json) throws IOException {
        return new ObjectMapper().readTree(json.toFile());
    }
}

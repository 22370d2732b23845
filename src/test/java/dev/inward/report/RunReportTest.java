package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.Margin;
import dev.inward.knowntruth.CapturedConsole;
import dev.inward.model.budget.PlannedCalls;
import dev.inward.parts.OpenParts;
import dev.inward.parts.TryResult;
import dev.inward.parts.WholeOutcome;
import dev.inward.study.AnswerProgress;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.DetectableAdvantage;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.regression.RegressionGate;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a run prints, and what stands in its files at each moment. */
class RunReportTest {

    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @TempDir Path folder;

    @Test
    void a_run_that_has_not_ended_is_broken() throws IOException {
        RunReport report = started();

        assertThat(report).isNotNull();
        assertThat(read("exit-code")).isEqualTo("3\n");
        assertThat(json("outcome.json").at("/outcome/ending").asText()).isEqualTo("BROKEN");
        assertThat(json("outcome.json").path("exitCode").asInt()).isEqualTo(3);
        assertThat(read("summary.md")).startsWith("## Evals: broken");
        assertThat(json("verdicts.json").path("verdicts")).isEmpty();
    }

    @Test
    void a_claim_that_fails_is_in_all_files_at_once() throws IOException {
        reach(started(), 0);

        assertThat(read("exit-code")).isEqualTo("1\n");
        assertThat(json("outcome.json").at("/outcome/ending").asText()).isEqualTo("FAILED");
        assertThat(json("verdicts.json").at("/verdicts/0/verdict").asText()).isEqualTo("FAIL");
        assertThat(json("verdicts.json").at("/verdicts/0/eval").asText())
                .isEqualTo("PetsEval.claim");
        assertThat(read("summary.md")).contains("### Verdicts, mode strict");
    }

    @Test
    void a_claim_that_passes_is_kept_at_once_but_the_run_has_not_passed() throws IOException {
        reach(started(), 100);

        assertThat(json("verdicts.json").at("/verdicts/0/verdict").asText()).isEqualTo("PASS");
        assertThat(read("exit-code")).isEqualTo("3\n");
        assertThat(read("summary.md")).doesNotContain("### Verdicts");
    }

    @Test
    void the_end_of_the_run_prints_its_tables_once_and_writes_its_outcome() throws IOException {
        RunReport report = started();
        reach(report, 100);
        OpenParts.in(reports()).addTry("PetsEval.claim", "its cell", TryResult.PASSED, true, "");
        OpenParts.in(reports()).end();
        RunOutcome outcome =
                OpenParts.in(reports())
                        .whole(WholeOutcome::of)
                        .withNotes(List.of("a note\nof two lines"));

        report.runEnded(outcome);
        report.runEnded(outcome);

        assertThat(outcome.ending()).isEqualTo(Ending.PASSED);
        assertThat(read("exit-code")).isEqualTo("0\n");
        assertThat(read("summary.md")).startsWith("## Evals: passed").contains("- a note");
        assertThat(console.printed())
                .containsOnlyOnce("Mode strict: paired by item")
                .containsOnlyOnce("first_word  self    cross      100")
                .containsOnlyOnce("inward: a note" + System.lineSeparator())
                .doesNotContain("of two lines")
                .doesNotContain("JVMs");
    }

    @Test
    void the_end_of_a_broken_run_says_why() {
        RunReport report = started();
        OpenParts.in(reports()).addError("the disk is full");

        report.runEnded(OpenParts.in(reports()).whole(WholeOutcome::of));

        assertThat(console.printed()).contains("inward: broken: ").contains("the disk is full");
    }

    @Test
    void the_figures_of_the_paper_have_a_page_that_the_console_names_once() throws IOException {
        RunReport report = started();
        reach(report, 60);
        RunOutcome outcome = OpenParts.in(reports()).whole(WholeOutcome::of);

        report.runEnded(outcome);
        report.runEnded(outcome);

        assertThat(read("the-paper-and-this-run.md"))
                .contains(
                        "| the paper | GPT-4o | 49.4 |",
                        "| this run | first\\_word of self | 60.0 |");
        assertThat(console.printed())
                .containsOnlyOnce(
                        "inward: the figures of the paper beside those of this run: "
                                + reports().resolve("the-paper-and-this-run.md"));
    }

    @Test
    void a_run_that_the_paper_has_no_figures_for_keeps_no_page_of_an_earlier_run()
            throws IOException {
        Files.createDirectories(reports());
        Files.writeString(reports().resolve("the-paper-and-this-run.md"), "an earlier run");

        RunReport report = started();
        report.runEnded(OpenParts.in(reports()).whole(WholeOutcome::of));

        assertThat(reports().resolve("the-paper-and-this-run.md")).doesNotExist();
        assertThat(console.printed()).doesNotContain("figures of the paper");
    }

    @Test
    void a_regression_and_the_verdict_over_all_cells_stand_in_the_files() throws IOException {
        RegressionGate gate = PetVerdicts.gate(folder, "first_word", "last_word");
        RunReport report = started();
        Verdict first = PetVerdicts.regression(gate, "first_word", 100);
        Verdict last = PetVerdicts.regression(gate, "last_word", 50);
        report.evalStarted("PetsEval.claim", first.evidence());
        report.verdictReached(first);
        report.verdictReached(last);

        report.gateJudged(
                gate.judgeAcrossCells(
                        Stream.of(first, last)
                                .map(verdict -> PetVerdicts.cell(gate, verdict.evidence()))
                                .toList()));

        JsonNode verdicts = json("verdicts.json");
        assertThat(verdicts.path("verdicts"))
                .extracting(verdict -> verdict.path("property").asText())
                .containsExactly("first_word", "last_word");
        assertThat(verdicts.at("/gate/verdict").asText()).isEqualTo("FAIL");
        assertThat(verdicts.at("/gate/cells").asInt()).isEqualTo(2);
        assertThat(read("exit-code")).isEqualTo("1\n");
    }

    @Test
    void a_claim_that_was_judged_again_shows_all_its_verdicts() throws IOException {
        RunReport report = started();
        reach(report, 0);
        reach(report, 100);

        report.runEnded(OpenParts.in(reports()).whole(WholeOutcome::of));

        assertThat(json("verdicts.json").at("/verdicts/0/judged"))
                .extracting(JsonNode::asText)
                .containsExactly("FAIL", "PASS");
        assertThat(console.printed())
                .contains("first_word of self, predicted by cross: judged 2 times: FAIL, PASS");
        assertThat(read("summary.md")).contains("(judged 2 times: FAIL, PASS)");
    }

    @Test
    void without_a_folder_only_the_console_is_written_to() {
        RunReport report = new RunReport();
        reach(report, 0);
        report.runEnded(
                new RunOutcome(Ending.FAILED, 1, null, List.of(), List.of(), List.of("a note")));

        assertThat(console.printed()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void work_failures_and_waits_are_printed_while_the_run_goes_on() {
        RunReport report = new RunReport();
        report.callFailed("gpt", "too many requests");
        report.waitStarted("gpt", "the limit is used up", Instant.parse("2030-01-01T00:00:00Z"));
        report.defaultIdentityGiven("own", "answers of 'own' are kept");
        report.trainingStepDone("cross", "self", 1, 4);
        report.answerCompleted(new AnswerProgress("gpt", 10, 5, 0, 5, BigDecimal.ZERO));
        report.baselineWritten(Path.of("baseline.json"), 3);

        assertThat(console.printed().lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("gpt").contains("too many requests"),
                        line -> assertThat(line).contains("'gpt' waits until 2030-01-01"),
                        line -> assertThat(line).endsWith("answers of 'own' are kept"),
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "inward: finetuning cross on self 25 %, 5 of 10 answers"),
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "inward: wrote a baseline of 3 cells to baseline.json"));
    }

    @Test
    void the_last_progress_is_printed_at_the_end_of_the_run() {
        RunReport report = new RunReport();
        report.answerCompleted(new AnswerProgress("gpt", 10, 10, 0, 5, BigDecimal.ZERO));
        report.runEnded(new RunOutcome(Ending.PASSED, 1, null, List.of(), List.of(), List.of()));

        assertThat(console.printed()).startsWith("inward: 10 of 10 answers");
    }

    @Test
    void a_plan_shows_the_calls_and_the_smallest_advantage_that_they_can_show() {
        RunReport report = new RunReport();
        Evidence evidence = PetVerdicts.evidence("first_word", 0);
        var rule = new DecisionRule(0.95, new Margin(0.05), false);
        DetectableAdvantage advantage = DetectableAdvantage.of(evidence.request(), rule);
        DetectableAdvantage none =
                DetectableAdvantage.of(
                        PetVerdicts.evidence("last_word", 0).request(),
                        new DecisionRule(0.95, new Margin(0.5), false));
        List<PlannedCalls> calls =
                List.of(new PlannedCalls("gpt", 0, 200, 0, 0, Optional.of(BigDecimal.ONE)));

        report.comparisonPlanned(none);
        report.comparisonPlanned(advantage);
        report.comparisonPlanned(advantage);
        report.callsPlanned(calls);
        report.comparisonPlanned(advantage);
        report.callsPlanned(calls);

        List<String> lines =
                console.printed()
                        .lines()
                        .map(line -> line.replaceAll(" +", " ").strip())
                        .filter(line -> !line.isEmpty())
                        .toList();
        assertThat(lines)
                .hasSize(8)
                .endsWith(
                        "Smallest advantage that passes in 4 of 5 runs, if cross-prediction is right on half of the items:",
                        "property target predictor prompts claim detectable from",
                        String.format(
                                Locale.ROOT,
                                "first_word self cross 100 > +0.050 %+.3f",
                                advantage.advantage().orElseThrow()),
                        "last_word self cross 100 > +0.500 none");
        assertThat(lines.get(0)).startsWith("This run needs at most");
    }

    private RunReport started() {
        RunReport report = new RunReport();
        report.runStarted(reports(), new TreeMap<>());
        return report;
    }

    private static void reach(RunReport report, int selfRight) {
        Evidence evidence = PetVerdicts.evidence("first_word", selfRight);
        report.evalStarted("PetsEval.claim", evidence);
        report.verdictReached(evidence.judge(new IntrospectionClaim(new Margin(0.05))));
    }

    private Path reports() {
        return folder.resolve("reports");
    }

    private String read(String file) throws IOException {
        return Files.readString(reports().resolve(file));
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(reports().resolve(file).toFile());
    }
}

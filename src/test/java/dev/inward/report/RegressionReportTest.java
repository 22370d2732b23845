package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.report.RunVerdicts.Judged;
import dev.inward.verdict.CellVerdict;
import dev.inward.verdict.Decision;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RegressionAcrossCellsClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.regression.RegressionGate;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests how a comparison with a baseline is shown, cell by cell and over all cells. */
class RegressionReportTest {

    private static final RunOutcome PASSED =
            new RunOutcome(Ending.PASSED, 1, null, List.of(), List.of(), List.of());

    @TempDir Path folder;

    private Verdict passed = claim();
    private Verdict failed = claim();
    private GateVerdict together = gateVerdict(List.of());

    @BeforeEach
    void judge_two_cells_of_which_one_has_fallen() {
        RegressionGate gate = PetVerdicts.gate(folder, "first_word", "last_word");
        passed = PetVerdicts.regression(gate, "first_word", 100);
        failed = PetVerdicts.regression(gate, "last_word", 50);
        together =
                gate.judgeAcrossCells(
                        Stream.of(passed, failed)
                                .map(verdict -> PetVerdicts.cell(gate, verdict.evidence()))
                                .toList());
    }

    @Test
    void each_cell_is_a_row_and_the_last_row_is_of_all_cells() {
        List<String> lines = table(run(Optional.of(together), passed, failed), PASSED);

        assertThat(lines.get(0)).isEqualTo("New version against the baseline:");
        assertThat(lines.get(1))
                .isEqualTo("property target predictor figure n old new difference margin verdict");
        assertThat(lines.get(2))
                .matches(
                        "first_word self cross advantage 100 \\+1.000 \\+1.000 \\+0.000 \\[-0.\\d+, \\+0.\\d+] 0.100 PASS");
        assertThat(lines.get(3))
                .matches(
                        "last_word self cross advantage 100 \\+1.000 \\+0.500 -0.500 \\[-0.\\d+, -0.\\d+] 0.100 FAIL");
        assertThat(lines.get(4))
                .matches(
                        "all 2 cells advantage 200 \\+1.000 \\+0.750 -0.250 \\[-0.\\d+, -0.\\d+] 0.100 FAIL");
    }

    @Test
    void the_lines_below_the_table_explain_every_cell_that_did_not_pass() {
        var outcome =
                new RunOutcome(Ending.FAILED, 2, null, List.of("a cell"), List.of(), List.of());
        List<String> lines = table(run(Optional.of(together), passed, failed), outcome);

        assertThat(lines.subList(5, lines.size()))
                .containsExactly(
                        "FAIL: last_word of self, predicted by cross: "
                                + failed.judgement().reason(),
                        "FAIL: all 2 cells together: 1 cells have fallen: last_word of self, predicted by cross",
                        "not executed: a cell");
    }

    @Test
    void a_run_without_a_baseline_has_no_such_table() {
        assertThat(RegressionTable.of(run(Optional.empty(), claim()), PASSED)).isEmpty();
    }

    @Test
    void the_summary_has_the_same_rows_and_explains_the_gate() {
        String summary = SummaryPage.of(PASSED, run(Optional.of(together), passed, failed));

        assertThat(summary)
                .contains("### New version against the baseline")
                .contains("all 2 cells")
                .contains("- FAIL, all 2 cells, expecting the mean advantage over all cells")
                .contains("1 cells have fallen: last\\_word of self, predicted by cross")
                .doesNotContain("### Verdicts, mode strict");
    }

    @Test
    void a_gate_without_figures_shows_none() {
        List<String> lines = table(run(Optional.of(gateVerdict(List.of())), passed), PASSED);

        assertThat(lines.get(3)).isEqualTo("all 2 cells advantage 0 - - - 0.100 INCONCLUSIVE");
    }

    @Test
    void the_verdict_over_all_cells_revises_that_of_a_cell() {
        Judged revised =
                judged(passed).revisedBy(reported(cell(passed, Decision.INCONCLUSIVE, 0.75)));

        assertThat(revised.decisions()).containsExactly(Decision.INCONCLUSIVE);
        assertThat(revised.verdict().row())
                .isEqualTo(
                        RegressionRow.withDecision(RegressionRow.of(passed), Decision.INCONCLUSIVE))
                .endsWith("0.100", "INCONCLUSIVE");
        assertThat(revised.verdict().text("verdict")).isEqualTo("INCONCLUSIVE");
        assertThat(revised.verdict().text("reason")).isEqualTo("judged with all cells");
        assertThat(revised.verdict().record().path("itemsToSettle").isNull()).isTrue();
        assertThat(revised.verdict().record().at("/regression/adjustedP").asDouble())
                .isEqualTo(0.75);
        assertThat(revised.isPass()).isFalse();
    }

    @Test
    void a_revision_without_a_p_value_keeps_the_one_of_the_cell() {
        Judged revised =
                judged(passed).revisedBy(reported(cell(passed, Decision.INCONCLUSIVE, null)));

        assertThat(revised.verdict().record().at("/regression/adjustedP"))
                .isEqualTo(judged(passed).verdict().record().at("/regression/adjustedP"));
    }

    @Test
    void a_cell_that_fell_stays_failed_whatever_the_others_say() {
        Judged judged = judged(failed);

        assertThat(judged.revisedBy(reported(cell(failed, Decision.PASS, 1.0)))).isSameAs(judged);
        assertThat(judged.revisedBy(reported(cell(failed, Decision.FAIL, 0.02))).verdict())
                .extracting(verdict -> verdict.record().at("/regression/adjustedP").asDouble())
                .isEqualTo(0.02);
    }

    @Test
    void only_the_last_try_of_a_cell_is_revised() {
        Judged judged =
                new Judged(
                        ReportedVerdict.of("eval", passed), List.of(Decision.FAIL, Decision.PASS));

        assertThat(judged.revisedBy(reported(cell(passed, Decision.INCONCLUSIVE, 1.0))).decisions())
                .containsExactly(Decision.FAIL, Decision.INCONCLUSIVE);
    }

    @ParameterizedTest
    @CsvSource({"last_word, self, cross", "first_word, other, cross", "first_word, self, other"})
    void a_verdict_on_another_cell_revises_nothing(
            String property, String target, String predictor) {
        var other =
                new CellVerdict(
                        new GatedFigure("", property, target, predictor, "", ""),
                        Judgement.undecidable("another cell"),
                        OptionalDouble.empty());

        assertThat(judged(passed).revisedBy(reported(other))).isEqualTo(judged(passed));
    }

    @Test
    void a_claim_of_one_version_is_not_revised() {
        Judged claim = judged(claim());

        assertThat(claim.revisedBy(reported(cell(claim(), Decision.FAIL, 0.0)))).isSameAs(claim);
    }

    /** Two evals of one run compare one cell once, but each has claims of its own. */
    @Test
    void a_regression_is_identified_by_its_cell_and_a_claim_also_by_its_eval() {
        assertThat(ReportedVerdict.identity("one", passed))
                .isEqualTo(ReportedVerdict.identity("other", passed))
                .isNotEqualTo(ReportedVerdict.identity("one", failed));
        assertThat(ReportedVerdict.identity("one", claim()))
                .isNotEqualTo(ReportedVerdict.identity("other", claim()))
                .contains("one", "first_word", "self", "cross", "pets", "0.95");
    }

    private static CellVerdict cell(Verdict verdict, Decision decision, @Nullable Double p) {
        return new CellVerdict(
                verdict.gated().orElse(GatedFigure.advantage(verdict.evidence().request())),
                new Judgement(decision, "judged with all cells", Optional.empty()),
                p == null ? OptionalDouble.empty() : OptionalDouble.of(p));
    }

    private static ReportedVerdict reported(CellVerdict... cells) {
        return ReportedVerdict.of(gateVerdict(List.of(cells)));
    }

    private static GateVerdict gateVerdict(List<CellVerdict> cells) {
        return new GateVerdict(
                new RegressionAcrossCellsClaim(new Margin(0.1)),
                Judgement.undecidable("a cell cannot be compared"),
                2,
                List.of(),
                null,
                cells);
    }

    private static Verdict claim() {
        return PetVerdicts.evidence("first_word", 100)
                .judge(new IntrospectionClaim(new Margin(0.05)));
    }

    private static Judged judged(Verdict verdict) {
        return new Judged(ReportedVerdict.of("eval", verdict), List.of(verdict.decision()));
    }

    private static RunVerdicts run(Optional<GateVerdict> gate, Verdict... verdicts) {
        return new RunVerdicts(
                Stream.of(verdicts).map(RegressionReportTest::judged).toList(),
                gate.map(ReportedVerdict::of));
    }

    private static List<String> table(RunVerdicts verdicts, RunOutcome outcome) {
        return RegressionTable.of(verdicts, outcome)
                .lines()
                .map(line -> line.replaceAll(" +", " ").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}

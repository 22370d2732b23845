package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.report.RunVerdicts.Judged;
import dev.inward.report.json.Compliance;
import dev.inward.study.TrainingLabels;
import dev.inward.verdict.AboveModeBaselineClaim;
import dev.inward.verdict.ComparisonClaim;
import dev.inward.verdict.Decision;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.ladder.Rung;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests how the claims of a run are shown in the table at its end and on the summary page. */
class VerdictTableTest {

    private static final Margin MARGIN = new Margin(0.05);
    private static final IntrospectionClaim CLAIM = new IntrospectionClaim(MARGIN);

    @Test
    void a_row_shows_the_figures_and_the_rungs_that_are_reached() {
        assertThat(VerdictTable.row(verdict("first_word", TrainingLabels.TRUE, 60, CLAIM)))
                .startsWith(
                        "first_word", "self", "cross", "100", "0.600", "0.000", "0.000", "0.000")
                .endsWith("1", "> +0.050", "PASS")
                .satisfies(
                        row -> assertThat(row.get(8)).matches("\\+0.600 \\[\\+0.\\d+, \\+0.\\d+]"));
        assertThat(VerdictTable.row(verdict("first_word", TrainingLabels.TRUE, 0, CLAIM)))
                .endsWith("-", "> +0.050", "FAIL");
    }

    @Test
    void a_row_without_predictions_has_no_figures() {
        Verdict empty =
                SyntheticComparison.of(PetVerdicts.evidence("first_word", 0).request(), List.of())
                        .undefined(100)
                        .evidence()
                        .judge(CLAIM);

        assertThat(VerdictTable.row(empty))
                .containsExactly(
                        "first_word",
                        "self",
                        "cross",
                        "0",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "-",
                        "> +0.050",
                        "INCONCLUSIVE");
    }

    @Test
    void each_claim_has_a_short_form_that_also_says_if_labels_were_permuted() {
        assertThat(shortForm(TrainingLabels.TRUE, CLAIM)).isEqualTo("> +0.050");
        assertThat(shortForm(TrainingLabels.PERMUTED, new NoAdvantageClaim(MARGIN)))
                .isEqualTo("control: not > +0.050, permuted labels");
        assertThat(shortForm(TrainingLabels.TRUE, new RungClaim(Rung.FRAMING))).isEqualTo("rung 5");
        assertThat(shortForm(TrainingLabels.TRUE, new AboveModeBaselineClaim()))
                .isEqualTo("self > mode");
        assertThat(shortForm(TrainingLabels.TRUE, new MeasurementClaim("same-again", 0.1)))
                .isEqualTo("same-again > +0.100");
    }

    @Test
    void a_narrow_terminal_keeps_names_advantage_and_verdict() {
        RunVerdicts run =
                ReportedOnce.of(
                        List.of(verdict("second_character", TrainingLabels.TRUE, 60, CLAIM)));

        String table = VerdictTable.of(run, 80);

        assertThat(row(table))
                .contains("second_character", "self", "+0.600 [", "PASS")
                .hasSizeLessThanOrEqualTo(80);
        assertThat(row(VerdictTable.of(run, 200))).hasSizeGreaterThan(100);
    }

    private static String row(String table) {
        return table.lines().filter(line -> line.startsWith("second")).findFirst().orElseThrow();
    }

    @Test
    void an_open_claim_says_below_the_table_why_and_how_many_items_it_needs() {
        RunVerdicts run =
                ReportedOnce.of(List.of(verdict("first_word", TrainingLabels.TRUE, 6, CLAIM)));

        assertThat(VerdictTable.of(run, 80).lines())
                .anySatisfy(
                        line ->
                                assertThat(line)
                                        .startsWith(
                                                "INCONCLUSIVE: first_word of self, predicted by cross: the advantage lies between")
                                        .containsPattern(
                                                "About [\\d,]+ items in total would settle it; there are 100"));
    }

    @Test
    void answers_in_another_format_are_named_below_the_table() {
        ObjectNode record =
                ReportedVerdict.of(
                                "PetsEval.claim",
                                verdict("first_word", TrainingLabels.TRUE, 60, CLAIM))
                        .record();
        record.withObject("/answers/self").put("answers", 100);
        record.withObject("/counts").put("nonCompliantSelf", 68);

        assertThat(Compliance.warning(record))
                .isEqualTo(
                        "Only 32 % of the answers of self-prediction have the required format; the others count as wrong.");
    }

    @Test
    void claims_are_sorted_by_labels_property_target_predictor_and_claim() {
        Verdict control =
                verdict(
                        "first_character",
                        TrainingLabels.PERMUTED,
                        0,
                        new NoAdvantageClaim(MARGIN));
        Verdict last = verdict("last_word", TrainingLabels.TRUE, 0, CLAIM);
        Verdict first = verdict("first_word", TrainingLabels.TRUE, 0, CLAIM);
        Verdict mode = verdict("first_word", TrainingLabels.TRUE, 0, new AboveModeBaselineClaim());

        List<Verdict> unsorted =
                List.of(
                        control,
                        last,
                        first,
                        mode,
                        named("b", "c"),
                        named("a", "d"),
                        named("a", "c"));

        assertThat(ReportedOnce.of(unsorted).judged())
                .extracting(judged -> String.join(" ", judged.verdict().row().subList(0, 3)))
                .containsExactly(
                        "first_word a c",
                        "first_word a d",
                        "first_word b c",
                        "first_word self cross",
                        "first_word self cross",
                        "last_word self cross",
                        "first_character self cross");
        assertThat(ReportedOnce.of(unsorted).judged().subList(3, 5))
                .extracting(judged -> judged.verdict().row().get(10))
                .containsExactly("self > mode", "> +0.050");
    }

    @Test
    void equal_claims_of_several_evals_are_sorted_by_eval() {
        Verdict verdict = verdict("first_word", TrainingLabels.TRUE, 60, CLAIM);

        assertThat(
                        Stream.of("b", "c", "a")
                                .map(eval -> ReportedVerdict.of(eval, verdict))
                                .sorted(ReportedVerdict.ORDER))
                .extracting(reported -> reported.text("eval"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void a_run_without_claims_has_no_table() {
        assertThat(VerdictTable.of(ReportedOnce.of(List.of()), 200)).isEmpty();
    }

    @Test
    void several_protocols_are_counted() {
        Verdict trained = verdict("first_word", TrainingLabels.TRUE, 60, CLAIM);
        Verdict untrained =
                PetVerdicts.comparison("last_word", TrainingLabels.TRUE, 60)
                        .trainingRows(0)
                        .evidence()
                        .judge(CLAIM);

        assertThat(
                        VerdictTable.protocols(
                                ReportedOnce.of(List.of(trained, trained, untrained)).claims()))
                .containsExactly(
                        "Protocol held-out-tasks, 2 of 3: predictors learned from other tasks.",
                        "Protocol untrained, 1 of 3: predictors are not finetuned.");
        assertThat(VerdictTable.protocols(ReportedOnce.of(List.of(trained)).claims()))
                .containsExactly("Protocol held-out-tasks: predictors learned from other tasks.");
    }

    @Test
    void the_summary_has_a_table_of_the_claims_and_a_line_for_each_that_did_not_pass() {
        Verdict passed = verdict("first_word", TrainingLabels.TRUE, 60, CLAIM);
        Verdict failed = verdict("last_word", TrainingLabels.TRUE, 0, CLAIM);
        var outcome =
                new RunOutcome(
                        Ending.BROKEN,
                        1,
                        2,
                        List.of(),
                        List.of("an eval broke"),
                        List.of("two runs wrote here"));

        String page = SummaryPage.of(outcome, ReportedOnce.of(List.of(passed, failed)));

        assertThat(page.lines())
                .startsWith("## Evals: broken", "", "1 eval invocations made a claim.", "")
                .contains(
                        "- an eval broke",
                        "- two runs wrote here",
                        "### Verdicts, mode strict",
                        "- Protocol held-out-tasks: predictors learned from other tasks.")
                .filteredOn(line -> line.startsWith("| first") || line.startsWith("| last"))
                .hasSize(2);
        assertThat(page)
                .contains("- 1 eval invocations checked a claim, but at least 2 were expected")
                .contains(
                        "- FAIL: last\\_word of self, predicted by cross, expecting self-prediction to beat")
                .doesNotContain("- PASS")
                .doesNotContain("### New version")
                .doesNotContain("### Models");
    }

    @Test
    void a_complete_run_that_passed_has_no_list_of_reasons() {
        var outcome = new RunOutcome(Ending.PASSED, 1, 1, List.of(), List.of(), List.of());

        String page =
                SummaryPage.of(
                        outcome,
                        ReportedOnce.of(
                                List.of(verdict("first_word", TrainingLabels.TRUE, 60, CLAIM))));

        assertThat(page.lines())
                .startsWith(
                        "## Evals: passed",
                        "",
                        "1 eval invocations made a claim.",
                        "",
                        "### Verdicts, mode strict");
        assertThat(page.lines().filter(line -> line.startsWith("- "))).hasSize(1);
    }

    @Test
    void a_claim_that_did_not_pass_at_every_try_says_so() {
        Verdict passed = verdict("first_word", TrainingLabels.TRUE, 60, CLAIM);
        var judged =
                new Judged(
                        ReportedVerdict.of("eval", passed),
                        List.of(Decision.INCONCLUSIVE, Decision.PASS));
        var run = new RunVerdicts(List.of(judged), Optional.empty());

        assertThat(judged.isPass()).isFalse();
        assertThat(judged.explanation(", expecting much"))
                .startsWith("PASS: first_word of self, predicted by cross, expecting much: ")
                .endsWith(" (judged 2 times: INCONCLUSIVE, PASS)");
        assertThat(VerdictTable.of(run, 200).lines())
                .contains(
                        "first_word of self, predicted by cross: judged 2 times: INCONCLUSIVE, PASS");
        assertThat(run.records().get(0).path("judged"))
                .extracting(JsonNode::asText)
                .containsExactly("INCONCLUSIVE", "PASS");
        assertThat(ReportedOnce.of(List.of(passed)).records().get(0).has("judged")).isFalse();
        assertThat(
                        VerdictTable.of(ReportedOnce.of(List.of(passed)), 200)
                                .lines()
                                .filter(line -> line.contains("judged")))
                .isEmpty();
    }

    private static Verdict named(String target, String predictor) {
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "first_word",
                                TrainingLabels.TRUE,
                                target,
                                predictor,
                                SyntheticComparison.task("pets", List.of())),
                        List.of())
                .evidence()
                .judge(CLAIM);
    }

    private static String shortForm(TrainingLabels labels, ComparisonClaim claim) {
        return VerdictTable.row(verdict("first_word", labels, 60, claim)).get(10);
    }

    private static Verdict verdict(
            String property, TrainingLabels labels, int selfRight, ComparisonClaim claim) {
        return PetVerdicts.comparison(property, labels, selfRight).evidence().judge(claim);
    }
}

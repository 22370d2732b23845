package dev.inward.report;

import dev.inward.report.json.AcrossPropertiesRecord;
import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.AdvantageAcrossProperties;
import dev.inward.verdict.Decision;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A summary of the run as Markdown, for the page of a CI server. */
final class SummaryPage {

    private final StringBuilder page = new StringBuilder();

    private SummaryPage() {}

    /**
     * @param verdicts all verdicts of the run, sorted
     * @param gate the verdict on all cells of the regression gate; empty if there is none
     */
    static String of(RunOutcome outcome, List<Verdict> verdicts, Optional<GateVerdict> gate) {
        return new SummaryPage().write(outcome, verdicts, gate);
    }

    private String write(RunOutcome outcome, List<Verdict> verdicts, Optional<GateVerdict> gate) {
        page.append("## Evals: %s%n%n".formatted(outcome.ending().name().toLowerCase(Locale.ROOT)))
                .append(outcome.executed())
                .append(" eval invocations made a claim.\n");
        addList(
                List.of(outcome.incompleteness()).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
        addList(outcome.broken());
        addTable(
                "New version against the baseline",
                RegressionRow.HEADER,
                Stream.concat(
                                verdicts.stream()
                                        .filter(SummaryPage::isRegression)
                                        .map(RegressionRow::of),
                                gate.stream().map(RegressionRow::of))
                        .toList());
        addList(gate.stream().map(SummaryPage::explanation).toList());
        addTable(
                "Verdicts, mode strict",
                VerdictTable.HEADER,
                verdicts.stream()
                        .filter(verdict -> !isRegression(verdict))
                        .map(VerdictTable::row)
                        .toList());
        addList(
                AdvantageAcrossProperties.of(verdicts).stream()
                        .map(AcrossPropertiesRecord::of)
                        .map(AcrossPropertiesRecord::line)
                        .toList());
        addList(verdicts.stream().flatMap(SummaryPage::answerNotes).distinct().toList());
        addList(
                verdicts.stream()
                        .filter(verdict -> verdict.decision() != Decision.PASS)
                        .map(SummaryPage::explanation)
                        .toList());
        return page.toString();
    }

    private static Stream<String> answerNotes(Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        return verdict
                .evidence()
                .comparison()
                .answers()
                .notes(request.target(), request.predictor())
                .stream()
                .map(note -> "%s, %s".formatted(request.property().name(), note));
    }

    private static boolean isRegression(Verdict verdict) {
        return verdict.claim() instanceof RegressionClaim;
    }

    private static String explanation(GateVerdict gate) {
        return "%s, all %d cells, expecting %s: %s"
                .formatted(
                        gate.decision(),
                        gate.cells(),
                        gate.claim().wording(),
                        gate.judgement().reason());
    }

    private static String explanation(Verdict verdict) {
        return "%s, %s of %s, expecting %s: %s"
                .formatted(
                        verdict.decision(),
                        verdict.evidence().request().property().name(),
                        verdict.evidence(),
                        verdict.claim().wording(),
                        verdict.judgement().reason());
    }

    private void addList(List<String> texts) {
        if (!texts.isEmpty()) {
            page.append('\n');
            texts.forEach(text -> page.append("- ").append(MarkdownText.text(text)).append('\n'));
        }
    }

    private void addTable(String title, List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            List<List<String>> table = new ArrayList<>();
            table.add(header);
            table.addAll(rows);
            page.append("\n### ").append(title).append("\n\n").append(MarkdownText.table(table));
        }
    }
}

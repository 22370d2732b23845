package dev.inward.report;

import dev.inward.report.format.MarkdownText;
import dev.inward.report.json.AcrossPropertiesRecord;
import dev.inward.report.measurement.MeasurementRows;
import dev.inward.verdict.RunOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A summary of the run as Markdown, for the page of a CI server. */
final class SummaryPage {

    private final StringBuilder page = new StringBuilder();

    private SummaryPage() {}

    static String of(RunOutcome outcome, RunVerdicts verdicts) {
        return new SummaryPage().write(outcome, verdicts);
    }

    private String write(RunOutcome outcome, RunVerdicts verdicts) {
        page.append(
                        String.format(
                                Locale.ROOT,
                                "## Evals: %s%n%n",
                                outcome.ending().name().toLowerCase(Locale.ROOT)))
                .append(outcome.executed())
                .append(" eval invocations made a claim.\n");
        addList(
                List.of(outcome.incompleteness()).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
        addList(outcome.broken());
        addList(outcome.notes());
        addTable("Models", List.of("requested", "served"), ServedModels.of(verdicts).rows());
        addTable(
                "New version against the baseline",
                RegressionRow.HEADER,
                Stream.concat(
                                rows(verdicts.regressions()).stream(),
                                verdicts.gate().stream().map(ReportedVerdict::row))
                        .toList());
        addList(verdicts.gate().stream().map(SummaryPage::explanation).toList());
        addTable("Verdicts, mode strict", VerdictTable.HEADER, rows(verdicts.claims()));
        addList(VerdictTable.protocols(verdicts.claims()));
        addTable(
                "Measurements",
                MeasurementRows.HEADER,
                verdicts.judged().stream()
                        .flatMap(it -> MeasurementRows.of(it.verdict().record()).stream())
                        .distinct()
                        .toList());
        addList(verdicts.acrossProperties().stream().map(AcrossPropertiesRecord::line).toList());
        addList(
                verdicts.judged().stream()
                        .flatMap(judged -> judged.verdict().notes().stream())
                        .distinct()
                        .toList());
        addList(
                verdicts.judged().stream()
                        .filter(judged -> !judged.isPass())
                        .map(
                                judged ->
                                        judged.explanation(
                                                ", expecting " + judged.verdict().text("claim")))
                        .toList());
        return page.toString();
    }

    static String explanation(ReportedVerdict gate) {
        return String.format(
                Locale.ROOT,
                "%s, all %s cells, expecting %s: %s",
                gate.text("verdict"),
                gate.text("cells"),
                gate.text("claim"),
                gate.text("reason"));
    }

    private static List<List<String>> rows(List<RunVerdicts.Judged> judged) {
        return judged.stream().map(it -> it.verdict().row()).toList();
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

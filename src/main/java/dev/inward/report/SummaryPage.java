package dev.inward.report;

import dev.inward.report.format.MarkdownText;
import dev.inward.report.json.AcrossPropertiesRecord;
import dev.inward.report.measurement.MeasurementRows;
import dev.inward.verdict.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * A summary of the run as Markdown, for the page of a CI server. It has less than 60 kB, whatever
 * the size of the run: a longer comment on a pull request is refused.
 */
final class SummaryPage {

    /** What a section may fill the page to. The rest is for the lines that tell of omissions. */
    private static final int MAX_BYTES = 56_000;

    private final StringBuilder page = new StringBuilder();
    private int bytes;

    private SummaryPage() {}

    static String of(RunOutcome outcome, RunVerdicts verdicts) {
        return new SummaryPage().write(outcome, verdicts);
    }

    private String write(RunOutcome outcome, RunVerdicts verdicts) {
        append(
                String.format(
                        Locale.ROOT,
                        "## Evals: %s%n%n%d eval invocations made a claim.%n",
                        outcome.ending().name().toLowerCase(Locale.ROOT),
                        outcome.executed()));
        addList(
                List.of(outcome.incompleteness()).stream()
                        .filter(text -> !text.isEmpty())
                        .toList());
        addList(outcome.broken());
        addList(outcome.notes());
        addList(
                verdicts.judged().stream()
                        .filter(judged -> !judged.isPass())
                        .map(
                                judged ->
                                        judged.explanation(
                                                ", expecting " + judged.verdict().text("claim")))
                        .toList());
        addTable("Models", List.of("requested", "served"), ServedModels.of(verdicts).rows());
        addTable(
                "New version against the baseline",
                RegressionRow.HEADER,
                verdicts.regressionRows());
        addList(verdicts.gate().stream().map(SummaryPage::explanation).toList());
        addTable(
                "Verdicts, mode strict",
                VerdictTable.HEADER,
                rows(failuresFirst(verdicts.claims())));
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
        append(
                "\nThe page of the run is index.html, and all figures are in verdicts.json, in the folder of the reports.\n");
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

    /** A long table is cut, and a reader must not miss a failure. */
    private static List<RunVerdicts.Judged> failuresFirst(List<RunVerdicts.Judged> claims) {
        return claims.stream().sorted(Comparator.comparing(RunVerdicts.Judged::isPass)).toList();
    }

    private static List<List<String>> rows(List<RunVerdicts.Judged> judged) {
        return judged.stream().map(it -> it.verdict().row()).toList();
    }

    private void addList(List<String> texts) {
        if (!texts.isEmpty()) {
            append("\n");
            appendWhileTheyFit(
                    texts.stream().map(text -> "- " + MarkdownText.text(text) + "\n").toList(),
                    "- and %,d more, in verdicts.json\n");
        }
    }

    private void addTable(String title, List<String> header, List<List<String>> rows) {
        if (!rows.isEmpty()) {
            append("\n### " + title + "\n\n" + MarkdownText.table(List.of(header)));
            appendWhileTheyFit(
                    rows.stream().map(MarkdownText::row).toList(),
                    "\nand %,d more, in verdicts.json\n");
        }
    }

    private void appendWhileTheyFit(List<String> lines, String omitted) {
        for (int i = 0; i < lines.size(); i++) {
            if (bytes + size(lines.get(i)) > MAX_BYTES) {
                append(String.format(Locale.ROOT, omitted, lines.size() - i));
                return;
            }
            append(lines.get(i));
        }
    }

    private void append(String text) {
        page.append(text);
        bytes += size(text);
    }

    private static int size(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}

package dev.inward.report;

import dev.inward.report.page.PageContent;
import dev.inward.report.page.PageTable;
import dev.inward.report.page.RunPage;
import dev.inward.report.paper.PaperPage;
import dev.inward.verdict.RunOutcome;
import java.util.List;
import java.util.stream.Stream;

/** The page of a run, from its verdicts and its outcome. */
final class RunPages {

    private RunPages() {}

    /** {@return the page as HTML} */
    static String of(RunOutcome outcome, RunVerdicts verdicts) {
        return RunPage.of(
                new PageContent(
                        outcome.ending().name(),
                        outcome.executed(),
                        Stream.concat(
                                        Stream.of(outcome.incompleteness()),
                                        outcome.broken().stream())
                                .filter(text -> !text.isEmpty())
                                .toList(),
                        Stream.concat(
                                        outcome.notes().stream(),
                                        verdicts.judged().stream()
                                                .flatMap(it -> it.verdict().notes().stream()))
                                .distinct()
                                .toList(),
                        verdicts.claims().stream()
                                .map(
                                        it ->
                                                new PageContent.JudgedClaim(
                                                        VerdictTable.claim(it.verdict().row()),
                                                        it.verdict().record()))
                                .toList(),
                        new PageTable(
                                "New version against the baseline",
                                RegressionRow.HEADER,
                                verdicts.regressionRows()),
                        verdicts.gate().stream().map(SummaryPage::explanation).toList(),
                        PaperPage.tables(
                                        verdicts.judged().stream()
                                                .map(it -> it.verdict().record())
                                                .toList())
                                .entrySet()
                                .stream()
                                .map(
                                        table ->
                                                new PageTable(
                                                        table.getKey(),
                                                        table.getValue().get(0),
                                                        table.getValue()
                                                                .subList(
                                                                        1,
                                                                        table.getValue().size())))
                                .toList(),
                        new PageTable(
                                "Models",
                                List.of("requested", "served"),
                                ServedModels.of(verdicts).rows())));
    }
}

package dev.inward.report;

import dev.inward.statistics.Interval;
import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.ChangeAcrossCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A verdict on a regression as a row of a table. */
final class RegressionRow {

    static final List<String> HEADER =
            List.of(
                    "property",
                    "target",
                    "predictor",
                    "n",
                    "old advantage",
                    "new advantage",
                    "difference",
                    "margin",
                    "verdict");

    private RegressionRow() {}

    static List<String> of(Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        List<String> row =
                new ArrayList<>(
                        List.of(request.property().name(), request.target(), request.predictor()));
        row.addAll(
                verdict.changeSinceBaseline()
                        .map(RegressionRow::figures)
                        .orElse(List.of("0", "-", "-", "-")));
        row.add(number("%.3f", verdict.claim().margin()));
        row.add(verdict.decision().name());
        return row;
    }

    /** Returns the last row, of all cells together. */
    static List<String> of(GateVerdict gate) {
        List<String> row = new ArrayList<>(List.of("all %d cells".formatted(gate.cells()), "", ""));
        row.addAll(
                gate.changeSinceBaseline()
                        .map(RegressionRow::figures)
                        .orElse(List.of("0", "-", "-", "-")));
        row.add(number("%.3f", gate.claim().margin()));
        row.add(gate.decision().name());
        return row;
    }

    private static List<String> figures(ChangeAcrossCells change) {
        Interval interval = change.difference().interval(change.confidence());
        return List.of(
                String.valueOf(change.difference().size()),
                number("%+.3f", change.oldAdvantage()),
                number("%+.3f", change.newAdvantage()),
                number(
                        "%+.3f [%+.3f, %+.3f]",
                        change.difference().estimate(), interval.lower(), interval.upper()));
    }

    private static List<String> figures(AdvantageChange change) {
        Interval interval = change.difference().interval(change.confidence());
        return List.of(
                String.valueOf(change.n()),
                number("%+.3f", change.oldAdvantage().estimate()),
                number("%+.3f", change.newAdvantage().estimate()),
                number(
                        "%+.3f [%+.3f, %+.3f]",
                        change.difference().estimate(), interval.lower(), interval.upper()));
    }

    private static String number(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}

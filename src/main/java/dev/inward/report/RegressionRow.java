package dev.inward.report;

import dev.inward.statistics.Interval;
import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.Decision;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.ChangeAcrossCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A verdict on a regression as a row of a table. */
final class RegressionRow {

    static final List<String> HEADER =
            List.of(
                    "property",
                    "target",
                    "predictor",
                    "figure",
                    "n",
                    "old",
                    "new",
                    "difference",
                    "margin",
                    "verdict");

    private RegressionRow() {}

    static List<String> of(Verdict verdict) {
        ComparisonRequest request = verdict.evidence().request();
        return row(
                List.of(
                        request.property().name(),
                        request.target(),
                        request.predictorName(),
                        verdict.gated().map(RegressionRow::figure).orElseThrow()),
                verdict.changeSinceBaseline().map(RegressionRow::figures),
                verdict.claim().margin(),
                verdict.decision());
    }

    private static String figure(GatedFigure gated) {
        return (gated.hasContrast() ? gated.measurement() + ": " + gated.contrast() : "advantage")
                + (gated.study().isEmpty() ? "" : ", study " + gated.study());
    }

    /** Returns the last row, of all cells together. */
    static List<String> of(GateVerdict gate) {
        return row(
                List.of(
                        String.format(Locale.ROOT, "all %d cells", gate.cells()),
                        "",
                        "",
                        "advantage"),
                gate.changeSinceBaseline().map(RegressionRow::figures),
                gate.claim().margin(),
                gate.decision());
    }

    /** Returns a row with another decision. */
    static List<String> withDecision(List<String> row, Decision decision) {
        List<String> changed = new ArrayList<>(row);
        changed.set(changed.size() - 1, decision.name());
        return changed;
    }

    private static List<String> row(
            List<String> names, Optional<List<String>> figures, double margin, Decision decision) {
        List<String> row = new ArrayList<>(names);
        row.addAll(figures.orElse(List.of("0", "-", "-", "-")));
        row.add(number("%.3f", margin));
        row.add(decision.name());
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

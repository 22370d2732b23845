package dev.inward.report;

import dev.inward.statistics.Interval;
import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.AdvantageChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A verdict on a regression as a line of a table. */
final class RegressionRow {

    static final List<String> HEAD =
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
        List<String> line =
                new ArrayList<>(
                        List.of(request.property().name(), request.target(), request.predictor()));
        line.addAll(
                verdict.changeSinceBaseline()
                        .map(RegressionRow::figures)
                        .orElse(List.of("0", "-", "-", "-")));
        line.add(number("%.3f", verdict.claim().margin()));
        line.add(verdict.decision().name());
        return line;
    }

    private static List<String> figures(AdvantageChange change) {
        Interval interval = change.difference().interval(change.confidence());
        return List.of(
                String.valueOf(change.n()),
                number("%+.3f", change.then().estimate()),
                number("%+.3f", change.now().estimate()),
                number(
                        "%+.3f [%+.3f, %+.3f]",
                        change.difference().estimate(), interval.lower(), interval.upper()));
    }

    private static String number(String format, Object... numbers) {
        return String.format(Locale.ROOT, format, numbers);
    }
}

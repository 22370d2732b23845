package dev.inward.assertion;

import dev.inward.study.Comparison;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.evaluation.MeasuredContrasts;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lines about measurements in the message of a failed assertion. */
final class MeasurementLines {

    private MeasurementLines() {}

    /** Returns one line for each measurement, each of its contrasts and each of its figures. */
    static String of(Evidence evidence) {
        Comparison comparison = evidence.comparison();
        double confidence = evidence.rule().confidence();
        return comparison.measurements().stream()
                .flatMap(result -> lines(comparison, result, confidence))
                .map(line -> String.format(Locale.ROOT, "  %s%n", line))
                .collect(Collectors.joining());
    }

    private static Stream<String> lines(
            Comparison comparison, MeasurementResult result, double confidence) {
        MeasuredContrasts contrasts = MeasuredContrasts.of(comparison, result);
        Stream<String> title =
                Stream.of(
                        String.format(
                                Locale.ROOT,
                                "measurement '%s' (%s): %d items, %d missing%s",
                                result.measurement().name(),
                                result.measurement().source(),
                                result.items().size(),
                                result.missing().size(),
                                contrasts
                                        .whyNotTested()
                                        .map(reason -> ", not tested: " + reason)
                                        .orElse("")));
        return Stream.of(
                        title,
                        contrasts.measures().stream().map(measure -> line(measure, confidence)),
                        result.figures().stream().map(MeasurementLines::line))
                .flatMap(lines -> lines);
    }

    private static String line(RungMeasure measure, double confidence) {
        return String.format(
                Locale.ROOT,
                "  %s: %+.3f   one-sided %.0f %% bounds %+.3f and %+.3f, %d prompts",
                measure.name(),
                measure.mean().estimate(),
                100 * confidence,
                measure.lowerBound(confidence),
                measure.upperBound(confidence),
                measure.mean().clusters());
    }

    private static String line(MeasuredFigure figure) {
        return String.format(
                Locale.ROOT,
                "  %s: %s",
                figure.words(),
                Double.isFinite(figure.value())
                        ? String.format(Locale.ROOT, "%.2f", figure.value())
                        : "unknown");
    }
}

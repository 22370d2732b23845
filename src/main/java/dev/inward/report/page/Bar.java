package dev.inward.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * An accuracy as a bar. Positions are percentages of the width.
 *
 * @param name what it is the accuracy of
 * @param kind the name of its colour
 * @param value the accuracy in percent
 * @param interval the interval in percent; may be empty
 * @param from the left end of the interval
 * @param width the width of the interval
 */
record Bar(String name, String kind, String value, String interval, String from, String width) {

    /**
     * Returns the bars of a verdict.
     *
     * @param strict the figures that decide, as in {@code verdicts.json}
     */
    static List<Bar> allOf(String target, String predictor, JsonNode strict) {
        return Stream.of(
                        of(target + " predicts itself", "self", strict.path("self")),
                        of(predictor + " predicts " + target, "cross", strict.path("cross")),
                        of("always the most frequent value", "mode", strict.path("modeBaseline")),
                        of(
                                target + " before finetuning",
                                "untrained",
                                strict.path("untrainedSelf")),
                        of(
                                "highest possible, as " + target + " varies",
                                "mode",
                                strict.path("nonDeterminismCeiling")))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Bar> of(String name, String kind, JsonNode estimate) {
        if (!estimate.path("estimate").isNumber()) {
            return List.of();
        }
        double value = estimate.path("estimate").asDouble();
        JsonNode interval = estimate.path("interval");
        double low = interval.path(0).asDouble(value);
        double high = interval.path(1).asDouble(value);
        return List.of(
                new Bar(
                        name,
                        kind,
                        percent(value),
                        interval.isArray() ? percent(low) + " to " + percent(high) + " %" : "",
                        percent(low),
                        percent(high - low)));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}

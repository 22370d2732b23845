package dev.inward.report.measurement;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The rows of the measurements of a verdict in a table for people. */
public final class MeasurementRows {

    /** The names of the columns. */
    public static final List<String> HEADER =
            List.of(
                    "property",
                    "target",
                    "predictor",
                    "study",
                    "measurement",
                    "items",
                    "missing",
                    "what",
                    "value",
                    "one-sided bounds");

    private MeasurementRows() {}

    /**
     * Returns one row for each contrast and each figure. A measurement that is not tested has a row
     * with the reason.
     *
     * @param record an entry of {@code verdicts.json}
     */
    public static List<List<String>> of(JsonNode record) {
        return record.path("measurements")
                .valueStream()
                .flatMap(measurement -> of(record, measurement))
                .toList();
    }

    private static Stream<List<String>> of(JsonNode record, JsonNode measurement) {
        Stream<List<String>> notTested =
                Stream.of(measurement.path("notTested"))
                        .filter(JsonNode::isTextual)
                        .map(
                                reason ->
                                        row(
                                                record,
                                                measurement,
                                                "not tested: " + reason.asText(),
                                                "-",
                                                "-"));
        Stream<List<String>> contrasts =
                measurement
                        .path("contrasts")
                        .valueStream()
                        .map(
                                contrast ->
                                        row(
                                                record,
                                                measurement,
                                                contrast.path("words").asText(),
                                                signed(contrast, "estimate"),
                                                String.format(
                                                        Locale.ROOT,
                                                        "%s and %s",
                                                        signed(contrast, "lowerBound"),
                                                        signed(contrast, "upperBound"))));
        Stream<List<String>> figures =
                measurement
                        .path("figures")
                        .valueStream()
                        .map(
                                figure ->
                                        row(
                                                record,
                                                measurement,
                                                figure.path("words").asText(),
                                                figure.path("value").isNumber()
                                                        ? number("%.2f", figure, "value")
                                                        : "unknown",
                                                "-"));
        return Stream.of(notTested, contrasts, figures).flatMap(rows -> rows);
    }

    private static List<String> row(
            JsonNode record, JsonNode measurement, String what, String value, String bounds) {
        return List.of(
                record.path("property").asText(),
                record.path("target").asText(),
                record.path("predictor").asText(),
                record.at("/study/name").asText(),
                measurement.path("name").asText(),
                measurement.path("measured").asText(),
                measurement.path("missing").asText(),
                what,
                value,
                bounds);
    }

    private static String signed(JsonNode node, String key) {
        return number("%+.3f", node, key);
    }

    private static String number(String format, JsonNode node, String key) {
        return String.format(Locale.ROOT, format, node.path(key).asDouble());
    }
}

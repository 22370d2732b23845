package dev.inward.report.measurement;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.inward.report.format.CsvWriter;
import dev.inward.study.Comparison;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The measurements of a comparison as CSV with one row for each contrast and each figure. */
public final class MeasurementCsv {

    @JsonPropertyOrder({
        "measurement",
        "measured",
        "missing",
        "kind",
        "words",
        "value",
        "lowerBound",
        "upperBound",
        "prompts"
    })
    record Row(
            String measurement,
            int measured,
            int missing,
            String kind,
            String words,
            @Nullable Double value,
            @Nullable Double lowerBound,
            @Nullable Double upperBound,
            @Nullable Integer prompts) {

        static Stream<Row> of(MeasurementRecord measurement) {
            Stream<Row> notTested =
                    Stream.ofNullable(measurement.notTested())
                            .map(reason -> row(measurement, "not tested", reason, null));
            Stream<Row> contrasts =
                    measurement.contrasts().stream()
                            .map(
                                    contrast ->
                                            new Row(
                                                    measurement.name(),
                                                    measurement.measured(),
                                                    measurement.missing(),
                                                    "contrast",
                                                    contrast.words(),
                                                    contrast.estimate(),
                                                    contrast.lowerBound(),
                                                    contrast.upperBound(),
                                                    contrast.prompts()));
            Stream<Row> figures =
                    measurement.figures().stream()
                            .map(
                                    figure ->
                                            row(
                                                    measurement,
                                                    "figure",
                                                    figure.words(),
                                                    figure.value()));
            return Stream.of(notTested, contrasts, figures).flatMap(rows -> rows);
        }

        private static Row row(
                MeasurementRecord measurement, String kind, String words, @Nullable Double value) {
            return new Row(
                    measurement.name(),
                    measurement.measured(),
                    measurement.missing(),
                    kind,
                    words,
                    value,
                    null,
                    null,
                    null);
        }
    }

    private MeasurementCsv() {}

    /**
     * Returns the measurements of a comparison that has some.
     *
     * @param confidence the confidence of the bounds
     */
    public static String of(Comparison comparison, double confidence) {
        List<Row> rows =
                MeasurementRecord.allOf(comparison, confidence).stream().flatMap(Row::of).toList();
        return CsvWriter.of(Row.class, rows);
    }
}

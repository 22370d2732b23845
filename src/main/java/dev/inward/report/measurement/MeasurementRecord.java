package dev.inward.report.measurement;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.statistics.Interval;
import dev.inward.statistics.agreement.CalibrationBins;
import dev.inward.study.Comparison;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCalibration;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.evaluation.MeasuredContrasts;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A measurement beside the predictions as written to {@code verdicts.json}.
 *
 * @param name the name in study files
 * @param source the publication that the measurement is from
 * @param measured the number of items without a missing answer
 * @param missing the number of items that lack an answer
 * @param notTested the reason why the contrasts are not tested; null if they are
 * @param contrasts the contrasts; empty if they are not tested
 * @param figures further figures
 * @param calibration how well probabilities match; empty unless the measurement is about them
 */
public record MeasurementRecord(
        String name,
        String source,
        int measured,
        int missing,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String notTested,
        List<ContrastRecord> contrasts,
        List<FigureRecord> figures,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CalibrationRecord> calibration) {

    /**
     * The mean of a contrast over items.
     *
     * @param name the name of the number of each item
     * @param words what the mean is
     * @param estimate the mean on the measured items
     * @param lowerBound its one-sided lower bound, whatever missing answers would have been
     * @param upperBound its one-sided upper bound, whatever missing answers would have been
     * @param prompts the number of base questions of the measured items
     */
    public record ContrastRecord(
            String name,
            String words,
            double estimate,
            double lowerBound,
            double upperBound,
            int prompts) {

        static ContrastRecord of(Contrast contrast, RungMeasure measure, double confidence) {
            return new ContrastRecord(
                    contrast.number(),
                    measure.name(),
                    measure.mean().estimate(),
                    measure.lowerBound(confidence),
                    measure.upperBound(confidence),
                    measure.mean().clusters());
        }
    }

    /**
     * A figure over all items, on which no claim depends.
     *
     * @param name its name
     * @param words what it is
     * @param value the figure; null if it is no number
     * @param interval the two bounds of its interval, in the unit of the figure; null if it is no
     *     mean over items
     * @param items the number of items that it is the mean of; null if it is no mean over items
     */
    public record FigureRecord(
            String name,
            String words,
            @Nullable Double value,
            @JsonInclude(JsonInclude.Include.NON_NULL) double @Nullable [] interval,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer items) {

        private static final double PERCENT = 100;

        static FigureRecord of(MeasuredFigure figure, List<MeasuredItem> items, double confidence) {
            List<MeasuredItem> known =
                    items.stream().filter(item -> number(figure, item).isPresent()).toList();
            Double value = Double.isFinite(figure.value()) ? figure.value() : null;
            if (known.isEmpty()) {
                return new FigureRecord(figure.name(), figure.words(), value, null, null);
            }
            Interval interval =
                    new ItemMeans<>(known, MeasuredItem::item)
                            .micro(ItemMeans.SHARE, item -> number(figure, item).orElseThrow())
                            .interval(confidence);
            return new FigureRecord(
                    figure.name(),
                    figure.words(),
                    value,
                    new double[] {PERCENT * interval.lower(), PERCENT * interval.upper()},
                    known.size());
        }

        private static OptionalDouble number(MeasuredFigure figure, MeasuredItem item) {
            return figure.meanOf() == null ? OptionalDouble.empty() : item.number(figure.meanOf());
        }
    }

    /**
     * The calibration of one predictor.
     *
     * @param name its name
     * @param words the predictor
     * @param bins predicted beside expected probabilities, in ascending order
     */
    public record CalibrationRecord(String name, String words, List<CalibrationBins.Bin> bins) {

        static CalibrationRecord of(MeasuredCalibration curve) {
            return new CalibrationRecord(curve.name(), curve.words(), curve.bins().bins());
        }
    }

    /**
     * Converts the measurements of a comparison.
     *
     * @param confidence the confidence of the bounds
     * @return one record for each measurement, in the order of the study
     */
    public static List<MeasurementRecord> allOf(Comparison comparison, double confidence) {
        return comparison.measurements().stream()
                .map(result -> of(comparison, result, confidence))
                .toList();
    }

    private static MeasurementRecord of(
            Comparison comparison, MeasurementResult result, double confidence) {
        MeasuredContrasts contrasts = MeasuredContrasts.of(comparison, result);
        return new MeasurementRecord(
                result.measurement().name(),
                result.measurement().source(),
                result.items().size(),
                result.missing().size(),
                contrasts.whyNotTested().orElse(null),
                IntStream.range(0, contrasts.measures().size())
                        .mapToObj(
                                i ->
                                        ContrastRecord.of(
                                                result.contrasts().get(i),
                                                contrasts.measures().get(i),
                                                confidence))
                        .toList(),
                result.figures().stream()
                        .map(figure -> FigureRecord.of(figure, result.items(), confidence))
                        .toList(),
                result.measurement().calibration(result.items()).stream()
                        .map(CalibrationRecord::of)
                        .toList());
    }
}

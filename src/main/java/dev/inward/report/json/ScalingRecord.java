package dev.inward.report.json;

import dev.inward.verdict.figures.ScalingCurve;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accuracies by number of finetuning rows as written to {@code verdicts.json}.
 *
 * @param points one point for each number, in ascending order
 * @param crossStopsGrowing the smallest number of rows beyond which cross-prediction does not
 *     become better; null if it still does at the largest one
 */
record ScalingRecord(List<PointRecord> points, @Nullable Integer crossStopsGrowing) {

    /**
     * The accuracies with one number of rows.
     *
     * @param rows the largest number of rows of a task and a property
     * @param trainingRows the number of rows that each predictor was finetuned on
     * @param items the number of items with both predictions
     */
    record PointRecord(
            int rows,
            int trainingRows,
            int items,
            EstimateRecord self,
            EstimateRecord cross,
            EstimateRecord advantage) {}

    static ScalingRecord of(ScalingCurve curve, double confidence) {
        return new ScalingRecord(
                curve.points().stream()
                        .map(
                                point ->
                                        new PointRecord(
                                                point.rowsPerCell(),
                                                point.trainingRows(),
                                                point.self().size(),
                                                EstimateRecord.of(point.self(), confidence),
                                                EstimateRecord.of(point.cross(), confidence),
                                                EstimateRecord.of(point.advantage(), confidence)))
                        .toList(),
                curve.crossStopsGrowing());
    }
}

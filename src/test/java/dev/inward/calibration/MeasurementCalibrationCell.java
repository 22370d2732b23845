package dev.inward.calibration;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.statistics.Proportion;
import dev.inward.study.Comparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.verdict.Decision;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.MeasurementClaim;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * One measurement of models of known truth, judged with many seeds.
 *
 * @param number the number of the cell, which determines its seeds
 * @param truth the models
 * @param items the number of items
 */
record MeasurementCalibrationCell(int number, MeasurementTruth truth, int items) {

    private static final DecisionRule RULE =
            new DecisionRule(CalibrationCell.CONFIDENCE, FixedGrid.MARGIN, false);

    /** The rates of the verdicts. */
    record Counts(MeasurementCalibrationCell cell, Proportion passed, Proportion failed) {}

    Counts measure() {
        List<Item> all = IntStream.range(0, items).mapToObj(truth::item).toList();
        Comparison comparison =
                SyntheticComparison.of(
                                CalibrationCell.REQUEST,
                                all.stream()
                                        .map(
                                                item ->
                                                        SyntheticComparison.scored(
                                                                item,
                                                                PredictionOutcome.RIGHT,
                                                                PredictionOutcome.WRONG))
                                        .toList())
                        .build();
        int passed = 0;
        int failed = 0;
        for (int seed = 0; seed < CalibrationCell.SEEDS; seed++) {
            Decision decision =
                    decision(comparison, all, new SplittableRandom(number * 1_000_003L + seed));
            passed += decision == Decision.PASS ? 1 : 0;
            failed += decision == Decision.FAIL ? 1 : 0;
        }
        return new Counts(
                this,
                Proportion.of(passed, CalibrationCell.SEEDS),
                Proportion.of(failed, CalibrationCell.SEEDS));
    }

    private Decision decision(Comparison comparison, List<Item> all, SplittableRandom random) {
        MeasuredCell cell = truth.cell(random);
        List<MeasuredItem> measured =
                all.stream()
                        .map(
                                item ->
                                        new MeasuredItem(
                                                item,
                                                truth.measurement().measure(cell, item).join()))
                        .toList();
        Comparison withMeasurement =
                comparison.withMeasurements(
                        List.of(
                                new MeasurementResult(
                                        truth.measurement(),
                                        truth.measurement().contrasts(cell),
                                        measured,
                                        List.of(),
                                        "",
                                        List.of())));
        return Evidence.of(
                        withMeasurement.request(),
                        CompletableFuture.completedFuture(withMeasurement),
                        RULE,
                        verdict -> {})
                .judge(new MeasurementClaim(truth.measurement().name(), truth.margin()))
                .decision();
    }
}

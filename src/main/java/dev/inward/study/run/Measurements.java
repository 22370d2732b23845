package dev.inward.study.run;

import dev.inward.InwardParameters;
import dev.inward.judge.PropertyValues;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.StoppingRule;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.study.scoring.ComparisonScoring;
import dev.inward.study.training.PredictorFactory;
import dev.inward.study.training.Predictors;
import dev.inward.task.Item;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The measurements beside the predictions of a study.
 *
 * @param answers collects the answers
 * @param values the values of properties
 * @param tempered the models at other temperatures
 */
record Measurements(AnswerCollector answers, PropertyValues values, TemperedModels tempered) {

    Measurements(AnswerCollector answers, PropertyValues values) {
        this(answers, values, new TemperedModels());
    }

    /**
     * Checks that the models and items of a comparison have what its measurements need. Calls no
     * model.
     *
     * @param models gives the models by name
     * @throws IllegalArgumentException if they do not
     */
    void require(ComparisonRequest request, Function<String, NamedModel> models) {
        if (!request.design().measurements().isEmpty()
                && request.stopping() == StoppingRule.WHEN_DECIDED) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' has measurements, which need all items. Leave out -D%s, or the measurements.",
                            request.design().study(),
                            InwardParameters.SEQUENTIAL));
        }
        for (StudyMeasurement measurement : request.design().measurements()) {
            measurement.requireItems(request.drawnItems());
            NamedModel target = models.apply(request.target());
            NamedModel predictor = models.apply(request.predictor());
            for (double temperature : measurement.temperatures()) {
                Stream.of(target, predictor).forEach(model -> tempered.of(model, temperature));
            }
            if (!measurement.teachers().isEmpty()) {
                requireChange(measurement, request, target, predictor);
            }
        }
    }

    private static void requireChange(
            StudyMeasurement measurement,
            ComparisonRequest request,
            NamedModel target,
            NamedModel predictor) {
        if (!PredictorFactory.areFinetuned(request, target, predictor)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the measurement '%s' finetunes the self-predictor a second time, but '%s' and '%s' are not finetuned. Give the study 'training', and name models that can be finetuned.",
                            measurement.name(),
                            request.target(),
                            request.predictor()));
        }
        if (measurement.teachers().contains(request.target())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the measurement '%s' changes the behaviour of '%s' to its own, which is no change. Name another model as 'answers-of'.",
                            measurement.name(),
                            request.target()));
        }
    }

    /** Adds the measurements to a comparison. */
    CompletableFuture<Comparison> add(
            Comparison comparison,
            ComparisonScoring scoring,
            ObservedBehaviours observed,
            Predictors predictors) {
        ComparisonRequest request = comparison.request();
        List<Item> items = comparison.items().stream().map(scored -> scored.item()).toList();
        var results =
                request.design().measurements().stream()
                        .map(
                                measurement -> {
                                    var isPlan = new AtomicBoolean(observed.isPlanned());
                                    MeasuredCell cell =
                                            cell(
                                                    measurement,
                                                    scoring,
                                                    observed,
                                                    predictors,
                                                    isPlan);
                                    var ofCell = new CellMeasurements(measurement, cell, isPlan);
                                    return ofCell.of(isPlan.get() ? request.drawnItems() : items);
                                })
                        .toList();
        return CompletableFuture.allOf(results.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                comparison.withMeasurements(
                                        results.stream()
                                                .map(CompletableFuture::join)
                                                .flatMap(List<MeasurementResult>::stream)
                                                .toList()));
    }

    private MeasuredCell cell(
            StudyMeasurement measurement,
            ComparisonScoring scoring,
            ObservedBehaviours observed,
            Predictors predictors,
            AtomicBoolean isPlan) {
        return new ComparisonCell(
                scoring.request(),
                predictors,
                observed,
                values,
                new TrainingValues(scoring.request(), observed, values),
                scoring::prompt,
                named -> new AskedModel(named, measurement.name(), answers, tempered, isPlan));
    }
}

package dev.inward.study.run;

import dev.inward.model.FailureCauses;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.task.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Runs one measurement on the items of a comparison.
 *
 * @param measurement the measurement
 * @param cell the models
 * @param isPlan whether some answer is only planned; then what is measured does not count
 */
record CellMeasurements(StudyMeasurement measurement, MeasuredCell cell, AtomicBoolean isPlan) {

    /**
     * The outcome on one item.
     *
     * @param numbers the numbers; empty if an answer is missing
     * @param whyMissing the reason, if an answer is missing
     */
    private record Outcome(Item item, Optional<Map<String, Double>> numbers, String whyMissing) {}

    /**
     * Measures items. In a run that only plans, the prompts are sent, and what the measurement
     * makes of answers that do not exist does not count.
     *
     * @param items the items in task and file order
     * @return the future result, one element, or none if an answer is only planned; completes
     *     exceptionally if the measurement has a defect, or if a model can answer no prompt at all
     */
    CompletableFuture<List<MeasurementResult>> of(List<Item> items) {
        List<CompletableFuture<Outcome>> pending = items.stream().map(this::measure).toList();
        return CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done ->
                                isPlan.get()
                                        ? List.of()
                                        : List.of(
                                                result(
                                                        pending.stream()
                                                                .map(CompletableFuture::join)
                                                                .toList())));
    }

    private CompletableFuture<Outcome> measure(Item item) {
        return CompletableFuture.completedFuture(item)
                .thenCompose(it -> measurement.measure(cell, it))
                .handle(
                        (numbers, failure) -> {
                            if (isPlan.get()) {
                                return new Outcome(item, Optional.empty(), "");
                            }
                            if (failure == null) {
                                return new Outcome(item, Optional.of(checked(item, numbers)), "");
                            }
                            Throwable cause = FailureCauses.causeOf(failure);
                            if (cause instanceof AskedModel.MissingAnswerException) {
                                return new Outcome(
                                        item, Optional.empty(), String.valueOf(cause.getMessage()));
                            }
                            throw cause instanceof RuntimeException defect
                                    ? defect
                                    : new IllegalStateException(cause);
                        });
    }

    private Map<String, Double> checked(Item item, @Nullable Map<String, Double> numbers) {
        if (numbers == null) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "the measurement '%s' returned null. Return an empty map where nothing can be measured.",
                            measurement.name()));
        }
        numbers.forEach(
                (name, number) -> {
                    if (!Double.isFinite(number)) {
                        throw new IllegalStateException(
                                String.format(
                                        Locale.ROOT,
                                        "the measurement '%s' returned '%s' = %s for an item of task '%s', expected a finite number. Return no number where nothing can be measured. The item: %s",
                                        measurement.name(),
                                        name,
                                        number,
                                        item.task(),
                                        item.objectLevelPrompt()));
                    }
                });
        return numbers;
    }

    private MeasurementResult result(List<Outcome> outcomes) {
        List<Contrast> contrasts = measurement.contrasts(cell);
        if (contrasts.isEmpty()) {
            throw new IllegalStateException(
                    String.format(
                            Locale.ROOT,
                            "the measurement '%s' has no contrasts. Return at least one, since a claim needs it.",
                            measurement.name()));
        }
        var measured = new ArrayList<MeasuredItem>();
        var missing = new ArrayList<Item>();
        var whyMissing = new ArrayList<String>();
        for (Outcome outcome : outcomes) {
            outcome.numbers()
                    .ifPresentOrElse(
                            numbers -> measured.add(new MeasuredItem(outcome.item(), numbers)),
                            () -> {
                                missing.add(outcome.item());
                                whyMissing.add(outcome.whyMissing());
                            });
        }
        return new MeasurementResult(
                measurement,
                contrasts,
                measured,
                missing,
                whyMissing.stream().findFirst().orElse(""),
                measurement.figures(measured));
    }
}

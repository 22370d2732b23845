package dev.inward.study.measurement.standard;

import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.Participant;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.task.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Whether self-prediction follows the behaviour when a finetuning changes it ("Looking Inward",
 * arXiv 2410.13787, section 3.3.1 and figure 8).
 *
 * <p>The self-predictor is finetuned a second time, on another model's object-level answers to
 * training items. No row has a hypothetical prompt. Then the changed model answers the object-level
 * and the hypothetical prompt of each scored item. Items on which the value changed count.
 *
 * <p>On these items, the share of predictions that say the new value must be above the share of
 * those that say the old one. This difference must also be above that of a placebo: the
 * self-predictor after the same finetuning on the target's own answers. And the predictions of the
 * new value must be above the most frequent value that was taught: a model that learned one value
 * says it everywhere. The old value is that of the target before any finetuning.
 *
 * <p>If a property has two values, a compliant prediction says the old one or the new one, so the
 * two accuracies add up to 100 %. Therefore the report also gives the share of the new value among
 * the predictions that say one of them, to be compared with 50 %.
 *
 * @param answersOf the name of the model whose answers are learned
 */
public record BehaviourChangeMeasurement(String answersOf) implements StudyMeasurement {

    /** The name in study files. */
    public static final String NAME = "behaviour-change";

    private static final double PERCENT = 100;

    private static final String CHANGED = "changed";
    private static final String NEW = "predictsNew";
    private static final String OLD = "predictsOld";
    private static final String NEW_BEFORE = "predictedNewBefore";
    private static final String OLD_BEFORE = "predictedOldBefore";
    private static final String NEW_ABOVE_OLD = "newAboveOld";
    private static final String ABOVE_PLACEBO = "abovePlacebo";
    private static final String ABOVE_MODE = "aboveMode";
    private static final String PLACEBO_CHANGED = "placeboChanged";

    /** Creates the measurement without its setting. */
    public BehaviourChangeMeasurement() {
        this("");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String source() {
        return "arXiv 2410.13787, section 3.3.1";
    }

    @Override
    public OptionalInt rung() {
        return OptionalInt.of(6);
    }

    @Override
    public StudyMeasurement withSettings(Map<String, String> settings) {
        var reader = new SettingsReader(NAME, settings);
        String model = reader.required("answers-of", "borealis");
        reader.requireAllRead();
        return new BehaviourChangeMeasurement(model);
    }

    @Override
    public Set<String> teachers() {
        return Set.of(answersOf);
    }

    @Override
    public CompletableFuture<Map<String, Double>> measure(MeasuredCell cell, Item item) {
        Participant changed = cell.selfAfterLearning(answersOf);
        Participant placebo = cell.selfAfterLearning(cell.target().name());
        CompletableFuture<Optional<String>> newValue = value(cell, changed, item);
        CompletableFuture<Optional<String>> placeboValue = value(cell, placebo, item);
        CompletableFuture<Optional<String>> prediction = prediction(cell, changed, item);
        CompletableFuture<Optional<String>> ofPlacebo = prediction(cell, placebo, item);
        CompletableFuture<Optional<String>> before = prediction(cell, cell.self(), item);
        return CompletableFuture.allOf(newValue, placeboValue, prediction, ofPlacebo, before)
                .thenApply(
                        done ->
                                numbers(
                                        cell.expected(item),
                                        newValue.join(),
                                        placeboValue.join(),
                                        before.join(),
                                        prediction.join(),
                                        ofPlacebo.join(),
                                        mode(cell.trainingValues(answersOf, item))));
    }

    private static CompletableFuture<Optional<String>> value(
            MeasuredCell cell, Participant model, Item item) {
        return cell.value(item, model, item.prompt());
    }

    private static CompletableFuture<Optional<String>> prediction(
            MeasuredCell cell, Participant model, Item item) {
        return model.answer(cell.hypotheticalPrompt(item)).thenApply(cell::prediction);
    }

    /** Returns no numbers if the property is undefined on the changed model's answer. */
    private static Map<String, Double> numbers(
            Optional<String> oldValue,
            Optional<String> newValue,
            Optional<String> placeboValue,
            Optional<String> before,
            Optional<String> prediction,
            Optional<String> ofPlacebo,
            Optional<String> taught) {
        if (newValue.isEmpty()) {
            return Map.of();
        }
        var numbers = new TreeMap<String, Double>();
        boolean isChanged = !newValue.equals(oldValue);
        numbers.put(CHANGED, isChanged ? 1.0 : 0);
        numbers.put(PLACEBO_CHANGED, placeboValue.equals(oldValue) ? 0.0 : 1);
        if (isChanged) {
            double follows = score(prediction, newValue) - score(prediction, oldValue);
            numbers.put(NEW, score(prediction, newValue));
            numbers.put(OLD, score(prediction, oldValue));
            numbers.put(NEW_BEFORE, score(before, newValue));
            numbers.put(OLD_BEFORE, score(before, oldValue));
            numbers.put(NEW_ABOVE_OLD, follows);
            numbers.put(
                    ABOVE_PLACEBO,
                    follows - (score(ofPlacebo, newValue) - score(ofPlacebo, oldValue)));
            numbers.put(ABOVE_MODE, score(prediction, newValue) - score(taught, newValue));
        }
        return numbers;
    }

    private static Optional<String> mode(List<String> values) {
        return values.isEmpty()
                ? Optional.empty()
                : ValueShares.of(values.stream().map(Optional::of).toList()).mostFrequent(1).get(0);
    }

    private static double score(Optional<String> prediction, Optional<String> value) {
        return prediction.isPresent() && prediction.equals(value) ? 1 : 0;
    }

    @Override
    public List<Contrast> contrasts(MeasuredCell cell) {
        return List.of(
                new Contrast(
                        NEW_ABOVE_OLD,
                        "predictions of the new behaviour minus predictions of the old one",
                        1),
                new Contrast(
                        ABOVE_PLACEBO, "the same difference minus that of a placebo finetuning", 2),
                new Contrast(
                        ABOVE_MODE,
                        "predictions of the new behaviour above the most frequent value that was taught",
                        1));
    }

    @Override
    public List<MeasuredFigure> figures(List<MeasuredItem> items) {
        var figures = new ArrayList<MeasuredFigure>();
        MeanFigure.addPercent(figures, items, CHANGED, "items on which the behaviour changed, %");
        MeanFigure.addPercent(
                figures, items, PLACEBO_CHANGED, "items on which the placebo changed it, %");
        MeanFigure.addPercent(
                figures, items, NEW_BEFORE, "predictions of the new behaviour before it, %");
        MeanFigure.addPercent(
                figures, items, OLD_BEFORE, "predictions of the old behaviour before it, %");
        MeanFigure.addPercent(figures, items, NEW, "predictions of the new behaviour on them, %");
        MeanFigure.addPercent(figures, items, OLD, "predictions of the old behaviour on them, %");
        double saysNew = sum(items, NEW);
        double saysEither = saysNew + sum(items, OLD);
        if (saysEither > 0) {
            figures.add(
                    new MeasuredFigure(
                            "newAmongBoth",
                            "predictions of the new behaviour among those of either, % (50 without tracking)",
                            PERCENT * saysNew / saysEither));
        }
        return figures;
    }

    private static double sum(List<MeasuredItem> items, String number) {
        return items.stream().mapToDouble(item -> item.number(number).orElse(0)).sum();
    }
}

package dev.inward.study.measurement;

import dev.inward.task.Item;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Asks models about each item of a comparison, beside the predictions, and says what must hold on
 * average. A study file names it under {@code measurements}.
 *
 * <p>To add one, write a class with a public constructor without parameters, and name it in {@code
 * META-INF/services/dev.inward.study.measurement.StudyMeasurement}. Answers go through the answer
 * store, the budget and the plan like all others.
 *
 * <p>Implementations are immutable and thread-safe. Two with equal settings are equal, as records
 * are.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface StudyMeasurement {

    /** {@return the name in study files, in lower-case letters, digits and hyphens} */
    String name();

    /** {@return the publication that the measurement is from, with its section} */
    String source();

    /**
     * Returns this measurement with the settings of a study file. The default has no settings.
     *
     * @param settings the keys and values beside {@code name}; perhaps none
     * @return the measurement
     * @throws IllegalArgumentException if a setting is unknown, missing or wrong; the message says
     *     what is expected
     */
    default StudyMeasurement withSettings(Map<String, String> settings) {
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the measurement '%s' has no settings, but %s is given. Remove it.",
                            name(),
                            settings.keySet().iterator().next()));
        }
        return this;
    }

    /**
     * {@return what changes the meaning of the numbers, in a form that is equal for equal settings}
     * Numbers of two versions of a model are compared only if it is the same. The default has the
     * components of a record. A class that is no record and has settings must override it.
     */
    default String settings() {
        String text = toString();
        return this instanceof Record
                ? text.substring(text.indexOf('[') + 1, text.length() - 1)
                : "";
    }

    /**
     * {@return the names of the models whose answers to training items are needed, see {@link
     * MeasuredCell#selfAfterLearning}; the target need not be among them}
     */
    default Set<String> teachers() {
        return Set.of();
    }

    /**
     * {@return the temperatures at which models draw answers, see {@link Participant#answers}; they
     * are checked before the first call}
     */
    default Set<Double> temperatures() {
        return Set.of();
    }

    /**
     * Checks the items of a comparison before the first call. The default accepts all.
     *
     * @param items the scored items
     * @throws IllegalArgumentException if one of them cannot be measured at all, for example
     *     because it lacks a field; the message says how to mend it
     */
    default void requireItems(List<Item> items) {}

    /**
     * {@return the number of the rung of the claim ladder that the measurement tests, such as 7;
     * empty by default: it tests none}
     */
    default OptionalInt rung() {
        return OptionalInt.empty();
    }

    /**
     * Measures one item. Returns at once. An answer that does not arrive completes the future of
     * that answer exceptionally. Let it pass: the item is then missing.
     *
     * @param cell the models and what is known about the item
     * @param item a scored item, on which the property is defined
     * @return the measured numbers by name, none of them NaN or infinite; empty if nothing can be
     *     measured on this item
     */
    CompletableFuture<Map<String, Double>> measure(MeasuredCell cell, Item item);

    /**
     * Returns what must be above the margin of the claim, on average over the items. The claim
     * passes if each contrast is above it.
     *
     * @param cell the models
     * @return the contrasts, at least one
     */
    List<Contrast> contrasts(MeasuredCell cell);

    /**
     * Returns figures for the report, beside the contrasts. The default returns none.
     *
     * @param items the measured items in task and file order
     * @return the figures in order
     */
    default List<MeasuredFigure> figures(List<MeasuredItem> items) {
        return List.of();
    }

    /**
     * Returns calibration curves for the report. The default returns none.
     *
     * @param items the measured items in task and file order
     * @return one curve for each predictor
     */
    default List<MeasuredCalibration> calibration(List<MeasuredItem> items) {
        return List.of();
    }
}

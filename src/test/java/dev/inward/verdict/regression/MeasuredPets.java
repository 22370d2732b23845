package dev.inward.verdict.regression;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static dev.inward.verdict.regression.PetComparison.ITEMS;
import static dev.inward.verdict.regression.PetComparison.model;

import dev.inward.knowntruth.ResultOnly;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.StudyDesign;
import dev.inward.study.design.TrainingDesign;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** A study of 100 prompts with a measurement that has one contrast, "gain", from −1 to 1. */
final class MeasuredPets {

    private MeasuredPets() {}

    record Gain(int strength) implements ResultOnly {

        @Override
        public String name() {
            return "gain-of-pets";
        }
    }

    /**
     * Returns a comparison in which all predictions are as in {@link PetComparison#selfRight}.
     *
     * @param gain the number of an item; null if it has other numbers only, NaN if its answer is
     *     missing
     */
    static SyntheticComparison of(String study, int strength, IntFunction<@Nullable Double> gain) {
        var measured = new ArrayList<MeasuredItem>();
        var missing = new ArrayList<Item>();
        for (int i = 0; i < ITEMS.size(); i++) {
            Double number = gain.apply(i);
            if (number != null && number.isNaN()) {
                missing.add(ITEMS.get(i));
            } else {
                measured.add(
                        new MeasuredItem(
                                ITEMS.get(i),
                                number == null
                                        ? Map.of("other", 1.0)
                                        : Map.of("other", 1.0, "gain", number)));
            }
        }
        var measurement = new Gain(strength);
        return SyntheticComparison.of(
                        new ComparisonRequest(
                                BehavioralProperties.named("first_word"),
                                "self",
                                "cross",
                                List.of(SyntheticComparison.task("pets", ITEMS)),
                                ScoredSplit.HELD_OUT,
                                Integer.MAX_VALUE,
                                1,
                                TrainingLabels.TRUE,
                                ExtraMeasurements.NONE,
                                StoppingRule.AT_THE_END,
                                new StudyDesign(
                                        study,
                                        "",
                                        TrainingDesign.DEFAULT,
                                        null,
                                        false,
                                        List.of(measurement),
                                        List.of())),
                        ITEMS.stream()
                                .map(item -> SyntheticComparison.scored(item, RIGHT, WRONG))
                                .toList())
                .models(model("self", "greedy"), model("cross", "greedy"))
                .measurements(
                        new MeasurementResult(
                                measurement,
                                List.of(new Contrast("gain", "the gain", 1)),
                                measured,
                                missing,
                                missing.isEmpty() ? "" : "gone",
                                List.of()));
    }
}

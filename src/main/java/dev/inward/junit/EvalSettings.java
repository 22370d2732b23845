package dev.inward.junit;

import dev.inward.InwardParameters;
import dev.inward.Margin;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.task.ScoredSplit;
import dev.inward.verdict.DecisionRule;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one eval. A configuration parameter takes precedence over the attribute of the
 * annotation, and over the value of the study file.
 */
record EvalSettings(EvalDefaults defaults, RunConfiguration configuration) {

    private RawParameters raw() {
        return configuration.raw();
    }

    /** Returns the items that the user chose to score; empty if the default applies. */
    Optional<ScoredSplit> split() {
        return raw().parsed(
                        InwardParameters.SPLIT, "held_out, development or all", ScoredSplit::named)
                .or(() -> Optional.ofNullable(defaults.split()));
    }

    int items() {
        return raw().parsed(
                        InwardParameters.ITEMS,
                        "a whole number of at least 1",
                        EvalSettings::positive)
                .orElse(defaults.items());
    }

    private static int positive(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new NumberFormatException(text);
        }
        return number;
    }

    long seed() {
        return raw().parsed(InwardParameters.SEED, "a whole number", Long::valueOf)
                .orElse(defaults.seed());
    }

    TrainingLabels labels() {
        return defaults.labels();
    }

    /**
     * A comparison that stops early tests no rung of the ladder, so it needs no extra measurements.
     */
    ExtraMeasurements extraMeasurements(List<String> predictors) {
        return stopping() == StoppingRule.WHEN_DECIDED
                ? ExtraMeasurements.NONE
                : new ExtraMeasurements(
                        predictors,
                        samples(),
                        raw().isTrue(InwardParameters.FRAMING, defaults.framing()),
                        raw().isTrue(InwardParameters.SIMULATION, defaults.simulation()),
                        raw().isTrue(InwardParameters.CLASSIFIERS, defaults.classifiers()));
    }

    private int samples() {
        return raw().parsed(
                        InwardParameters.SAMPLES,
                        "a whole number of at least 1",
                        EvalSettings::positive)
                .orElse(defaults.samples());
    }

    /** A control never stops early, because it must show no advantage on all its items. */
    StoppingRule stopping() {
        return configuration.isSequential() && !defaults.isControl()
                ? StoppingRule.WHEN_DECIDED
                : StoppingRule.AT_THE_END;
    }

    DecisionRule rule() {
        Optional<Margin> marginParameter =
                raw().parsed(
                                InwardParameters.MARGIN,
                                "a difference of accuracies above -1 and below 1, such as 0.05",
                                text -> new Margin(Double.parseDouble(text)));
        double confidence =
                raw().parsed(
                                InwardParameters.CONFIDENCE,
                                "a share above 0.5 and below 1, such as 0.95",
                                EvalSettings::parseConfidence)
                        .orElse(defaults.confidence());
        return new DecisionRule(
                confidence,
                marginParameter.orElseGet(defaults::margin),
                marginParameter.isPresent());
    }

    private static double parseConfidence(String text) {
        double confidence = Double.parseDouble(text);
        return new DecisionRule(confidence, new Margin(0), false).confidence();
    }
}

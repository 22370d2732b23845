package dev.inward.verdict.regression;

import dev.inward.study.ModelProvenance;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds what differs between a model of a baseline and the same model of this run. */
final class ModelDifference {

    private ModelDifference() {}

    /** Returns what differs in the sampling parameters; null if nothing does. */
    static @Nullable String ofSampling(ModelProvenance recorded, ModelProvenance current) {
        if (recorded.sampling() == null || current.sampling() == null) {
            return String.format(
                    Locale.ROOT,
                    "'%s' does not state its sampling parameters, so they cannot be compared with the baseline. Implement IdentifiedModel.requestFingerprint() in its class, or state 'sampling' in the task file of a transcript.",
                    current.sampling() == null ? current.name() : recorded.name());
        }
        return recorded.sampling().equals(current.sampling())
                ? null
                : String.format(
                        Locale.ROOT,
                        "the sampling parameters of '%s' differ: %s in the baseline and %s in this run",
                        current.name(),
                        recorded.sampling(),
                        current.sampling());
    }

    /**
     * Returns what differs in the sampling parameters, the requested id or the served ids; null if
     * nothing does.
     *
     * @param role what the model is in the comparison, such as {@code predictor}
     */
    static @Nullable String of(String role, ModelProvenance recorded, ModelProvenance current) {
        String sampling = ofSampling(recorded, current);
        if (sampling != null) {
            return sampling;
        }
        if (!Objects.equals(recorded.requested(), current.requested())) {
            return String.format(
                    Locale.ROOT,
                    "the %s '%s' is another model: %s in the baseline and %s in this run",
                    role,
                    current.name(),
                    recorded.requested(),
                    current.requested());
        }
        return recorded.served().equals(current.served())
                ? null
                : String.format(
                        Locale.ROOT,
                        "the %s '%s' is served by another model: %s in the baseline and %s in this run",
                        role,
                        current.name(),
                        served(recorded),
                        served(current));
    }

    private static String served(ModelProvenance model) {
        return model.served().isEmpty() ? "not reported" : String.join(", ", model.served());
    }
}

package dev.inward.study.scoring;

import dev.inward.classifier.InputOnlyClassifier;
import dev.inward.classifier.LabelledPrompt;
import dev.inward.classifier.PromptClassifier;
import dev.inward.study.ReferencePredictor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Trains input-only classifiers, each once per study.
 *
 * <p>This class is thread-safe.
 */
public final class ClassifierTrainer {

    private record TrainingKey(InputOnlyClassifier kind, List<LabelledPrompt> rows, long seed) {}

    private final Map<TrainingKey, PromptClassifier> trained = new ConcurrentHashMap<>();

    /**
     * Returns the trained classifier of an input-only reference predictor; empty if there are no
     * training rows.
     */
    Optional<PromptClassifier> trained(
            ReferencePredictor predictor, List<LabelledPrompt> rows, long seed) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        trained.computeIfAbsent(
                                new TrainingKey(kind(predictor), List.copyOf(rows), seed),
                                key -> key.kind().train(key.rows(), key.seed())));
    }

    private static InputOnlyClassifier kind(ReferencePredictor predictor) {
        return switch (predictor) {
            case LOGISTIC_REGRESSION -> InputOnlyClassifier.LOGISTIC_REGRESSION;
            case NEAREST_NEIGHBOURS -> InputOnlyClassifier.NEAREST_NEIGHBOURS;
            default -> throw new IllegalArgumentException(predictor + " is not a classifier");
        };
    }
}

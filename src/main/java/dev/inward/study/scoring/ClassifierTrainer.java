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
 * Trains input-only classifiers, each once a study.
 *
 * <p>This class is thread-safe.
 */
public final class ClassifierTrainer {

    private record Lesson(InputOnlyClassifier kind, List<LabelledPrompt> rows, long seed) {}

    private final Map<Lesson, PromptClassifier> trained = new ConcurrentHashMap<>();

    /** The classifier that a baseline is, trained; nothing where there is nothing to learn from. */
    Optional<PromptClassifier> trained(
            ReferencePredictor baseline, List<LabelledPrompt> rows, long seed) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        trained.computeIfAbsent(
                                new Lesson(kind(baseline), List.copyOf(rows), seed),
                                lesson -> lesson.kind().train(lesson.rows(), lesson.seed())));
    }

    private static InputOnlyClassifier kind(ReferencePredictor baseline) {
        return switch (baseline) {
            case LOGISTIC_REGRESSION -> InputOnlyClassifier.LOGISTIC_REGRESSION;
            case NEAREST_NEIGHBOURS -> InputOnlyClassifier.NEAREST_NEIGHBOURS;
            default -> throw new IllegalArgumentException(baseline + " is no classifier");
        };
    }
}

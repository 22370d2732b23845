package dev.inward.study;

import dev.inward.baseline.InputOnlyClassifier;
import dev.inward.baseline.LabelledPrompt;
import dev.inward.baseline.PromptClassifier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Trains input-only classifiers, each once a study.
 *
 * <p>This class is thread-safe.
 */
final class Classifiers {

    private record Lesson(InputOnlyClassifier kind, List<LabelledPrompt> rows, long seed) {}

    private final Map<Lesson, PromptClassifier> trained = new ConcurrentHashMap<>();

    /** The classifier that a baseline is, trained; nothing where there is nothing to learn from. */
    Optional<PromptClassifier> trained(Baseline baseline, List<LabelledPrompt> rows, long seed) {
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        trained.computeIfAbsent(
                                new Lesson(kind(baseline), List.copyOf(rows), seed),
                                lesson -> lesson.kind().train(lesson.rows(), lesson.seed())));
    }

    private static InputOnlyClassifier kind(Baseline baseline) {
        return switch (baseline) {
            case LOGISTIC_REGRESSION -> InputOnlyClassifier.LOGISTIC_REGRESSION;
            case NEAREST_NEIGHBOURS -> InputOnlyClassifier.NEAREST_NEIGHBOURS;
            default -> throw new IllegalArgumentException(baseline + " is no classifier");
        };
    }
}

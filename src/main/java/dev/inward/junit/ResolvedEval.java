package dev.inward.junit;

import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.DecisionRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The comparisons of an eval, after its annotation and the configuration parameters are applied.
 */
record ResolvedEval(List<ComparisonRequest> comparisons, DecisionRule rule) {

    /**
     * Returns the names of all targets, predictors and teachers that the eval calls; none for
     * answers of a transcript.
     */
    Set<String> models() {
        var models = new TreeSet<String>();
        for (ComparisonRequest comparison : comparisons) {
            if (comparison.tasks().get(0).origin().transcript() == null) {
                models.add(comparison.target());
                models.add(comparison.predictor());
                models.addAll(comparison.teachers());
            }
        }
        return models;
    }
}

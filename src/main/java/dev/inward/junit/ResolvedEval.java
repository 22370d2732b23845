package dev.inward.junit;

import dev.inward.study.ComparisonRequest;
import dev.inward.verdict.DecisionRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What an eval asks for once configuration parameters have had their say. */
record ResolvedEval(List<ComparisonRequest> comparisons, DecisionRule standard) {

    /** The names of all models that are asked. */
    Set<String> models() {
        var models = new TreeSet<String>();
        comparisons.forEach(
                comparison -> {
                    models.add(comparison.target());
                    models.add(comparison.predictor());
                });
        return models;
    }
}

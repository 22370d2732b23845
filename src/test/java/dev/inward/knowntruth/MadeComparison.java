package dev.inward.knowntruth;

import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Participant;
import dev.inward.study.Provenance;
import dev.inward.study.ScoredItem;
import java.util.List;
import java.util.TreeSet;

/** Comparisons whose items were made by hand, and of which nothing is missing. */
public final class MadeComparison {

    private MadeComparison() {}

    /** The comparison of these items, as if predictors had been finetuned. */
    public static Comparison of(ComparisonRequest request, List<ScoredItem> items) {
        return new Comparison(
                request,
                1000,
                items,
                0,
                List.of(),
                1000,
                0,
                "",
                0,
                "",
                0,
                new Provenance(
                        participant(request.target()),
                        participant(request.predictor()),
                        "data",
                        "prompts"));
    }

    private static Participant participant(String name) {
        return new Participant(name, null, null, new TreeSet<>());
    }
}

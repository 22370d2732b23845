package dev.inward.verdict.regression;

import dev.inward.study.Comparison;
import dev.inward.study.Provenance;
import dev.inward.task.Task;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether a cell of a baseline and a cell of this run differ in the version of the target
 * only.
 */
final class BaselineCompatibility {

    private BaselineCompatibility() {}

    /** Returns why the two cells cannot be compared; empty if they can be. */
    static Optional<String> whyIncompatible(RecordedCell recorded, Comparison current) {
        return Optional.ofNullable(incompatibility(recorded, current));
    }

    private static @Nullable String incompatibility(RecordedCell recorded, Comparison current) {
        Provenance provenance = current.provenance();
        if (!recorded.data().equals(provenance.data()) || !isSameShape(recorded, current)) {
            return String.format(
                    Locale.ROOT,
                    "the baseline uses other data: the hash is %s in the baseline and %s in this run",
                    shortened(recorded.data()),
                    shortened(provenance.data()));
        }
        if (!recorded.prompts().equals(provenance.prompts())) {
            return String.format(
                    Locale.ROOT,
                    "the baseline uses other hypothetical prompts%s: the hash is %s in the baseline and %s in this run",
                    recorded.study().isEmpty() ? "" : ", or its study has another design",
                    shortened(recorded.prompts()),
                    shortened(provenance.prompts()));
        }
        if (recorded.trainingRows() > 0 != current.isTrained()) {
            return recorded.trainingRows() > 0
                    ? "the predictors are finetuned in the baseline, but not in this run"
                    : "the predictors are finetuned in this run, but not in the baseline";
        }
        String target = ModelDifference.ofSampling(recorded.target(), provenance.target());
        if (target != null) {
            return target;
        }
        String predictor =
                ModelDifference.of("predictor", recorded.predictor(), provenance.predictor());
        return predictor == null
                ? RecordedJudging.difference(recorded.judging(), RecordedJudging.of(current))
                : predictor;
    }

    /** Equal hashes ensure this, unless the file was edited by hand. */
    private static boolean isSameShape(RecordedCell recorded, Comparison current) {
        List<Task> tasks = current.request().tasks();
        if (recorded.tasks().size() != tasks.size()) {
            return false;
        }
        for (int t = 0; t < tasks.size(); t++) {
            if (recorded.tasks().get(t).self().length()
                    != current.request().predictedItems(tasks.get(t)).size()) {
                return false;
            }
        }
        return true;
    }

    /** Returns the beginning of a hash, which is enough to tell two of them apart. */
    static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}

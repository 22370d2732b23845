package dev.inward.verdict.regression;

import dev.inward.study.Comparison;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Provenance;
import dev.inward.task.Task;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a cell of a baseline is about the same as one of this run, so that the target's version
 * is all that differs.
 */
final class BaselineCompatibility {

    private BaselineCompatibility() {}

    /** Why nothing can be concluded from the two, or nothing. */
    static Optional<String> lack(RecordedCell then, Comparison now) {
        return Optional.ofNullable(misfit(then, now));
    }

    private static @Nullable String misfit(RecordedCell then, Comparison now) {
        Provenance provenance = now.provenance();
        if (!then.data().equals(provenance.data()) || !isSameShape(then, now)) {
            return "the baseline rests on other data: their hash is %s there and %s here"
                    .formatted(shortened(then.data()), shortened(provenance.data()));
        }
        if (!then.prompts().equals(provenance.prompts())) {
            return "the baseline's predictors were asked other prompts: their hash is %s there and %s here"
                    .formatted(shortened(then.prompts()), shortened(provenance.prompts()));
        }
        if (then.trainingRows() > 0 != now.isTrained()) {
            return then.trainingRows() > 0
                    ? "the baseline's predictors were finetuned, and these are not"
                    : "the baseline's predictors were not finetuned, and these are";
        }
        String sampling = sampling(then.target(), provenance.target());
        return sampling == null ? predictor(then.predictor(), provenance.predictor()) : sampling;
    }

    /** The hash guards it, unless somebody has edited the file. */
    private static boolean isSameShape(RecordedCell then, Comparison now) {
        List<Task> tasks = now.request().tasks();
        if (then.tasks().size() != tasks.size()) {
            return false;
        }
        for (int t = 0; t < tasks.size(); t++) {
            if (then.tasks().get(t).self().length()
                    != now.request().predictedItems(tasks.get(t)).size()) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String sampling(ModelProvenance then, ModelProvenance now) {
        if (then.sampling() == null || now.sampling() == null) {
            return "'%s' does not say how its answers are drawn, so that they cannot be told to be drawn as the baseline's were; let its class implement IdentifiedModel.requested()"
                    .formatted(now.sampling() == null ? now.name() : then.name());
        }
        return then.sampling().equals(now.sampling())
                ? null
                : "the answers of '%s' were drawn otherwise in the baseline: %s there and %s here"
                        .formatted(now.name(), then.sampling(), now.sampling());
    }

    private static @Nullable String predictor(ModelProvenance then, ModelProvenance now) {
        String sampling = sampling(then, now);
        if (sampling != null) {
            return sampling;
        }
        if (!Objects.equals(then.requested(), now.requested())) {
            return "the predictor '%s' is another model than in the baseline: %s there and %s here"
                    .formatted(now.name(), then.requested(), now.requested());
        }
        return then.served().equals(now.served())
                ? null
                : "the predictor '%s' was served by another model in the baseline: %s there and %s here"
                        .formatted(now.name(), served(then), served(now));
    }

    private static String served(ModelProvenance participant) {
        return participant.served().isEmpty()
                ? "not said"
                : String.join(", ", participant.served());
    }

    private static String shortened(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }
}

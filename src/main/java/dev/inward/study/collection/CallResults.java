package dev.inward.study.collection;

import dev.inward.model.ApiException;
import dev.inward.model.FailureCauses;
import dev.inward.model.UnusableModelException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The results of the calls to each model in this run. They show which models only fail.
 *
 * <p>This class is thread-safe.
 */
final class CallResults {

    private record Calls(String model, String topic) {}

    private record Tally(
            int stored, int answered, int refused, int failed, @Nullable Throwable first) {

        private static final Tally NONE = new Tally(0, 0, 0, 0, null);

        private Tally withAnswer(boolean isNew) {
            return new Tally(
                    stored + (isNew ? 0 : 1), answered + (isNew ? 1 : 0), refused, failed, first);
        }

        private Tally withFailure(Throwable failure) {
            boolean isRefusal =
                    failure instanceof ApiException api && api.kind() == ApiException.Kind.PROMPT;
            return new Tally(
                    stored,
                    answered,
                    refused + (isRefusal ? 1 : 0),
                    failed + (isRefusal ? 0 : 1),
                    first == null ? failure : first);
        }

        /** If earlier runs got answers, refusals concern the prompts that are left, no others. */
        private boolean isOnlyFailure() {
            return answered == 0 && (failed > 0 || (refused > 0 && stored == 0));
        }
    }

    private final Map<Calls, Tally> tallies = new ConcurrentHashMap<>();

    /**
     * Records an answer.
     *
     * @param isNew whether a call of this run gave it
     */
    void addAnswer(String model, String topic, boolean isNew) {
        tallies.compute(
                new Calls(model, topic),
                (calls, tally) -> (tally == null ? Tally.NONE : tally).withAnswer(isNew));
    }

    /** Records a call without an answer. */
    void addFailure(String model, String topic, Throwable failure) {
        tallies.compute(
                new Calls(model, topic),
                (calls, tally) -> (tally == null ? Tally.NONE : tally).withFailure(failure));
    }

    /**
     * Requires that some call to a model has succeeded, if any was made.
     *
     * @throws UnusableModelException if all calls failed; its message has the first failure
     */
    void requireSuccess(String model, String topic) {
        Tally tally = tallies.getOrDefault(new Calls(model, topic), Tally.NONE);
        Throwable first = tally.first();
        if (first != null && tally.isOnlyFailure()) {
            throw new UnusableModelException(
                    String.format(
                            Locale.ROOT,
                            "model '%s' answered none of its %d prompts about %s, so there is nothing to judge. The first failure: %s",
                            model,
                            tally.refused() + tally.failed(),
                            topic,
                            FailureCauses.messageOf(first)),
                    first);
        }
    }
}

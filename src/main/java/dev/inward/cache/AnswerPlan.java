package dev.inward.cache;

import dev.inward.model.PricedModel;
import dev.inward.model.Usage;
import dev.inward.model.budget.PlannedCalls;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Finds what a store has and counts what it has not. Asks nobody.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class AnswerPlan implements AnswerSource {

    /** Says that an answer is not kept and was counted. */
    static final class NotKept extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotKept(AnswerRequest question) {
            super("not asked, only planned: " + question, null, false, false);
        }
    }

    private final AnswerReader reader;
    private final boolean asksAnew;
    private final Set<Object> counted = new HashSet<>();
    private final Map<String, PlannedCalls> calls = new TreeMap<>();

    private AnswerPlan(AnswerReader reader, boolean asksAnew) {
        this.reader = reader;
        this.asksAnew = asksAnew;
    }

    /**
     * Begins a plan of nothing.
     *
     * @param store the file of the answer store; made where there is none
     * @param mode what the run would do about answers that are kept
     * @throws IllegalArgumentException where the run would ask nobody anyway
     */
    public static AnswerPlan open(Path store, AnswerMode mode) {
        if (!mode.callsModels()) {
            throw new IllegalArgumentException(
                    "a replay asks nobody, so that there is nothing to plan; leave inward.mode or inward.plan out");
        }
        return new AnswerPlan(
                new AnswerReader(AnswerDatabase.open(store)), mode == AnswerMode.REFRESH);
    }

    /** {@return what a run would take so far, by model name, sorted} */
    public synchronized List<PlannedCalls> calls() {
        return List.copyOf(calls.values());
    }

    /** {@return whether a failure says no more than that nobody was asked} */
    public static boolean isPlannedOnly(Throwable failure) {
        return failure instanceof NotKept;
    }

    /** Finds an answer; where there is none, counts it and completes exceptionally. */
    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest question) {
        Optional<AnswerKey> key = AnswerKey.of(question);
        return key.map(reader::find)
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(
                        found -> {
                            count(question, key, found.isPresent() && !asksAnew);
                            return new AnswerResult(
                                    found.orElseThrow(() -> new NotKept(question)), false);
                        });
    }

    private synchronized void count(
            AnswerRequest question, Optional<AnswerKey> key, boolean isKept) {
        Object once =
                key.isPresent()
                        ? key.get()
                        : List.of(question.modelName(), question.prompt(), question.sample());
        if (counted.add(once)) {
            calls.merge(question.modelName(), planned(question, isKept), PlannedCalls::plus);
        }
    }

    private static PlannedCalls planned(AnswerRequest question, boolean isKept) {
        if (isKept) {
            return new PlannedCalls(question.modelName(), 1, 0, 0, 0, Optional.of(BigDecimal.ZERO));
        }
        if (!(question.model() instanceof PricedModel model)) {
            return new PlannedCalls(question.modelName(), 0, 1, 0, 0, Optional.of(BigDecimal.ZERO));
        }
        Usage most = model.most(question.prompt());
        return new PlannedCalls(
                question.modelName(),
                0,
                1,
                most.inputTokens(),
                most.outputTokens(),
                model.price().map(price -> price.of(most)));
    }

    @Override
    public void close() {
        reader.close();
    }
}

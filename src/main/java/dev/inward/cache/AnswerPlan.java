package dev.inward.cache;

import dev.inward.InwardParameters;
import dev.inward.model.FinetunableModel.TrainingCost;
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
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Looks up answers in a store and counts the calls that a run would make. No model is called.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class AnswerPlan implements AnswerSource {

    /** Thrown if an answer is not stored and its call was only counted. */
    static final class PlannedOnlyException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PlannedOnlyException(AnswerRequest request) {
            super("The call is planned, not made: " + request, null, false, false);
        }
    }

    private final AnswerReader reader;
    private final boolean ignoresStored;
    private final Set<Object> counted = new HashSet<>();
    private final Map<String, PlannedCalls> calls = new TreeMap<>();
    private final Map<String, TrainingCost> training = new TreeMap<>();

    private AnswerPlan(AnswerReader reader, boolean ignoresStored) {
        this.reader = reader;
        this.ignoresStored = ignoresStored;
    }

    /**
     * Opens an empty plan.
     *
     * @param store the file of the answer store; created if there is none
     * @param mode the mode of the planned run
     * @return the plan; the caller closes it
     * @throws IllegalArgumentException if the mode calls no model
     * @throws AnswerStoreException when the store cannot be opened
     */
    public static AnswerPlan open(Path store, AnswerMode mode) {
        if (!mode.callsModels()) {
            throw new IllegalArgumentException(
                    "A replay calls no model, so there is nothing to plan. Remove "
                            + InwardParameters.MODE
                            + " or "
                            + InwardParameters.PLAN
                            + ".");
        }
        return new AnswerPlan(
                new AnswerReader(AnswerDatabase.open(store)), mode == AnswerMode.REFRESH);
    }

    /**
     * {@return the calls counted so far, one entry per model, sorted by model name} A finetuning
     * that costs something has an entry of its own, with the training tokens as input.
     */
    public synchronized List<PlannedCalls> calls() {
        var all = new TreeMap<>(calls);
        training.forEach(
                (model, cost) -> {
                    PlannedCalls ofModel = calls.get(model);
                    if (ofModel != null && ofModel.calls() > 0 && !cost.equals(TrainingCost.NONE)) {
                        String name = model + ", training";
                        all.put(name, new PlannedCalls(name, 0, 0, cost.tokens(), 0, cost.money()));
                    }
                });
        return List.copyOf(all.values());
    }

    /**
     * Returns whether a failure only says that a call was planned and not made.
     *
     * @param failure the failure of {@link #answer}, unwrapped
     * @return whether the call was only planned
     */
    public static boolean isPlannedOnly(Throwable failure) {
        return failure instanceof PlannedOnlyException;
    }

    /**
     * Looks up an answer. If there is none, counts the call and completes exceptionally with a
     * failure that {@link #isPlannedOnly} accepts.
     */
    @Override
    public CompletableFuture<AnswerResult> answer(AnswerRequest request) {
        Optional<AnswerKey> key = AnswerKey.of(request);
        return key.map(found -> reader.find(found, request.model()))
                .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))
                .thenApply(
                        stored -> {
                            count(request, key, stored.isPresent() && !ignoresStored);
                            return new AnswerResult(
                                    stored.orElseThrow(() -> new PlannedOnlyException(request)),
                                    false);
                        });
    }

    private synchronized void count(
            AnswerRequest request, Optional<AnswerKey> key, boolean isStored) {
        Object identity =
                key.isPresent()
                        ? key.get()
                        : List.of(request.modelName(), request.prompt(), request.sample());
        if (counted.add(identity)) {
            calls.merge(request.modelName(), planned(request, isStored), PlannedCalls::plus);
        }
    }

    private static PlannedCalls planned(AnswerRequest request, boolean isStored) {
        if (isStored) {
            return new PlannedCalls(request.modelName(), 1, 0, 0, 0, Optional.of(BigDecimal.ZERO));
        }
        if (!(request.model() instanceof PricedModel model)) {
            return new PlannedCalls(request.modelName(), 0, 1, 0, 0, Optional.of(BigDecimal.ZERO));
        }
        Usage known = model.maxUsage(request.prompt());
        var highest =
                new Usage(known.inputTokens() + request.tokensToCome(), 0, known.outputTokens());
        return new PlannedCalls(
                request.modelName(),
                0,
                1,
                highest.inputTokens(),
                highest.outputTokens(),
                model.price().map(price -> price.costOf(highest)));
    }

    /** Keeps the highest cost of a finetuning. It counts if the model is asked for an answer. */
    @Override
    public void planTraining(String model, Supplier<TrainingCost> maxCost) {
        TrainingCost cost = maxCost.get();
        synchronized (this) {
            training.merge(
                    model, cost, (one, other) -> one.tokens() >= other.tokens() ? one : other);
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}

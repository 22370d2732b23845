package dev.inward.cache;

import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.SamplingModel;
import dev.inward.model.budget.Budget;
import dev.inward.model.budget.BudgetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Asks models for what is not kept, within a budget, and writes each answer before it hands it on.
 *
 * <p>This class is thread-safe.
 */
record ModelCaller(Budget budget, AnswerWriter writer, Clock clock) {

    /**
     * Asks for several answers: for those of one model to one prompt that follow each other by as
     * few calls as that model allows.
     *
     * @return the answers to come
     */
    Map<PendingAnswer, CompletableFuture<AnswerResult>> ask(List<PendingAnswer> missing) {
        var answers = new HashMap<PendingAnswer, CompletableFuture<AnswerResult>>();
        while (answers.size() < missing.size()) {
            List<PendingAnswer> rest = missing.subList(answers.size(), missing.size());
            int together = together(rest);
            if (together > 1 && rest.get(0).model() instanceof SamplingModel model) {
                answers.putAll(askTogether(model, rest.subList(0, together)));
            } else {
                answers.put(rest.get(0), askSingly(rest.get(0)));
            }
        }
        return answers;
    }

    /** How many of the first answers one call may bring. */
    private static int together(List<PendingAnswer> missing) {
        PendingAnswer first = missing.get(0);
        if (!(first.model() instanceof SamplingModel model)) {
            return 1;
        }
        return (int)
                missing.stream()
                        .limit(model.mostSamples())
                        .takeWhile(sought -> sought.isSampledAs(first))
                        .count();
    }

    private Map<PendingAnswer, CompletableFuture<AnswerResult>> askTogether(
            SamplingModel model, List<PendingAnswer> samples) {
        Instant start = clock.instant();
        CompletableFuture<List<Completion>> coming =
                budget.ask(model, samples.get(0).prompt(), samples.size());
        var answers = new HashMap<PendingAnswer, CompletableFuture<AnswerResult>>();
        for (int i = 0; i < samples.size(); i++) {
            answers.put(samples.get(i), oneOf(coming, i, samples.get(i), start));
        }
        return answers;
    }

    /**
     * The answer in one place of those that come together; where there is none, it is asked for.
     */
    private CompletableFuture<AnswerResult> oneOf(
            CompletableFuture<List<Completion>> coming,
            int place,
            PendingAnswer sought,
            Instant start) {
        return coming.thenApply(all -> all.stream().skip(place).findFirst())
                .exceptionally(ModelCaller::noneWithinBudget)
                .thenCompose(
                        completion ->
                                completion
                                        .map(come -> keep(sought, come, start))
                                        .orElseGet(() -> askSingly(sought)));
    }

    /** A budget that several answers could break may bear one. */
    private static Optional<Completion> noneWithinBudget(Throwable failure) {
        Throwable cause = FailureCauses.causeOf(failure);
        if (cause instanceof BudgetException) {
            return Optional.empty();
        }
        throw new CompletionException(cause);
    }

    private CompletableFuture<AnswerResult> askSingly(PendingAnswer sought) {
        Instant start = clock.instant();
        return budget.ask(sought.model(), sought.prompt())
                .thenCompose(completion -> keep(sought, completion, start));
    }

    private CompletableFuture<AnswerResult> keep(
            PendingAnswer sought, Completion completion, Instant start) {
        Instant end = clock.instant();
        return writer.write(
                        new AnswerRow(
                                sought.key().bytes(),
                                completion,
                                end.toString(),
                                Duration.between(start, end).toMillis()))
                .thenApply(
                        written -> {
                            if (sought.model() instanceof IdentifiedModel model) {
                                model.kept(sought.prompt());
                            }
                            return new AnswerResult(completion, true);
                        });
    }
}

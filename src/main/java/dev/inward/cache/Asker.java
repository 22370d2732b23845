package dev.inward.cache;

import dev.inward.model.Budget;
import dev.inward.model.BudgetException;
import dev.inward.model.Completion;
import dev.inward.model.Failures;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.SamplingModel;
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
record Asker(Budget budget, AnswerWriter writer, Clock clock) {

    /**
     * Asks for several answers: for those of one model to one prompt that follow each other by as
     * few calls as that model allows.
     *
     * @return the answers to come
     */
    Map<Sought, CompletableFuture<GivenAnswer>> ask(List<Sought> missing) {
        var answers = new HashMap<Sought, CompletableFuture<GivenAnswer>>();
        while (answers.size() < missing.size()) {
            List<Sought> rest = missing.subList(answers.size(), missing.size());
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
    private static int together(List<Sought> missing) {
        Sought first = missing.get(0);
        if (!(first.model() instanceof SamplingModel model)) {
            return 1;
        }
        return (int)
                missing.stream()
                        .limit(model.mostSamples())
                        .takeWhile(sought -> sought.isSampledAs(first))
                        .count();
    }

    private Map<Sought, CompletableFuture<GivenAnswer>> askTogether(
            SamplingModel model, List<Sought> samples) {
        Instant start = clock.instant();
        CompletableFuture<List<Completion>> coming =
                budget.ask(model, samples.get(0).prompt(), samples.size());
        var answers = new HashMap<Sought, CompletableFuture<GivenAnswer>>();
        for (int i = 0; i < samples.size(); i++) {
            answers.put(samples.get(i), oneOf(coming, i, samples.get(i), start));
        }
        return answers;
    }

    /**
     * The answer in one place of those that come together; where there is none, it is asked for.
     */
    private CompletableFuture<GivenAnswer> oneOf(
            CompletableFuture<List<Completion>> coming, int place, Sought sought, Instant start) {
        return coming.thenApply(all -> all.stream().skip(place).findFirst())
                .exceptionally(Asker::noneWithinBudget)
                .thenCompose(
                        completion ->
                                completion
                                        .map(come -> keep(sought, come, start))
                                        .orElseGet(() -> askSingly(sought)));
    }

    /** A budget that several answers could break may bear one. */
    private static Optional<Completion> noneWithinBudget(Throwable failure) {
        Throwable cause = Failures.causeOf(failure);
        if (cause instanceof BudgetException) {
            return Optional.empty();
        }
        throw new CompletionException(cause);
    }

    private CompletableFuture<GivenAnswer> askSingly(Sought sought) {
        Instant start = clock.instant();
        return budget.ask(sought.model(), sought.prompt())
                .thenCompose(completion -> keep(sought, completion, start));
    }

    private CompletableFuture<GivenAnswer> keep(
            Sought sought, Completion completion, Instant start) {
        Instant end = clock.instant();
        return writer.write(
                        new KeptAnswer(
                                sought.key().bytes(),
                                completion,
                                end.toString(),
                                Duration.between(start, end).toMillis()))
                .thenApply(
                        written -> {
                            if (sought.model() instanceof IdentifiedModel model) {
                                model.kept(sought.prompt());
                            }
                            return new GivenAnswer(completion, true);
                        });
    }
}

package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.Response;

/**
 * Asks a model for several answers by one call. Of the many servers that speak a dialect some
 * refuse that, which is found out by asking: a call that is refused asks for one answer instead,
 * and where that comes, no later call asks for more.
 *
 * <p>This class is thread-safe.
 */
final class MultiSampleCalls {

    /** What is known of a server. */
    private enum Support {
        UNKNOWN,
        GIVEN,
        REFUSED
    }

    /** What llama.cpp says with status 500, which with any other server may pass. */
    private static final String REFUSED_AS_FAULT = "only one completion choice is allowed";

    private final ApiModel model;
    private final ResponseParser answers;
    private final MultiSampleSupport choices;
    private final int most;
    private final AtomicReference<Support> support = new AtomicReference<>(Support.UNKNOWN);

    MultiSampleCalls(ApiModel model, ResponseParser answers, MultiSampleSupport choices) {
        this.model = model;
        this.answers = answers;
        this.choices = choices;
        most =
                choices.areCountedIn(model.bodyOfEntry())
                        ? 1
                        : Math.min(choices.most(), model.settings().samplesPerCall());
    }

    int most() {
        return support.get() == Support.REFUSED ? 1 : most;
    }

    CompletableFuture<List<Completion>> ask(Prompt prompt, int samples) {
        int together = Math.min(samples, most());
        return together < 2
                ? askForOne(prompt)
                : model.ask(
                                () -> choices.asking(model.body(prompt), together),
                                response -> takeIn(response, together),
                                model.dialect().tokens(model.settings(), prompt, together))
                        .exceptionallyCompose(failure -> instead(prompt, failure));
    }

    private CompletableFuture<List<Completion>> askForOne(Prompt prompt) {
        return model.complete(prompt).thenApply(List::of);
    }

    private CompletableFuture<List<Completion>> instead(Prompt prompt, Throwable failure) {
        if (FailureCauses.causeOf(failure) instanceof ApiException refusal
                && !refusal.isWorthRetrying()
                && !refusal.isConfigurationError()) {
            return askForOne(prompt)
                    .thenApply(
                            one -> {
                                refused(refusal);
                                return one;
                            });
        }
        return CompletableFuture.failedFuture(failure);
    }

    private void refused(ApiException refusal) {
        if (support.compareAndSet(Support.UNKNOWN, Support.REFUSED)) {
            System.getLogger(ApiModel.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "model '%s': the server gives one answer a call, so that each is asked for singly: %s"
                                    .formatted(model.settings().name(), refusal.getMessage()));
        }
    }

    private Supplier<List<Completion>> takeIn(Response response, int together) throws IOException {
        String body = answers.body(response);
        return () -> {
            try {
                List<Completion> completions =
                        answers.read(
                                response,
                                body,
                                json ->
                                        completions(
                                                json,
                                                body,
                                                ResponseParser.requestId(response),
                                                together));
                if (completions.size() > 1) {
                    support.compareAndSet(Support.UNKNOWN, Support.GIVEN);
                }
                return completions;
            } catch (ApiException failure) {
                throw isRefusedAsFault(response, body)
                        ? new ApiException(failure.getMessage(), Kind.PROMPT, null, null)
                        : failure;
            }
        };
    }

    private static boolean isRefusedAsFault(Response response, String body) {
        return response.code() == 500 && body.toLowerCase(Locale.ROOT).contains(REFUSED_AS_FAULT);
    }

    private List<Completion> completions(
            JsonNode json, String body, String requestId, int together) {
        var read = new ArrayList<Completion>();
        var told = new ArrayList<Long>();
        List<JsonNode> apart = choices.apart(json);
        for (JsonNode alone : apart.subList(0, Math.min(apart.size(), together))) {
            Completion completion =
                    model.dialect()
                            .completion(alone, requestId)
                            .readFrom(apart.size() == 1 ? body : alone.toString())
                            .maskedBy(model.settings().key().ifSet());
            read.add(completion);
            told.add(choices.tokensOf(alone, completion));
        }
        List<Usage> shares = read.get(0).usage().shares(told);
        for (int i = 0; i < read.size(); i++) {
            read.set(i, read.get(i).taking(shares.get(i)));
        }
        return List.copyOf(read);
    }
}

package dev.inward.hosted.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.FailureCauses;
import dev.inward.model.Prompt;
import dev.inward.model.Tool;
import dev.inward.model.Usage;
import dev.inward.text.ConsoleLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import okhttp3.Response;

/**
 * Requests several answers by one call. Some servers of a dialect refuse that. A refused call is
 * repeated for one answer. If that succeeds, no later call requests more than one, unless the
 * server has given several answers before.
 *
 * <p>This class is thread-safe.
 */
final class MultiSampleCalls {

    /** Whether the server supports several answers per call. */
    private enum Support {
        UNKNOWN,
        GIVEN,
        REFUSED
    }

    private final ApiModel model;
    private final ResponseParser parser;
    private final MultiSampleFormat format;
    private final int maxSamples;
    private final AtomicReference<Support> support;

    MultiSampleCalls(ApiModel model, ResponseParser parser, MultiSampleFormat format) {
        this.model = model;
        this.parser = parser;
        this.format = format;
        maxSamples =
                format.hasCount(model.bodySettings())
                        ? 1
                        : Math.min(format.maxSamples(), model.settings().samplesPerCall());
        support = new AtomicReference<>(Support.UNKNOWN);
    }

    private MultiSampleCalls(MultiSampleCalls calls, ApiModel model) {
        this.model = model;
        parser = calls.parser;
        format = calls.format;
        maxSamples = calls.maxSamples;
        support = calls.support;
    }

    /** Returns the calls of another sample; what is known about the server is shared. */
    MultiSampleCalls forModel(ApiModel sampleModel) {
        return new MultiSampleCalls(this, sampleModel);
    }

    /** Returns how many answers one call can request. */
    int maxSamples() {
        return support.get() == Support.REFUSED ? 1 : maxSamples;
    }

    /** Requests at most the given number of answers by one call. */
    CompletableFuture<List<Completion>> complete(Prompt prompt, int samples) {
        int requested = Math.min(samples, maxSamples());
        return requested < 2
                ? completeOne(prompt)
                : model.send(
                                CallPurpose.ANSWERS,
                                () -> format.withCount(model.requestBody(prompt), requested),
                                response -> read(response, requested, prompt.tools()),
                                model.dialect().tokens(model.settings(), prompt, requested))
                        .exceptionallyCompose(failure -> completeOneAfterRefusal(prompt, failure));
    }

    private CompletableFuture<List<Completion>> completeOne(Prompt prompt) {
        return model.complete(prompt).thenApply(List::of);
    }

    private CompletableFuture<List<Completion>> completeOneAfterRefusal(
            Prompt prompt, Throwable failure) {
        if (FailureCauses.causeOf(failure) instanceof ApiException refusal
                && !refusal.isTransient()
                && !refusal.isConfigurationError()) {
            return completeOne(prompt)
                    .thenApply(
                            answer -> {
                                recordRefusal(refusal);
                                return answer;
                            });
        }
        return CompletableFuture.failedFuture(failure);
    }

    private void recordRefusal(ApiException refusal) {
        if (support.compareAndSet(Support.UNKNOWN, Support.REFUSED)) {
            ConsoleLog.of(ApiModel.class)
                    .log(
                            System.Logger.Level.WARNING,
                            String.format(
                                    Locale.ROOT,
                                    "model '%s': the server gives only one answer per call, so each sample is a separate call: %s",
                                    model.settings().name(),
                                    refusal.getMessage()));
        }
    }

    private Supplier<List<Completion>> read(Response response, int requested, List<Tool> tools)
            throws IOException {
        String body = parser.readBody(response);
        return () -> {
            List<Completion> completions =
                    parser.blockedPrompt(response, body)
                            .map(List::of)
                            .orElseGet(
                                    () ->
                                            parser.parse(
                                                    response,
                                                    body,
                                                    json ->
                                                            completions(
                                                                    json,
                                                                    body,
                                                                    ResponseParser.requestId(
                                                                            response),
                                                                    requested,
                                                                    tools)));
            if (completions.size() > 1) {
                support.compareAndSet(Support.UNKNOWN, Support.GIVEN);
            }
            return completions;
        };
    }

    /**
     * Leaves out the samples that are no answers; they are requested again like samples that the
     * server did not return.
     *
     * @throws NoAnswerException if no sample is an answer
     */
    private List<Completion> completions(
            JsonNode json, String body, String requestId, int requested, List<Tool> tools) {
        var completions = new ArrayList<Completion>();
        var tokenCounts = new ArrayList<Long>();
        var failures = new ArrayList<NoAnswerException>();
        List<JsonNode> parts = format.split(json);
        for (JsonNode part : parts.subList(0, Math.min(parts.size(), requested))) {
            try {
                Completion completion =
                        parser.reader()
                                .read(
                                        part,
                                        parts.size() == 1 ? body : part.toString(),
                                        requestId,
                                        tools);
                completions.add(completion);
                tokenCounts.add(format.tokenCount(part, completion));
            } catch (NoAnswerException noAnswer) {
                failures.add(noAnswer);
            }
        }
        if (completions.isEmpty()) {
            throw failures.get(0);
        }
        List<Usage> shares = completions.get(0).usage().splitAmongAnswers(tokenCounts);
        for (int i = 0; i < completions.size(); i++) {
            completions.set(i, completions.get(i).withUsage(shares.get(i)));
        }
        return List.copyOf(completions);
    }
}

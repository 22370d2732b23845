package dev.inward.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a model to a prompt. Everything except the text is optional information of the
 * provider.
 *
 * <p>Immutable and thread-safe. The methods that change a property return a copy.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Completion {

    private final String text;
    private final FinishReason finishReason;
    private final Usage usage;
    private final @Nullable String servedModel;
    private final @Nullable String requestId;
    private final @Nullable String raw;
    private final List<TokenLogProbability> tokens;
    private final boolean isBatchResult;

    /**
     * Creates a completion that has no log probabilities and does not come from a batch.
     *
     * @param text the answer, unchanged; may be empty. It is untrusted: escape it before display
     * @param finishReason why the model stopped
     * @param usage the tokens that the answer used; {@link Usage#UNKNOWN} if not known
     * @param servedModel the id of the model that answered, according to the provider; null if not
     *     known
     * @param requestId the provider's id of the request; null if it has none
     * @param raw the body of the response, untrusted; null if there was none
     */
    public Completion(
            String text,
            FinishReason finishReason,
            Usage usage,
            @Nullable String servedModel,
            @Nullable String requestId,
            @Nullable String raw) {
        this(text, finishReason, usage, servedModel, requestId, raw, List.of(), false);
    }

    private Completion(
            String text,
            FinishReason finishReason,
            Usage usage,
            @Nullable String servedModel,
            @Nullable String requestId,
            @Nullable String raw,
            List<TokenLogProbability> tokens,
            boolean isBatchResult) {
        this.text = text;
        this.finishReason = finishReason;
        this.usage = usage;
        this.servedModel = servedModel;
        this.requestId = requestId;
        this.raw = raw;
        this.tokens = List.copyOf(tokens);
        this.isBatchResult = isBatchResult;
    }

    /**
     * Creates a completion from its text alone. It has stopped normally, and its usage is unknown.
     *
     * @param text the answer; may be empty
     * @return the completion
     */
    public static Completion of(String text) {
        return new Completion(text, FinishReason.STOP, Usage.UNKNOWN, null, null, null);
    }

    /**
     * Creates an answer that calls tools of the prompt. Its usage is unknown.
     *
     * @param calls the calls in order, at least one
     * @return the completion
     * @throws IllegalArgumentException if there are no calls
     */
    public static Completion ofToolCalls(List<ToolCall> calls) {
        return new Completion(
                ToolCall.textOf(calls), FinishReason.TOOL_CALL, Usage.UNKNOWN, null, null, null);
    }

    /** {@return the answer, unchanged; may be empty. It is untrusted: escape it before display} */
    public String text() {
        return text;
    }

    /** {@return why the model stopped} */
    public FinishReason finishReason() {
        return finishReason;
    }

    /** {@return the tokens that the answer used; {@link Usage#UNKNOWN} if not known} */
    public Usage usage() {
        return usage;
    }

    /**
     * {@return the id of the model that answered, according to the provider; empty if not known}
     */
    public Optional<String> servedModel() {
        return Optional.ofNullable(servedModel);
    }

    /** {@return the provider's id of the request; empty if it has none} */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * Returns the response that this answer was read from. If the response had several answers, it
     * is reduced to this one.
     *
     * @return the response, untrusted; empty if there was none
     */
    public Optional<String> raw() {
        return Optional.ofNullable(raw);
    }

    /**
     * {@return the log probabilities of the answer's tokens, in order; unmodifiable; empty if they
     * were not requested}
     */
    public List<TokenLogProbability> tokens() {
        return tokens;
    }

    /**
     * Returns a copy with log probabilities.
     *
     * @param logProbabilities the log probabilities of the answer's tokens, in order; copied
     * @return the copy
     */
    public Completion withTokens(List<TokenLogProbability> logProbabilities) {
        return new Completion(
                text,
                finishReason,
                usage,
                servedModel,
                requestId,
                raw,
                logProbabilities,
                isBatchResult);
    }

    /**
     * {@return whether a provider's batch API returned this answer in the current run, at half the
     * price; false for an answer that was read from the store}
     */
    public boolean isBatchResult() {
        return isBatchResult;
    }

    /** {@return a copy that is marked as the result of a batch} */
    public Completion asBatchResult() {
        return new Completion(text, finishReason, usage, servedModel, requestId, raw, tokens, true);
    }

    /**
     * Returns a copy with another usage.
     *
     * @param other the tokens that the answer used
     * @return the copy
     */
    public Completion withUsage(Usage other) {
        return new Completion(
                text, finishReason, other, servedModel, requestId, raw, tokens, isBatchResult);
    }

    /**
     * Returns a copy with the response that it was read from.
     *
     * @param response the body of the response
     * @return the copy
     */
    public Completion withRaw(String response) {
        return new Completion(
                text, finishReason, usage, servedModel, requestId, response, tokens, isBatchResult);
    }

    /**
     * Returns a copy in which every text is masked, because some servers repeat the API key.
     *
     * @param mask returns a text without what must not be shown
     * @return the copy
     */
    public Completion masked(UnaryOperator<String> mask) {
        return new Completion(
                mask.apply(text),
                finishReason,
                usage,
                servedModel == null ? null : mask.apply(servedModel),
                requestId == null ? null : mask.apply(requestId),
                raw == null ? null : mask.apply(raw),
                tokens.stream().map(token -> token.masked(mask)).toList(),
                isBatchResult);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "completion \"%s\" (%s)", text, finishReason);
    }
}

package dev.inward.model;

import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a model answered.
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
    private final boolean isByBatch;

    /**
     * Makes a completion of all that is known about it.
     *
     * @param text the answer as it came: untrusted, to be escaped wherever it is shown
     * @param finishReason why the model stopped
     * @param usage what the answer took
     * @param servedModel the id of the model that the provider says has answered
     * @param requestId the provider's own name for the request
     * @param raw the response as it came, untrusted
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
            boolean isByBatch) {
        this.text = text;
        this.finishReason = finishReason;
        this.usage = usage;
        this.servedModel = servedModel;
        this.requestId = requestId;
        this.raw = raw;
        this.tokens = List.copyOf(tokens);
        this.isByBatch = isByBatch;
    }

    /** Makes a completion of which nothing but the text is known. */
    public static Completion of(String text) {
        return new Completion(text, FinishReason.STOP, Usage.UNKNOWN, null, null, null);
    }

    /** {@return the answer as it came: untrusted, to be escaped wherever it is shown} */
    public String text() {
        return text;
    }

    /** {@return why the model stopped} */
    public FinishReason finishReason() {
        return finishReason;
    }

    /** {@return what the answer took} */
    public Usage usage() {
        return usage;
    }

    /** {@return the id of the model that answered, where the provider says it} */
    public Optional<String> servedModel() {
        return Optional.ofNullable(servedModel);
    }

    /** {@return the provider's own name for the request, where it has one} */
    public Optional<String> requestId() {
        return Optional.ofNullable(requestId);
    }

    /**
     * {@return the response as it came, where there was one, without the answers that it had beside
     * this one; untrusted}
     */
    public Optional<String> raw() {
        return Optional.ofNullable(raw);
    }

    /** {@return how likely each token of the answer was; empty where nobody asked for that} */
    public List<TokenLogProbability> tokens() {
        return tokens;
    }

    /** {@return the same completion with what is known of its tokens} */
    public Completion withTokens(List<TokenLogProbability> known) {
        return new Completion(
                text, finishReason, usage, servedModel, requestId, raw, known, isByBatch);
    }

    /**
     * {@return whether the answer has just come by a batch, which costs half; it is not known of an
     * answer that was kept}
     */
    public boolean isByBatch() {
        return isByBatch;
    }

    /** {@return the same completion as one that came by a batch} */
    public Completion byBatch() {
        return new Completion(text, finishReason, usage, servedModel, requestId, raw, tokens, true);
    }

    /** {@return the same completion as one that took this} */
    public Completion taking(Usage other) {
        return new Completion(
                text, finishReason, other, servedModel, requestId, raw, tokens, isByBatch);
    }

    /** {@return the same completion with the response it was read from} */
    public Completion readFrom(String response) {
        return new Completion(
                text, finishReason, usage, servedModel, requestId, response, tokens, isByBatch);
    }

    /** {@return the same completion without a key that the server has repeated} */
    public Completion maskedBy(Secret key) {
        return new Completion(
                key.maskedIn(text),
                finishReason,
                usage,
                servedModel,
                requestId == null ? null : key.maskedIn(requestId),
                raw == null ? null : key.maskedIn(raw),
                tokens.stream().map(token -> token.maskedBy(key)).toList(),
                isByBatch);
    }

    @Override
    public String toString() {
        return "completion \"%s\" (%s)".formatted(text, finishReason);
    }
}

package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.inward.hosted.response.ErrorInside;
import dev.inward.hosted.response.NoAnswerException;
import dev.inward.hosted.response.ResponseJson;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Tool;
import dev.inward.model.Usage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the answers of a model from responses. Single calls, calls for several samples and batches
 * share it, so the same rule decides for all of them what an answer is.
 *
 * <p>Immutable and thread-safe.
 *
 * @param settings the settings of the model
 * @param dialect the format of the responses
 */
public record CompletionReader(ApiSettings settings, Dialect dialect) {

    /** Azure blocks a prompt with the first status, OpenRouter's moderation with the second. */
    private static final Set<Integer> BLOCKING = Set.of(400, 403);

    /**
     * One half of a character beyond the 65,536th. No file and no store can hold it alone, so it
     * would be another text there.
     */
    private static final Pattern UNPAIRED = Pattern.compile("\\p{Cs}");

    /**
     * Reads an answer.
     *
     * @param body the response, with one answer
     * @param raw the text of the response
     * @param requestId the server's id of the request; empty if there is none
     * @param tools the tools of the prompt
     * @throws NoAnswerException if the response contains an error, or if it does not say that the
     *     model finished, reached its token limit, refused, was filtered, or called tools of the
     *     prompt
     */
    public Completion read(JsonNode body, String raw, String requestId, List<Tool> tools) {
        Optional<ErrorInside> error = error(body);
        Completion completion =
                error.isPresent()
                        ? blockedPrompt(error.get())
                                .orElseThrow(() -> NoAnswerException.of(error.get()))
                        : dialect.completion(body, requestId, tools);
        if (completion.finishReason() == FinishReason.STOP
                && completion.text().isBlank()
                && retriesEmptyText(body)) {
            throw NoAnswerException.because("its text is empty");
        }
        return withRaw(completion, raw);
    }

    /**
     * Looks for an error in the response, in its only answer, and in the message of that answer.
     */
    private Optional<ErrorInside> error(JsonNode body) {
        JsonNode answer =
                dialect.multiSampleFormat()
                        .map(format -> body.path(format.listName()).path(0))
                        .orElse(MissingNode.getInstance());
        return Stream.of(body, answer, answer.path("message"))
                .flatMap(json -> ErrorInside.in(json).stream())
                .findFirst();
    }

    /**
     * Returns the answer of a server whose filter refuses the prompt with an error status; empty
     * for any other response.
     */
    Optional<Completion> blockedPrompt(int status, String raw) {
        if (!BLOCKING.contains(status)) {
            return Optional.empty();
        }
        try {
            return ErrorInside.in(ResponseJson.read(raw))
                    .flatMap(CompletionReader::blockedPrompt)
                    .map(completion -> withRaw(completion, raw));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<Completion> blockedPrompt(ErrorInside error) {
        return error.isBlockedPrompt()
                ? Optional.of(
                        new Completion(
                                "", FinishReason.CONTENT_FILTER, Usage.UNKNOWN, null, null, null))
                : Optional.empty();
    }

    private boolean retriesEmptyText(JsonNode body) {
        EmptyText configured = settings.emptyText();
        return configured == null ? dialect.isEmptyTextAFault(body) : configured == EmptyText.RETRY;
    }

    private Completion withRaw(Completion completion, String raw) {
        return completion
                .withRaw(raw)
                .masked(text -> settings.maskedIn(UNPAIRED.matcher(text).replaceAll("\uFFFD")));
    }
}

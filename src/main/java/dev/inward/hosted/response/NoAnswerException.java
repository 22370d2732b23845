package dev.inward.hosted.response;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Thrown for a successful response that contains no answer of the model. It is a failure of
 * transport: the call is repeated as after an error status, and the response is never stored.
 */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int MAX_REASON_LENGTH = 100;

    private final transient @Nullable ErrorInside error;
    private final boolean isUnknownFormat;

    private NoAnswerException(
            String problem, @Nullable ErrorInside error, boolean isUnknownFormat) {
        super(problem, null, false, false);
        this.error = error;
        this.isUnknownFormat = isUnknownFormat;
    }

    /**
     * Returns the exception for a response in the format of the dialect.
     *
     * @param problem why it contains no answer, such as "its text is empty"
     */
    public static NoAnswerException because(String problem) {
        return new NoAnswerException(problem, null, false);
    }

    /**
     * Returns the exception for a response that lacks what every answer of the dialect has.
     *
     * @param problem what it lacks, such as "it has no candidate"
     */
    public static NoAnswerException unknownFormat(String problem) {
        return new NoAnswerException(problem, null, true);
    }

    /**
     * Returns the exception for a finish reason that does not say that the model finished.
     *
     * @param reason the finish reason, untrusted; missing or null if the response has none
     */
    public static NoAnswerException unfinished(JsonNode reason) {
        return because(
                reason.isMissingNode() || reason.isNull()
                        ? "it has no finish reason"
                        : "its finish reason is " + shortened(reason.toString()));
    }

    /**
     * Returns the exception for a call of a tool that the prompt does not have.
     *
     * @param name the name of the tool, untrusted
     */
    public static NoAnswerException unknownTool(JsonNode name) {
        return because(
                "it calls the tool "
                        + shortened(name.toString())
                        + ", which the prompt does not have");
    }

    private static String shortened(String text) {
        return text.length() <= MAX_REASON_LENGTH
                ? text
                : text.substring(0, MAX_REASON_LENGTH) + "…";
    }

    /** Returns the exception for an error that the response contains. */
    public static NoAnswerException of(ErrorInside error) {
        return new NoAnswerException("it has an error: " + error.text(), error, false);
    }

    /** Returns the error that the response contains; null if it contains none. */
    public @Nullable ErrorInside error() {
        return error;
    }

    /** Returns whether the server may have another API than the dialect expects. */
    public boolean isUnknownFormat() {
        return isUnknownFormat;
    }
}

package dev.inward.langchain4j;

/** Thrown for a response that does not say that the model has finished its answer. */
final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param problem the problem of the response, such as "has the finish reason OTHER"
     */
    NoAnswerException(String problem) {
        super(problem, null, false, false);
    }
}

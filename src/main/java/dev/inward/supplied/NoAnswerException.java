package dev.inward.supplied;

/** Thrown for a call that gave no answer and may give one when it is repeated. */
public final class NoAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    /**
     * Creates the exception.
     *
     * @param problem the problem, such as "the response has the finish reason OTHER"
     * @param advice what to do if every repetition fails, as a whole sentence
     */
    public NoAnswerException(String problem, String advice) {
        super(problem, null, false, false);
        this.advice = advice;
    }

    /** {@return what to do if every repetition fails, as a whole sentence} */
    String advice() {
        return advice;
    }
}

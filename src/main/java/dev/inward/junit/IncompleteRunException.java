package dev.inward.junit;

/** Says that a run executed less than was expected of it. */
final class IncompleteRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IncompleteRunException(String message) {
        super(message);
    }
}

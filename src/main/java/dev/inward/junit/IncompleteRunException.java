package dev.inward.junit;

/** Reports that a run executed fewer evals than expected. */
final class IncompleteRunException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IncompleteRunException(String message) {
        super(message);
    }
}

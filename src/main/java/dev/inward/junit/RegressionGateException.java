package dev.inward.junit;

/** The regression gate of a run did not pass, and no test could show it. */
final class RegressionGateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RegressionGateException(String message) {
        super(message);
    }
}

package dev.inward.junit;

import dev.inward.text.PlainFailure;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Failures as JUnit receives them. Surefire, IDEs and Allure print their messages, which can quote
 * a server, a model or a file.
 */
final class PrintableFailure {

    private PrintableFailure() {}

    /**
     * Returns a failure that is safe to print. It is an assertion error or an aborted test if the
     * given one is.
     *
     * @return the same failure if it is safe with all its causes
     */
    static Throwable of(Throwable failure) {
        Throwable plain = PlainFailure.of(failure);
        if (plain == failure) {
            return failure;
        }
        if (failure instanceof TestAbortedException) {
            return new TestAbortedException(plain.getMessage(), plain);
        }
        return failure instanceof AssertionError
                ? new AssertionFailedError(plain.getMessage(), plain)
                : plain;
    }
}

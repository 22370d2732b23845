package dev.inward;

import io.qameta.allure.junitplatform.AllureJunitPlatform;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Reports only evals to Allure. The report is about models, and the many unit tests of this project
 * would hide them. {@code junit-platform.properties} disables Allure's own listener.
 */
public final class EvalsInAllure extends AllureJunitPlatform {

    @Override
    public void executionStarted(TestIdentifier test) {
        if (isEval(test)) {
            super.executionStarted(test);
        }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (isEval(test)) {
            super.executionFinished(test, result);
        }
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        if (isEval(test)) {
            super.executionSkipped(test, reason);
        }
    }

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        if (isEval(test)) {
            super.reportingEntryPublished(test, entry);
        }
    }

    private static boolean isEval(TestIdentifier test) {
        return test.getTags().contains(TestTag.create("eval"));
    }
}

package dev.inward;

import io.qameta.allure.junitplatform.AllureJunitPlatform;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Allure's listener for evals alone: its report is about models, and this project's unit tests
 * would bury them. Takes the place of the original, which {@code junit-platform.properties} turns
 * off.
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

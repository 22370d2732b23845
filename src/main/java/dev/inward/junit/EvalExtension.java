package dev.inward.junit;

import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.Verdict;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs one invocation of an eval. Waits for the evidence and compares it with the baseline.
 * Requires at least one claim. An inconclusive verdict fails or aborts the test.
 */
public final class EvalExtension implements InvocationInterceptor {

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> invocationContext,
            ExtensionContext context)
            throws Throwable {
        var evidence = (Evidence) invocationContext.getArguments().get(0);
        var eval = new EvalMethod(context.getRequiredTestClass(), context.getRequiredTestMethod());
        EvalRun run = EvalRuns.of(context);
        if (run.gateReporter().isInvocation(evidence)) {
            invocation.skip();
            throwUnlessPassed(FailureCombiner.toThrowable(run.gateReporter().show()), run);
            return;
        }
        int verdictsBefore = evidence.verdicts().size();
        Throwable thrown = run(run, eval, evidence, invocation);
        List<Verdict> verdicts = evidence.verdicts();
        verdicts.subList(verdictsBefore, verdicts.size())
                .forEach(verdict -> context.publishReportEntry(VerdictEntries.of(verdict)));
        run.evalEnded(eval, evidence, verdicts.size() > verdictsBefore, thrown);
        throwUnlessPassed(thrown, run);
    }

    private static void throwUnlessPassed(@Nullable Throwable thrown, EvalRun run)
            throws Throwable {
        if (thrown instanceof InconclusiveError inconclusive) {
            throw PrintableFailure.of(
                    run.isInconclusiveFailure()
                            ? new AssertionFailedError(inconclusive.getMessage(), inconclusive)
                            : new TestAbortedException(inconclusive.getMessage(), inconclusive));
        }
        if (thrown != null) {
            throw PrintableFailure.of(thrown);
        }
    }

    private static @Nullable Throwable run(
            EvalRun run, EvalMethod eval, Evidence evidence, Invocation<Void> invocation) {
        // A rerun receives the evidence of the first try, which already has verdicts.
        int verdictsBefore = evidence.verdicts().size();
        List<Verdict> regressions;
        try {
            regressions = run.evalStarted(eval, evidence);
        } catch (RuntimeException e) {
            invocation.skip();
            return e;
        }
        return FailureCombiner.combine(
                runClaims(eval, evidence, verdictsBefore, invocation), regressions);
    }

    private static @Nullable Throwable runClaims(
            EvalMethod eval, Evidence evidence, int verdictsBefore, Invocation<Void> invocation) {
        try {
            invocation.proceed();
        } catch (Throwable e) {
            return e;
        }
        return evidence.verdicts().size() == verdictsBefore
                ? new ExtensionConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "the eval %s makes no claim about its evidence, so it cannot fail; write assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5))",
                                eval.description()))
                : null;
    }
}

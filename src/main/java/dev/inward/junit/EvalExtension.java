package dev.inward.junit;

import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.Verdict;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs one invocation of an eval: waits for its evidence, holds it against the baseline, sees to it
 * that something is claimed, and turns an inconclusive verdict into a failed or an aborted test.
 */
public final class EvalExtension implements InvocationInterceptor {

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext context)
            throws Throwable {
        var evidence = (Evidence) call.getArguments().get(0);
        var eval = new EvalMethod(context.getRequiredTestClass(), context.getRequiredTestMethod());
        EvalRun run = EvalRun.of(context);
        Throwable thrown = run(run, eval, evidence, invocation);
        run.evalEnded(eval, evidence, thrown);
        if (thrown instanceof InconclusiveError open) {
            throw run.inconclusiveFails()
                    ? new AssertionFailedError(open.getMessage(), open)
                    : new TestAbortedException(open.getMessage(), open);
        }
        if (thrown != null) {
            throw thrown;
        }
    }

    private static @Nullable Throwable run(
            EvalRun run, EvalMethod eval, Evidence evidence, Invocation<Void> invocation) {
        Optional<Verdict> regression;
        try {
            regression = run.evalStarted(eval, evidence);
        } catch (RuntimeException e) {
            invocation.skip();
            return e;
        }
        return FailureCombiner.of(claims(eval, evidence, invocation), regression);
    }

    private static @Nullable Throwable claims(
            EvalMethod eval, Evidence evidence, Invocation<Void> invocation) {
        try {
            invocation.proceed();
        } catch (Throwable e) {
            return e;
        }
        return evidence.verdicts().isEmpty()
                ? new ExtensionConfigurationException(
                        "the eval %s claims nothing of its evidence, so that it could not fail; write assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5))"
                                .formatted(eval.description()))
                : null;
    }
}

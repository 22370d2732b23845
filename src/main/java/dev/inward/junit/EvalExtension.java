package dev.inward.junit;

import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Runs one invocation of an eval: waits for its evidence, sees to it that something is claimed, and
 * turns an inconclusive verdict into a failed or an aborted test.
 */
final class EvalExtension implements InvocationInterceptor {

    @Override
    public void interceptTestTemplateMethod(
            Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call,
            ExtensionContext context)
            throws Throwable {
        var evidence = (Evidence) call.getArguments().get(0);
        EvalRun run = EvalRun.of(context);
        run.evalStarted(evidence);
        try {
            invocation.proceed();
        } catch (InconclusiveError e) {
            throw run.inconclusiveFails()
                    ? new AssertionFailedError(e.getMessage(), e)
                    : new TestAbortedException(e.getMessage(), e);
        }
        if (evidence.verdicts().isEmpty()) {
            throw new ExtensionConfigurationException(
                    "the eval %s claims nothing of its evidence, so that it could not fail; write assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5))"
                            .formatted(
                                    new EvalMethod(
                                                    context.getRequiredTestClass(),
                                                    context.getRequiredTestMethod())
                                            .description()));
        }
    }
}

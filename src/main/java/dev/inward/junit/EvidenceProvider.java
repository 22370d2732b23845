package dev.inward.junit;

import dev.inward.cache.AnswerStoreException;
import dev.inward.verdict.Evidence;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Provides the evidence of an eval: one invocation for each target and predictor. */
public final class EvidenceProvider implements ArgumentsProvider {

    @Override
    public Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        var eval = new EvalMethod(context.getRequiredTestClass(), context.getRequiredTestMethod());
        return start(eval, context).stream()
                .map(evidence -> Arguments.argumentSet(evidence.toString(), evidence));
    }

    private static List<Evidence> start(EvalMethod eval, ExtensionContext context) {
        EvalRun run;
        try {
            run = EvalRuns.of(context);
        } catch (IllegalArgumentException | AnswerStoreException e) {
            throw cannotRun(eval, e);
        }
        try {
            return run.start(eval);
        } catch (IllegalArgumentException | AnswerStoreException e) {
            run.evalBroken(eval, e);
            throw cannotRun(eval, e);
        }
    }

    private static ExtensionConfigurationException cannotRun(EvalMethod eval, RuntimeException e) {
        return new ExtensionConfigurationException(
                "the eval " + eval.description() + " cannot run: " + e.getMessage(), e);
    }
}

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

/**
 * Provides the evidence of an eval: one invocation for each target and predictor. The eval that
 * completes the cells of a regression gate gets a further one, for the claim over all cells.
 */
public final class EvidenceProvider implements ArgumentsProvider {

    @Override
    public Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        var eval = new EvalMethod(context.getRequiredTestClass(), context.getRequiredTestMethod());
        EvalRun run = run(eval, context);
        List<Evidence> started = start(run, eval);
        // JUnit asks for the next arguments after the invocation of the previous ones.
        return Stream.concat(
                started.stream()
                        .map(evidence -> Arguments.argumentSet(evidence.toString(), evidence)),
                started.stream()
                        .limit(1)
                        .flatMap(any -> run.gateReporter().invocationAfter(any).stream())
                        .map(gate -> Arguments.argumentSet("regression gate, all cells", gate)));
    }

    private static EvalRun run(EvalMethod eval, ExtensionContext context) {
        try {
            return EvalRuns.of(context);
        } catch (IllegalArgumentException | AnswerStoreException e) {
            throw cannotRun(eval, e);
        }
    }

    private static List<Evidence> start(EvalRun run, EvalMethod eval) {
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

package dev.inward.junit;

import dev.inward.cache.AnswerStoreException;
import dev.inward.text.ConsoleText;
import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
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

    private static final int MAX_NAME_LENGTH = 500;

    @Override
    public Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        var eval = new EvalMethod(context.getRequiredTestClass(), context.getRequiredTestMethod());
        EvalRun run = run(eval, context);
        List<Evidence> started = start(run, eval);
        // JUnit asks for the next arguments after the invocation of the previous ones.
        return Stream.concat(
                started.stream()
                        .map(evidence -> Arguments.argumentSet(displayName(evidence), evidence)),
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
        } catch (RuntimeException e) { // A provider can throw anything.
            run.evalBroken(eval, e);
            throw cannotRun(eval, e);
        }
    }

    private static String displayName(Evidence evidence) {
        return ConsoleText.of(VisibleText.line(Excerpt.of(evidence.toString(), MAX_NAME_LENGTH)));
    }

    private static ExtensionConfigurationException cannotRun(EvalMethod eval, RuntimeException e) {
        Throwable printable = PrintableFailure.of(e);
        return new ExtensionConfigurationException(
                "the eval " + eval.description() + " cannot run: " + printable.getMessage(),
                printable);
    }
}

package dev.inward.junit;

import dev.inward.parts.OpenPart;
import dev.inward.parts.TryResult;
import dev.inward.parts.WholeOutcome;
import dev.inward.text.ConsoleText;
import dev.inward.text.Excerpt;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.RunListener;
import dev.inward.verdict.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * Adds the results of all eval invocations to the part of this JVM, and computes the outcome of the
 * run from all parts.
 *
 * <p>This class is thread-safe.
 */
final class RunOutcomeCollector {

    private static final int MAX_FAILURE_LENGTH = 2_000;

    private final @Nullable Integer expectedCells;
    private final @Nullable RegressionBaselines baselines;
    private final @Nullable GateReporter gateReporter;
    private final @Nullable OpenPart part;
    private final RunListener listener;
    private @Nullable RuntimeException baselineFailure;
    private @Nullable RuntimeException storeFailure;
    private boolean isEvalBroken;

    /**
     * @param expectedCells how many invocations the run must execute at least; null without a
     *     minimum
     * @param baselines the baselines of the run; null if it could not start
     * @param part the part of this JVM; null if the run is only planned and leaves nothing on disk
     * @param listener receives the outcome
     */
    RunOutcomeCollector(
            @Nullable Integer expectedCells,
            @Nullable RegressionBaselines baselines,
            @Nullable GateReporter gateReporter,
            @Nullable OpenPart part,
            RunListener listener) {
        this.expectedCells = expectedCells;
        this.baselines = baselines;
        this.gateReporter = gateReporter;
        this.part = part;
        this.listener = listener;
        removeIncompleteBaseline();
    }

    /** What an earlier JVM of this run has written lacks the cells of this one. */
    private void removeIncompleteBaseline() {
        if (part != null && baselines != null) {
            baselines
                    .fileToWrite()
                    .filter(file -> part.whole(run -> run.hasWritten(key(file))))
                    .ifPresent(RunOutcomeCollector::delete);
        }
    }

    private static void delete(Path baseline) {
        try {
            Files.deleteIfExists(baseline);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT, "the incomplete baseline %s cannot be deleted", baseline),
                    e);
        }
    }

    private static String key(Path baseline) {
        return baseline.toAbsolutePath().normalize().toString();
    }

    /**
     * Records how an invocation ended. A failed assertion counts as FAIL even if it is not a claim.
     * An aborted invocation is neither a failure nor an error.
     *
     * @param claimed whether the invocation checked a claim
     */
    synchronized void invocationEnded(
            EvalMethod eval, Evidence evidence, boolean claimed, @Nullable Throwable thrown) {
        TryResult result = result(thrown);
        isEvalBroken |= result == TryResult.BROKEN;
        if (part != null) {
            part.addTry(
                    eval.qualifiedName(),
                    evidence.request().property().name() + " of " + evidence,
                    result,
                    claimed,
                    thrown == null ? "" : shown(thrown));
        }
    }

    private static String shown(Throwable thrown) {
        return Excerpt.of(thrown.toString(), MAX_FAILURE_LENGTH);
    }

    private static TryResult result(@Nullable Throwable thrown) {
        if (thrown == null) {
            return TryResult.PASSED;
        }
        if (thrown instanceof InconclusiveError) {
            return TryResult.INCONCLUSIVE;
        }
        if (thrown instanceof AssertionError) {
            return TryResult.FAILED;
        }
        return thrown instanceof TestAbortedException ? TryResult.ABORTED : TryResult.BROKEN;
    }

    /** Records that an eval could not start. */
    synchronized void evalBroken(EvalMethod eval, Throwable failure) {
        isEvalBroken = true;
        if (part != null) {
            part.addTry(eval.qualifiedName(), "", TryResult.BROKEN, false, shown(failure));
        }
    }

    /** Records that answers of the run were not kept. Only the first such failure counts. */
    synchronized void addStoreFailure(RuntimeException failure) {
        if (storeFailure == null) {
            storeFailure = failure;
            if (part != null) {
                part.addError("the answer store: " + failure);
            }
        }
    }

    /** Writes the baseline if no eval is broken, and passes the outcome to the listener. */
    synchronized void end() {
        if (part == null) {
            listener.runEnded(RunOutcome.of(Set.of(), 0, null, List.of(), List.of(), List.of()));
            return;
        }
        OpenPart own = part;
        // No other JVM can write between the computation of the outcome and its reports.
        own.whole(
                before -> {
                    own.expect(
                            expectedCells,
                            baselines != null && baselines.fileToCompare().isPresent()
                                    ? baselines.notExecuted()
                                    : null);
                    if (gateReporter != null) {
                        gateReporter.report();
                    }
                    Optional<Path> baseline = recordCells(own);
                    own.end();
                    baseline.ifPresent(file -> writeBaseline(own, file));
                    listener.runEnded(own.whole(WholeOutcome::of).withNotes(notes()));
                    return before;
                });
    }

    private List<String> notes() {
        return baselines == null ? List.of() : baselines.notes();
    }

    /**
     * Adds the cells of this JVM to the part.
     *
     * @return the baseline to write; empty if there is none
     */
    private Optional<Path> recordCells(OpenPart own) {
        if (baselines == null || baselines.fileToWrite().isEmpty()) {
            return Optional.empty();
        }
        Path file = baselines.fileToWrite().get();
        try {
            own.record(key(file), baselines.recordedCells());
            return Optional.of(file);
        } catch (RuntimeException failure) {
            return failed(own, failure);
        }
    }

    private Optional<Path> failed(OpenPart own, RuntimeException failure) {
        baselineFailure = failure;
        own.addError("writing the baseline: " + failure);
        return Optional.empty();
    }

    private void writeBaseline(OpenPart own, Path file) {
        if (baselines == null || !own.whole(WholeOutcome::of).broken().isEmpty()) {
            return;
        }
        try {
            int written = baselines.write(own.whole(run -> run.recordedCells(key(file))));
            if (written > 0) {
                own.written(key(file));
                listener.baselineWritten(file, written);
            }
        } catch (IllegalArgumentException | UncheckedIOException failure) {
            failed(own, failure);
        }
    }

    /**
     * Throws if the run is incomplete. JUnit does not see this by itself: an eval that is not
     * executed throws nothing. If other JVMs of the run may execute the rest, only the exit code of
     * the run can tell.
     */
    synchronized void requireComplete() {
        if (baselineFailure != null) {
            throw (RuntimeException) PrintableFailure.of(baselineFailure);
        }
        if (storeFailure != null && !isEvalBroken) {
            // No eval has reported it.
            throw storeFailure;
        }
        if (part == null || part.isOneOfSeveral()) {
            return;
        }
        RunOutcome outcome = part.outcomeOfOwnRun();
        if (outcome.broken().isEmpty() && !outcome.incompleteness().isEmpty()) {
            throw new IncompleteRunException(ConsoleText.of(outcome.incompleteness()));
        }
    }
}

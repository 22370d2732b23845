package dev.inward.report;

import dev.inward.report.format.Console;
import dev.inward.study.AnswerProgress;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Prints the progress of finetuning and of calls, and why calls fail. In a terminal it updates one
 * line. Elsewhere it prints a new line every few seconds, which suits a log file.
 *
 * <p>This class is thread-safe.
 */
final class ProgressPrinter {

    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(5);
    private static final long INTERVAL_IN_TERMINAL = TimeUnit.MILLISECONDS.toNanos(250);

    private final Console out;
    private final boolean isTerminal;
    private final LongSupplier nanoTime;
    private final Map<String, ProgressLine.Steps> trainings = new TreeMap<>();
    private final Map<String, AnswerProgress> tallies = new TreeMap<>();
    private final ModelLines failures = new ModelLines();
    private final long start;
    private long lastPrint;
    private int lastLength;
    private boolean hasUnprinted;

    ProgressPrinter(Console out, boolean isTerminal, LongSupplier nanoTime) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastPrint = start;
    }

    synchronized void trainingStepDone(String predictor, String target, int done, int total) {
        trainings.put(predictor + " on " + target, new ProgressLine.Steps(done, total));
        printIfDue();
    }

    synchronized void answerCompleted(AnswerProgress tally) {
        tallies.merge(
                tally.model(),
                tally,
                (previous, latest) -> latest.done() > previous.done() ? latest : previous);
        printIfDue();
    }

    /** Prints why a call failed, at the first failure of this kind. */
    synchronized void callFailed(String model, String reason) {
        failures.failed(model, reason).ifPresent(this::printLine);
    }

    /** Prints until when a model waits. */
    synchronized void waitStarted(String model, String reason, Instant until) {
        failures.waiting(model, reason, until).ifPresent(this::printLine);
    }

    /** Prints that answers are kept although the model declares no identity. */
    synchronized void defaultIdentityGiven(String model, String notice) {
        printLine(ModelLines.identified(model, notice));
    }

    /** Prints a line of its own. In a terminal it replaces the line of the progress. */
    private void printLine(String line) {
        if (isTerminal) {
            out.overwrite(" ".repeat(lastLength));
            out.overwrite("");
            lastLength = 0;
        }
        out.println(line);
    }

    /** Prints the last state, if it has changed since the last print. */
    synchronized void end() {
        if (!hasUnprinted) {
            return;
        }
        print();
        if (isTerminal) {
            out.println();
            lastLength = 0;
        }
    }

    private void printIfDue() {
        hasUnprinted = true;
        if (nanoTime.getAsLong() - lastPrint >= (isTerminal ? INTERVAL_IN_TERMINAL : INTERVAL)) {
            print();
        }
    }

    private void print() {
        lastPrint = nanoTime.getAsLong();
        hasUnprinted = false;
        String line = ProgressLine.of(trainings, tallies.values(), lastPrint - start);
        if (isTerminal) {
            out.overwrite(line + " ".repeat(Math.max(0, lastLength - line.length())));
            lastLength = line.length();
        } else {
            out.println(line);
        }
    }
}

package dev.inward.report;

import dev.inward.study.AnswerTally;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says how far training and answering have come: in a terminal on one line that changes, elsewhere
 * every few seconds in whole lines, as they stand well in a log.
 *
 * <p>This class is thread-safe.
 */
final class ProgressPrinter {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_IN_TERMINAL = TimeUnit.MILLISECONDS.toNanos(250);

    private final PrintStream out;
    private final boolean isTerminal;
    private final LongSupplier nanoTime;
    private final Map<String, ProgressLine.Steps> trainings = new TreeMap<>();
    private final Map<String, AnswerTally> tallies = new TreeMap<>();
    private final long start;
    private long lastLine;
    private int lastLength;
    private boolean hasNews;

    ProgressPrinter(PrintStream out, boolean isTerminal, LongSupplier nanoTime) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastLine = start;
    }

    synchronized void trainingStepDone(String predictor, String target, int done, int total) {
        trainings.put(predictor + " on " + target, new ProgressLine.Steps(done, total));
        sayNowAndThen();
    }

    synchronized void answerCame(AnswerTally tally) {
        tallies.merge(
                tally.model(), tally, (known, told) -> told.done() > known.done() ? told : known);
        sayNowAndThen();
    }

    /** Says how it came out, where anything was to be waited for. */
    synchronized void end() {
        if (!hasNews) {
            return;
        }
        say();
        if (isTerminal) {
            out.println();
            lastLength = 0;
        }
    }

    private void sayNowAndThen() {
        hasNews = true;
        if (nanoTime.getAsLong() - lastLine >= (isTerminal ? PAUSE_IN_TERMINAL : PAUSE)) {
            say();
        }
    }

    private void say() {
        lastLine = nanoTime.getAsLong();
        hasNews = false;
        String line = ProgressLine.of(trainings, tallies.values(), lastLine - start);
        if (isTerminal) {
            out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
            out.flush();
            lastLength = line.length();
        } else {
            out.println(line);
        }
    }
}

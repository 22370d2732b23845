package dev.inward.report;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Says every few seconds how far training and answering have come, in whole lines, as they stand
 * well in a log.
 *
 * <p>This class is thread-safe.
 */
final class Progress {

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

    private record Steps(int done, int total) {}

    private final PrintStream out;
    private final LongSupplier nanoTime;
    private final Map<String, Steps> trainings = new TreeMap<>();
    private long answered;
    private long asked;
    private long lastLine;

    Progress(PrintStream out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
        this.lastLine = nanoTime.getAsLong();
    }

    synchronized void trainingStepDone(String predictor, String target, int done, int total) {
        trainings.put(predictor + " on " + target, new Steps(done, total));
        sayNowAndThen();
    }

    synchronized void answerCame(long done, long asked) {
        this.answered = Math.max(answered, done);
        this.asked = Math.max(this.asked, asked);
        sayNowAndThen();
    }

    private void sayNowAndThen() {
        long now = nanoTime.getAsLong();
        if (now - lastLine >= PAUSE) {
            lastLine = now;
            out.println(line());
        }
    }

    private String line() {
        var line = new StringBuilder("inward:");
        trainings.forEach(
                (training, steps) -> {
                    if (steps.done() < steps.total()) {
                        line.append(
                                String.format(
                                        Locale.ROOT,
                                        " finetuning %s %d %%,",
                                        training,
                                        100L * steps.done() / steps.total()));
                    }
                });
        return line.append(String.format(Locale.ROOT, " %,d of %,d answers", answered, asked))
                .toString();
    }
}

package dev.inward.report;

import dev.inward.study.AnswerProgress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Formats the progress of a run as one line. */
final class ProgressLine {

    private static final int MAX_MODELS = 3;

    /** The training steps of one model. */
    record Steps(int done, int total) {}

    private ProgressLine() {}

    /**
     * @param elapsed nanoseconds since the start of the run
     */
    static String of(
            Map<String, Steps> trainings, Collection<AnswerProgress> tallies, long elapsed) {
        var line = new StringBuilder("inward:");
        trainings.forEach(
                (training, steps) -> {
                    if (steps.done() < steps.total()) {
                        add(
                                line,
                                " finetuning %s %d %%,",
                                training,
                                100L * steps.done() / steps.total());
                    }
                });
        addAnswers(line, tallies, elapsed / (double) TimeUnit.SECONDS.toNanos(1));
        addModels(
                line, tallies.stream().filter(tally -> tally.done() < tally.requested()).toList());
        return line.toString();
    }

    private static void addAnswers(
            StringBuilder line, Collection<AnswerProgress> tallies, double seconds) {
        long requested = tallies.stream().mapToLong(AnswerProgress::requested).sum();
        long done = tallies.stream().mapToLong(AnswerProgress::done).sum();
        long calls = tallies.stream().mapToLong(AnswerProgress::calls).sum();
        BigDecimal money =
                tallies.stream().map(AnswerProgress::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        add(line, " %,d of %,d answers", done, requested);
        if (done == 0 || seconds <= 0) {
            return;
        }
        long missing = tallies.stream().mapToLong(AnswerProgress::missing).sum();
        add(
                line,
                ", %.1f calls/s, %d %% from store",
                calls / seconds,
                100 * (done - missing - calls) / done);
        if (missing > 0) {
            add(line, ", %,d missing", missing);
        }
        if (money.signum() > 0) {
            add(line, ", %s spent", money.setScale(2, RoundingMode.UP).toPlainString());
        }
        if (done < requested) {
            add(line, ", %s left", duration(Math.round((requested - done) * seconds / done)));
        }
    }

    /** Adds the models with the most unfinished answers. */
    private static void addModels(StringBuilder line, List<AnswerProgress> unfinished) {
        List<AnswerProgress> shown =
                unfinished.stream()
                        .sorted(
                                (a, b) ->
                                        Long.compare(
                                                b.requested() - b.done(), a.requested() - a.done()))
                        .limit(MAX_MODELS)
                        .toList();
        String separator = "; ";
        for (AnswerProgress tally : shown) {
            add(line, "%s%s %,d/%,d", separator, tally.model(), tally.done(), tally.requested());
            separator = ", ";
        }
        if (unfinished.size() > shown.size()) {
            add(line, " and %d more", unfinished.size() - shown.size());
        }
    }

    private static String duration(long seconds) {
        return seconds < 60
                ? seconds + " s"
                : String.format(Locale.ROOT, "%d min %d s", seconds / 60, seconds % 60);
    }

    private static void add(StringBuilder line, String format, Object... values) {
        line.append(String.format(Locale.ROOT, format, values));
    }
}

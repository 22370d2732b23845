package dev.inward.assertion;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.study.Protocol;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Task;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.figures.NonCompliance;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.RungResult;
import dev.inward.verdict.ladder.evaluation.MeasuredContrasts;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats the message of a failed assertion: the claim, the verdict with its reason, and the
 * figures that a reader needs to understand it, in at most {@value #MAX_LINES} lines. The reports
 * have all figures.
 */
final class FailureMessage {

    /** A message is shown several times in a log, so a long one hides the others. */
    static final int MAX_LINES = 12;

    private FailureMessage() {}

    static String of(Verdict verdict) {
        Evidence evidence = verdict.evidence();
        String message =
                verdict.explanation()
                        + evidence.figures().map(figures -> figures(evidence, figures)).orElse("");
        String notes =
                Stream.concat(
                                evidence.comparison().notes().stream(),
                                evidence.comparison().measurements().stream()
                                        .map(result -> measurement(evidence, result)))
                        .limit(Math.max(0, MAX_LINES - 1 - message.strip().lines().count()))
                        .map(FailureMessage::line)
                        .collect(Collectors.joining());
        return message
                + notes
                + line("all figures: verdicts.json and index.html in the folder of the reports");
    }

    private static String measurement(Evidence evidence, MeasurementResult result) {
        return format(
                "measurement '%s': %d items, %d missing%s",
                result.measurement().name(),
                result.items().size(),
                result.missing().size(),
                MeasuredContrasts.of(evidence.comparison(), result)
                        .whyNotTested()
                        .map(reason -> ", not tested: " + reason)
                        .orElse(""));
    }

    private static String figures(Evidence evidence, Figures figures) {
        return Stream.of(
                        Optional.of(accuracies(figures)),
                        Optional.of(difference(figures)),
                        Optional.of(items(evidence, figures)),
                        nonCompliance(figures),
                        Optional.of(ladder(evidence.ladder())))
                .flatMap(Optional::stream)
                .map(FailureMessage::line)
                .collect(Collectors.joining());
    }

    private static String accuracies(Figures figures) {
        return format(
                "self %s, cross %s, mode baseline %.3f, self untrained %.3f",
                share(figures.self(), figures.confidence()),
                share(figures.cross(), figures.confidence()),
                figures.modeBaseline().estimate(),
                figures.untrainedSelf().estimate());
    }

    private static String difference(Figures figures) {
        Interval interval = figures.advantageBounds().interval();
        return format(
                "self - cross %+.3f [%+.3f, %+.3f], one-sided %.0f %% bounds %+.3f and %+.3f",
                figures.difference().estimate(),
                interval.lower(),
                interval.upper(),
                100 * figures.confidence(),
                figures.advantageBounds().lower(),
                figures.advantageBounds().upper());
    }

    private static String items(Evidence evidence, Figures figures) {
        return format(
                "%d items, %d prompts, %d missing, %d undefined; tasks %s; protocol %s; %s",
                figures.n(),
                figures.difference().clusters(),
                evidence.comparison().missing(),
                evidence.comparison().undefined(),
                evidence.request().tasks().stream()
                        .map(Task::name)
                        .collect(Collectors.joining(", ")),
                Protocol.of(evidence.comparison()).displayName(),
                evidence.comparison().isTrained()
                        ? format(
                                "%d rows, labels %s",
                                evidence.comparison().trainingRows(),
                                evidence.request().labels().name().toLowerCase(Locale.ROOT))
                        : "not finetuned");
    }

    private static Optional<String> nonCompliance(Figures figures) {
        NonCompliance nonCompliance = figures.nonCompliance();
        if (nonCompliance.isNone()) {
            return Optional.empty();
        }
        return Optional.of(
                format(
                        "non-compliant: self %d, cross %d; self - cross of compliers only %s, of any values %+.3f to %+.3f",
                        nonCompliance.self(),
                        nonCompliance.cross(),
                        nonCompliance
                                .amongCompliers()
                                .map(mean -> format("%+.3f", mean.estimate()))
                                .orElse("unknown"),
                        nonCompliance.worst(),
                        nonCompliance.best()));
    }

    private static String ladder(ClaimLadder ladder) {
        return Stream.of(RungResult.State.values())
                .map(state -> rungs(ladder, state))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; ", "claim ladder: ", ""));
    }

    private static String rungs(ClaimLadder ladder, RungResult.State state) {
        String rungs =
                ladder.results().values().stream()
                        .filter(result -> result.state() == state)
                        .map(result -> String.valueOf(result.rung().number()))
                        .collect(Collectors.joining(", "));
        return rungs.isEmpty() ? "" : state.words() + " " + rungs;
    }

    private static String share(ClusteredMean mean, double confidence) {
        Interval interval = mean.interval(confidence);
        return format("%.3f [%.3f, %.3f]", mean.estimate(), interval.lower(), interval.upper());
    }

    private static String line(String text) {
        return format("  %s%n", text);
    }

    private static String format(String template, Object... values) {
        return String.format(Locale.ROOT, template, values);
    }
}

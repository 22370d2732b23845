package dev.inward.assertion;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.statistics.Proportion;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Protocol;
import dev.inward.task.Task;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.AuthorsFigures;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.figures.NonCompliance;
import dev.inward.verdict.figures.ScalingCurve;
import dev.inward.verdict.ladder.ClaimLadder;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Formats the message of a failed assertion: the claim, the verdict with its reason, and all
 * figures.
 */
final class FailureMessage {

    private FailureMessage() {}

    static String of(Verdict verdict) {
        return verdict.explanation() + figures(verdict.evidence());
    }

    private static String figures(Evidence evidence) {
        return evidence.figures()
                .map(
                        figures ->
                                figures(evidence, figures)
                                        + nonCompliance(figures)
                                        + notes(evidence)
                                        + authorsFigures(figures.authors())
                                        + ladder(evidence.ladder())
                                        + MeasurementLines.of(evidence))
                .orElse("");
    }

    private static String ladder(ClaimLadder ladder) {
        return ladder.results().values().stream()
                .map(
                        result ->
                                String.format(
                                        Locale.ROOT,
                                        "  rung %d, %s: %s, %s%n",
                                        result.rung().number(),
                                        result.rung().title(),
                                        result.state().words(),
                                        result.reason()))
                .collect(Collectors.joining());
    }

    private static String figures(Evidence evidence, Figures figures) {
        ComparisonRequest request = evidence.request();
        return String.format(
                Locale.ROOT,
                """
                  self-prediction    %s   untrained %.3f, mode baseline %.3f
                  cross-prediction   %s   untrained %.3f
                  difference        %s   one-sided %.0f %% bounds %+.3f and %+.3f, micro average %+.3f
                  n = %d items, %d prompts, tasks %s (%s, protocol %s, mode strict: paired, macro average over tasks, intervals %.0f %%)
                  non-compliant: self %d, cross %d; missing: %d; undefined: %d; %s
                """,
                share(figures.self(), figures.confidence()),
                figures.untrainedSelf().estimate(),
                figures.modeBaseline().estimate(),
                share(figures.cross(), figures.confidence()),
                figures.untrainedCross().estimate(),
                difference(figures),
                100 * figures.confidence(),
                figures.advantageBounds().lower(),
                figures.advantageBounds().upper(),
                figures.microDifference().estimate(),
                figures.n(),
                figures.difference().clusters(),
                request.tasks().stream().map(Task::name).collect(Collectors.joining(", ")),
                request.split().displayName(),
                Protocol.of(evidence.comparison()).displayName(),
                100 * figures.confidence(),
                figures.nonCompliance().self(),
                figures.nonCompliance().cross(),
                evidence.comparison().missing(),
                evidence.comparison().undefined(),
                training(evidence));
    }

    private static String nonCompliance(Figures figures) {
        NonCompliance nonCompliance = figures.nonCompliance();
        if (nonCompliance.isNone()) {
            return "";
        }
        String difference =
                nonCompliance
                        .amongCompliers()
                        .map(mean -> signed(mean, mean.interval(figures.confidence())))
                        .orElse("unknown");
        return String.format(
                Locale.ROOT,
                "  compliers only    %s; with any values for non-compliant answers between %+.3f and %+.3f%n",
                difference,
                nonCompliance.worst(),
                nonCompliance.best());
    }

    private static String notes(Evidence evidence) {
        return Stream.concat(
                        evidence.comparison().notes().stream(),
                        evidence.scaling().stream().map(ScalingCurve::sentence))
                .map(note -> String.format(Locale.ROOT, "  %s%n", note))
                .collect(Collectors.joining());
    }

    private static String authorsFigures(AuthorsFigures figures) {
        return String.format(
                Locale.ROOT,
                "  mode authors      self %s, cross %s, mode of the scored items %.3f, z = %.2f (p = %.2g, micro average, unpaired)%n",
                withErrorBar(figures.self()),
                withErrorBar(figures.cross()),
                figures.modeBaseline().estimate(),
                figures.difference().z(),
                figures.difference().p());
    }

    private static String withErrorBar(Proportion share) {
        String estimate = String.format(Locale.ROOT, "%.3f", share.estimate());
        return share.trials() == 1
                ? estimate
                : estimate + String.format(Locale.ROOT, " +- %.3f", share.paperErrorBar());
    }

    private static String training(Evidence evidence) {
        return evidence.comparison().isTrained()
                ? String.format(
                        Locale.ROOT,
                        "trained on %d rows, labels %s",
                        evidence.comparison().trainingRows(),
                        evidence.request().labels().name().toLowerCase(Locale.ROOT))
                : "both predictors not finetuned";
    }

    private static String share(ClusteredMean mean, double confidence) {
        Interval interval = mean.interval(confidence);
        return String.format(
                Locale.ROOT,
                "%.3f [%.3f, %.3f]",
                mean.estimate(),
                interval.lower(),
                interval.upper());
    }

    private static String difference(Figures figures) {
        return signed(figures.difference(), figures.advantageBounds().interval());
    }

    private static String signed(ClusteredMean mean, Interval interval) {
        return String.format(
                Locale.ROOT,
                "%+.3f [%+.3f, %+.3f]",
                mean.estimate(),
                interval.lower(),
                interval.upper());
    }
}

package dev.inward.report.json;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.NormalEstimate;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.Prediction;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.RepeatedAnswers;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.ClaimLadder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures that decide a verdict, as written to {@code verdicts.json}. They are paired by item,
 * clustered by object-level prompt, and macro averages over tasks.
 */
record StrictFiguresRecord(
        int items,
        EstimateRecord self,
        EstimateRecord cross,
        EstimateRecord modeBaseline,
        EstimateRecord untrainedSelf,
        EstimateRecord untrainedCross,
        EstimateRecord difference,
        EstimateRecord microDifference,
        EstimateRecord aboveModeBaseline,
        double differenceLowerBound,
        double differenceUpperBound,
        @Nullable Double selfKappa,
        @Nullable Double crossKappa,
        @Nullable Double selfNormalised,
        @Nullable EstimateRecord ownTargetLeak,
        @Nullable EstimateRecord nonDeterminismCeiling,
        @Nullable Double samplesPerPrompt,
        @Nullable Double distinctSamplesPerPrompt,
        @Nullable EstimateRecord compliersOnlyDifference,
        double worstDifference,
        double bestDifference,
        List<TaskRecord> tasks,
        List<BaselineRecord> baselines) {

    /** The figures of one task. */
    record TaskRecord(
            String task,
            int items,
            EstimateRecord self,
            EstimateRecord cross,
            EstimateRecord difference) {

        static List<TaskRecord> of(List<ScoredItem> items, double confidence) {
            Map<String, List<ScoredItem>> tasks =
                    items.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            item -> item.item().task(),
                                            LinkedHashMap::new,
                                            Collectors.toList()));
            return tasks.entrySet().stream()
                    .map(task -> of(task.getKey(), task.getValue(), confidence))
                    .toList();
        }

        private static TaskRecord of(String task, List<ScoredItem> items, double confidence) {
            var means = ItemMeans.of(items);
            return new TaskRecord(
                    task,
                    items.size(),
                    EstimateRecord.of(
                            means.micro(ItemMeans.SHARE, item -> item.self().score()), confidence),
                    EstimateRecord.of(
                            means.micro(ItemMeans.SHARE, item -> item.cross().score()), confidence),
                    EstimateRecord.of(
                            means.micro(ItemMeans.DIFFERENCE, ScoredItem::advantage), confidence));
        }
    }

    /**
     * The accuracy of a predictor that knows no model, on the items for which it has a prediction.
     */
    record BaselineRecord(String name, int items, EstimateRecord accuracy) {

        static List<BaselineRecord> of(List<ScoredItem> items, double confidence) {
            return Stream.of(ReferencePredictor.values())
                    .filter(predictor -> predictor != ReferencePredictor.MODE)
                    .flatMap(predictor -> of(predictor, items, confidence))
                    .toList();
        }

        private static Stream<BaselineRecord> of(
                ReferencePredictor predictor, List<ScoredItem> items, double confidence) {
            List<ScoredItem> known =
                    items.stream()
                            .filter(item -> item.referenceScores().score(predictor).isPresent())
                            .toList();
            return known.isEmpty()
                    ? Stream.empty()
                    : Stream.of(
                            new BaselineRecord(
                                    predictor.description(),
                                    known.size(),
                                    EstimateRecord.of(
                                            ItemMeans.of(known)
                                                    .macro(
                                                            ItemMeans.SHARE,
                                                            item ->
                                                                    item.referenceScores()
                                                                            .score(predictor)
                                                                            .orElseThrow()),
                                            confidence)));
        }
    }

    static StrictFiguresRecord of(Verdict verdict, Figures figures) {
        ClaimLadder ladder = verdict.evidence().ladder();
        double confidence = figures.confidence();
        List<ScoredItem> items = verdict.evidence().comparison().completeItems();
        return new StrictFiguresRecord(
                figures.n(),
                EstimateRecord.of(figures.self(), confidence),
                EstimateRecord.of(figures.cross(), confidence),
                EstimateRecord.of(figures.modeBaseline(), confidence),
                EstimateRecord.of(figures.untrainedSelf(), confidence),
                EstimateRecord.of(figures.untrainedCross(), confidence),
                EstimateRecord.of(figures.difference(), figures.advantageBounds()),
                EstimateRecord.of(figures.microDifference(), confidence),
                EstimateRecord.of(figures.aboveModeBaseline(), figures.modeBaselineBounds()),
                figures.advantageBounds().lower(),
                figures.advantageBounds().upper(),
                kappa(verdict, ScoredItem::self),
                kappa(verdict, ScoredItem::cross),
                normalised(figures, ladder),
                ladder.leak().map(leak -> EstimateRecord.of(leak, confidence)).orElse(null),
                ladder.ceiling()
                        .map(ceiling -> EstimateRecord.of(ceiling, confidence))
                        .orElse(null),
                meanPerPrompt(verdict, RepeatedAnswers::answers),
                meanPerPrompt(verdict, RepeatedAnswers::distinct),
                figures.nonCompliance()
                        .amongCompliers()
                        .map(difference -> EstimateRecord.of(difference, confidence))
                        .orElse(null),
                figures.nonCompliance().worst(),
                figures.nonCompliance().best(),
                TaskRecord.of(items, confidence),
                BaselineRecord.of(items, confidence));
    }

    private static @Nullable Double meanPerPrompt(
            Verdict verdict, ToIntFunction<RepeatedAnswers> count) {
        OptionalDouble mean =
                verdict.evidence().comparison().items().stream()
                        .flatMap(item -> Stream.ofNullable(item.referenceScores().repeated()))
                        .mapToInt(count)
                        .average();
        return mean.isPresent() ? mean.getAsDouble() : null;
    }

    private static @Nullable Double kappa(
            Verdict verdict, Function<ScoredItem, Prediction> predictor) {
        return verdict.evidence()
                .agreement(predictor)
                .flatMap(Agreement::kappa)
                .map(NormalEstimate::value)
                .orElse(null);
    }

    /** If the target answered each item once, its ceiling is unknown and counts as 1. */
    private static @Nullable Double normalised(Figures figures, ClaimLadder ladder) {
        double ceiling = ladder.ceiling().map(ClusteredMean::estimate).orElse(1.0);
        OptionalDouble normalised = figures.normalised(ceiling);
        return normalised.isPresent() ? normalised.getAsDouble() : null;
    }
}

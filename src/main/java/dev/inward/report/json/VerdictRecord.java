package dev.inward.report.json;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.inward.report.measurement.MeasurementRecord;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonAnswers;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Judging;
import dev.inward.study.Lineage;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Protocol;
import dev.inward.study.Provenance;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingAnswers;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.TrainingDesign;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Task;
import dev.inward.task.TaskOrigin;
import dev.inward.task.TrainingOverlap;
import dev.inward.verdict.Decision;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.figures.NonCompliance;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.RungResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A verdict as written to {@code verdicts.json}. Accuracies are shares of 1. Intervals have the
 * stated confidence. Two runs with the same inputs write the same record.
 */
public record VerdictRecord(
        String property,
        String target,
        String predictor,
        ModelRecord targetModel,
        ModelRecord predictorModel,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FinetunedRecord> finetunedModels,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lineage targetLineage,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Lineage predictorLineage,
        List<String> tasks,
        Map<String, TaskOrigin> origins,
        ScoredSplit split,
        Protocol protocol,
        TrainingLabels labels,
        StoppingRule stopping,
        long seed,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable StudyRecord study,
        String claim,
        double margin,
        Decision verdict,
        String headline,
        String reason,
        @Nullable ItemsToSettleRecord itemsToSettle,
        double confidence,
        Counts counts,
        ComparisonAnswers answers,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable TrainingOverlap overlap,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Judging judging,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedMap<String, Judging> judgedTraining,
        @Nullable Double p,
        @Nullable Double adjustedP,
        @Nullable StrictFiguresRecord strict,
        @Nullable AuthorsFiguresRecord authors,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ExampleRecord> examples,
        List<RungRecord> ladder,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MeasurementRecord> measurements,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ScalingRecord scaling,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable GatedFigure gated,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RegressionRecord regression) {

    /**
     * A model as requested and as served.
     *
     * @param requested the model id of the requests; null if the model does not state it
     * @param served the ids of the models that answered, as the provider reports them
     */
    record ModelRecord(@Nullable String requested, SortedSet<String> served) {

        static ModelRecord of(ModelProvenance model) {
            return new ModelRecord(model.requested(), model.served());
        }
    }

    /**
     * A finetuned predictor as served.
     *
     * @param name the name of the finetuned copy
     * @param served the ids of the models that answered, as the provider reports them; at least one
     */
    record FinetunedRecord(String name, SortedSet<String> served) {

        static List<FinetunedRecord> of(Provenance provenance) {
            return provenance.finetuned().stream()
                    .filter(model -> !model.served().isEmpty())
                    .map(model -> new FinetunedRecord(model.name(), model.served()))
                    .toList();
        }
    }

    /**
     * The study that the comparison belongs to.
     *
     * @param name the name of the study file
     * @param question what it asks; empty if its file does not say it
     * @param design what it decides beyond models and items, in words; empty if nothing
     * @param rows the largest number of finetuning rows of a task and a property; null for all
     * @param variants the variants of the predicted items; empty if their prompts are as they are
     * @param learnedFrom the training answers of each model that rows are about; empty without
     *     finetuning
     */
    record StudyRecord(
            String name,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String question,
            String design,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer rows,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) SortedSet<String> variants,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TrainingAnswers> learnedFrom) {

        static @Nullable StudyRecord of(Comparison comparison) {
            ComparisonRequest request = comparison.request();
            return request.design().study().isEmpty()
                    ? null
                    : new StudyRecord(
                            request.design().study(),
                            request.design().question(),
                            request.design().description().orElse(""),
                            limit(request.design().training()),
                            request.drawnItems().stream()
                                    .map(Item::variantLabel)
                                    .filter(label -> !label.isEmpty())
                                    .collect(Collectors.toCollection(TreeSet::new)),
                            comparison.learnedFrom());
        }
    }

    private static @Nullable Integer limit(TrainingDesign training) {
        return training.rowsPerCell() == Integer.MAX_VALUE ? null : training.rowsPerCell();
    }

    /** The numbers of items, prompts and answers. */
    record Counts(
            int items,
            int prompts,
            int undefined,
            int leftOutVariants,
            int missing,
            int nonCompliantSelf,
            int nonCompliantCross,
            int trainingRows,
            int nonCompliantTraining) {}

    /** The result of one rung of the claim ladder. */
    record RungRecord(
            int rung, String title, String state, String reason, List<MeasureRecord> measures) {

        static RungRecord of(RungResult result, double confidence) {
            return new RungRecord(
                    result.rung().number(),
                    result.rung().title(),
                    result.state().words(),
                    result.reason(),
                    result.measures().stream()
                            .map(measure -> MeasureRecord.of(measure, confidence))
                            .toList());
        }
    }

    /** A difference that must be above 0. */
    record MeasureRecord(String name, double estimate, double lowerBound, int prompts) {

        static MeasureRecord of(RungMeasure measure, double confidence) {
            return new MeasureRecord(
                    measure.name(),
                    measure.mean().estimate(),
                    measure.lowerBound(confidence),
                    measure.mean().clusters());
        }
    }

    /**
     * Converts a verdict.
     *
     * @param adjustedP the p-value, adjusted for the other verdicts of the run; null without a
     *     p-value
     */
    public static VerdictRecord of(Verdict verdict, @Nullable Double adjustedP) {
        ComparisonRequest request = verdict.evidence().request();
        Provenance provenance = verdict.evidence().comparison().provenance();
        return new VerdictRecord(
                request.property().name(),
                request.target(),
                request.predictor(),
                ModelRecord.of(provenance.target()),
                ModelRecord.of(provenance.predictor()),
                FinetunedRecord.of(provenance),
                provenance.target().lineage(),
                provenance.predictor().lineage(),
                request.tasks().stream().map(Task::name).toList(),
                request.tasks().stream()
                        .collect(
                                toMap(Task::name, Task::origin, (one, other) -> one, TreeMap::new)),
                request.split(),
                Protocol.of(verdict.evidence().comparison()),
                request.labels(),
                request.stopping(),
                request.seed(),
                StudyRecord.of(verdict.evidence().comparison()),
                verdict.claim().wording(),
                verdict.claim().margin(),
                verdict.decision(),
                Headline.of(verdict),
                verdict.judgement().reason(),
                ItemsToSettleRecord.of(verdict.judgement()),
                verdict.evidence().rule().confidence(),
                counts(verdict),
                verdict.evidence().comparison().answers(),
                verdict.evidence().comparison().isTrained()
                        ? verdict.evidence().comparison().overlap()
                        : null,
                provenance.judging(),
                provenance.judgedTraining(),
                verdict.p().isPresent() ? verdict.p().getAsDouble() : null,
                adjustedP,
                verdict.figures()
                        .map(figures -> StrictFiguresRecord.of(verdict, figures))
                        .orElse(null),
                verdict.figures().map(Figures::authors).map(AuthorsFiguresRecord::of).orElse(null),
                ExampleRecord.allOf(verdict.evidence().comparison()),
                verdict.evidence().ladder().results().values().stream()
                        .map(
                                result ->
                                        RungRecord.of(
                                                result, verdict.evidence().rule().confidence()))
                        .toList(),
                MeasurementRecord.allOf(
                        verdict.evidence().comparison(), verdict.evidence().rule().confidence()),
                verdict.evidence()
                        .scaling()
                        .map(
                                curve ->
                                        ScalingRecord.of(
                                                curve, verdict.evidence().rule().confidence()))
                        .orElse(null),
                verdict.gated().orElse(null),
                verdict.changeSinceBaseline().map(RegressionRecord::of).orElse(null));
    }

    private static Counts counts(Verdict verdict) {
        Comparison comparison = verdict.evidence().comparison();
        Optional<NonCompliance> nonCompliance = verdict.figures().map(Figures::nonCompliance);
        return new Counts(
                comparison.items().size(),
                verdict.figures().map(figures -> figures.difference().clusters()).orElse(0),
                comparison.undefined(),
                comparison.request().leftOutVariants(),
                comparison.missing(),
                nonCompliance.map(NonCompliance::self).orElse(0),
                nonCompliance.map(NonCompliance::cross).orElse(0),
                comparison.trainingRows(),
                comparison.nonCompliantTraining());
    }
}

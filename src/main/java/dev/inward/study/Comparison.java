package dev.inward.study;

import dev.inward.study.design.StudyDesign;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.task.TrainingOverlap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The measurement of two cells side by side: a target that is predicted by itself and by one other
 * model, on the same items.
 *
 * <p>Instances are immutable and thread-safe. No component is null.
 *
 * @param request the request that the comparison answers
 * @param trainingRows the number of rows that each predictor was finetuned on, over all properties;
 *     0 if the predictors are untrained
 * @param items the predicted items on which the property is defined, in task and file order; copied
 * @param undefined the number of predicted items on whose behaviour the property is undefined
 * @param withoutBehaviour the predicted items to which the target gave no object-level answer;
 *     copied
 * @param trainingItems the number of training items whose object-level prompt was sent to the
 *     target
 * @param missingTrainingBehaviours the number of training items without an answer
 * @param learnedFrom the training answers of each model that finetuning rows are about, by name;
 *     empty if there was no finetuning; copied
 * @param whyMissing the reason why the first missing answer of the target is missing; empty if none
 *     is missing
 * @param withoutPredictorBehaviour the predicted items to which the cross-predictor gave no
 *     object-level answer of its own; copied
 * @param whyNotFramed the reason why the predictors got no prompts about other models; empty if
 *     they got them
 * @param rounds the number of {@link ItemRounds} that were collected; 0 if the comparison does not
 *     stop early
 * @param answers how the answers of the comparison ended
 * @param overlap what the scored items have in common with those that predictors are finetuned on;
 *     {@link TrainingOverlap#NONE} if there is no finetuning
 * @param provenance the models, data and prompts of the comparison
 * @param measurements what was measured beside the predictions; empty if the study has no
 *     measurements; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Comparison(
        ComparisonRequest request,
        int trainingRows,
        List<ScoredItem> items,
        int undefined,
        List<Item> withoutBehaviour,
        int trainingItems,
        int missingTrainingBehaviours,
        List<TrainingAnswers> learnedFrom,
        String whyMissing,
        List<Item> withoutPredictorBehaviour,
        String whyNotFramed,
        int rounds,
        ComparisonAnswers answers,
        TrainingOverlap overlap,
        Provenance provenance,
        List<MeasurementResult> measurements) {

    /**
     * The largest share of missing answers, from 0 to 1, with which a comparison can decide a
     * claim.
     */
    public static final double MAX_MISSING_SHARE = 0.01;

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

    /**
     * Copies the lists.
     *
     * @param request as in the record
     * @param trainingRows as in the record
     * @param items as in the record
     * @param undefined as in the record
     * @param withoutBehaviour as in the record
     * @param trainingItems as in the record
     * @param missingTrainingBehaviours as in the record
     * @param learnedFrom as in the record
     * @param whyMissing as in the record
     * @param withoutPredictorBehaviour as in the record
     * @param whyNotFramed as in the record
     * @param rounds as in the record
     * @param answers as in the record
     * @param overlap as in the record
     * @param provenance as in the record
     * @param measurements as in the record
     */
    public Comparison {
        items = List.copyOf(items);
        learnedFrom = List.copyOf(learnedFrom);
        withoutBehaviour = List.copyOf(withoutBehaviour);
        withoutPredictorBehaviour = List.copyOf(withoutPredictorBehaviour);
        measurements = List.copyOf(measurements);
    }

    /** {@return whether both predictors were finetuned; if not, neither of them was} */
    public boolean isTrained() {
        return trainingRows > 0;
    }

    /**
     * {@return the number of training answers that break the compliance rules of their task, of all
     * models that finetuning rows are about}
     */
    public int nonCompliantTraining() {
        return learnedFrom.stream().mapToInt(TrainingAnswers::nonCompliant).sum();
    }

    /**
     * {@return the same comparison with another number of collected rounds}
     *
     * @param collected the number of rounds, at least 0
     */
    public Comparison withRounds(int collected) {
        return with(collected, measurements);
    }

    /**
     * {@return the same comparison with measurements}
     *
     * @param results what was measured beside the predictions
     */
    public Comparison withMeasurements(List<MeasurementResult> results) {
        return with(rounds, results);
    }

    private Comparison with(int collected, List<MeasurementResult> results) {
        return new Comparison(
                request,
                trainingRows,
                items,
                undefined,
                withoutBehaviour,
                trainingItems,
                missingTrainingBehaviours,
                learnedFrom,
                whyMissing,
                withoutPredictorBehaviour,
                whyNotFramed,
                collected,
                answers,
                overlap,
                provenance,
                results);
    }

    /**
     * {@return what a measurement found; empty if the study does not have it}
     *
     * @param name the name of the measurement
     */
    public Optional<MeasurementResult> measurement(String name) {
        return measurements.stream()
                .filter(result -> result.measurement().name().equals(name))
                .findFirst();
    }

    /**
     * {@return the items for which both compared predictions are present, in the order of {@link
     * #items}; unmodifiable}
     */
    public List<ScoredItem> completeItems() {
        return items.stream().filter(ScoredItem::isComplete).toList();
    }

    /**
     * {@return the number of items that the predictors have to predict: those with the property,
     * and those without an object-level answer of the target}
     */
    public int itemsToPredict() {
        return items.size() + missingBehaviours();
    }

    /** {@return the number of predicted items to which the target gave no object-level answer} */
    public int missingBehaviours() {
        return withoutBehaviour.size();
    }

    /**
     * {@return the number of items that lack an answer: the object-level answer of the target, or
     * one of the two compared predictions}
     */
    public int missing() {
        long incomplete = items.stream().filter(item -> !item.isComplete()).count();
        return missingBehaviours() + Math.toIntExact(incomplete);
    }

    /**
     * Returns sentences about what a reader of the figures has to know, without a full stop.
     *
     * <p>They are about the design of a study, and about answers that did not end normally or that
     * no predictor learned from, and about predictions in another format. Others are about items
     * that predictors may recognise, wordings of a question, variants of prompts, and judges.
     *
     * @return the sentences; empty if there is nothing to say
     */
    public List<String> notes() {
        return Stream.of(
                        study(),
                        answers.notes(request.target(), request.predictor()),
                        leftOut(),
                        leftOutVariants(),
                        otherFormats(),
                        overlap.note().stream().toList(),
                        provenance.noteOnOneModel().stream().toList(),
                        AccuracyByGroup.wordings(this).note().stream().toList(),
                        AccuracyByGroup.variants(this).note().stream().toList(),
                        provenance.notesOnJudges())
                .flatMap(List::stream)
                .toList();
    }

    private List<String> study() {
        StudyDesign design = request.design();
        if (design.study().isEmpty()) {
            return List.of();
        }
        String question = WHITE_SPACE.matcher(design.question()).replaceAll(" ").strip();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "study '%s'%s%s",
                        design.study(),
                        question.isEmpty() ? "" : " asks \"" + question + "\"",
                        design.description().map(words -> ": " + words).orElse("")));
    }

    /** Returns a sentence for each predictor most of whose answers have another format. */
    private List<String> otherFormats() {
        List<ScoredItem> complete = completeItems();
        return Stream.of(
                        otherFormat(request.target(), "self", complete, ScoredItem::self),
                        otherFormat(request.predictor(), "cross", complete, ScoredItem::cross))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> otherFormat(
            String model,
            String kind,
            List<ScoredItem> complete,
            Function<ScoredItem, Prediction> predictor) {
        long other =
                complete.stream()
                        .map(predictor)
                        .filter(given -> given.outcome() == PredictionOutcome.NON_COMPLIANT)
                        .count();
        return 2 * other <= complete.size()
                ? Optional.empty()
                : Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%d of %d %s-predictions of '%s' do not have the required answer format and count as wrong, so the advantage may be one of format",
                                other,
                                complete.size(),
                                kind,
                                model));
    }

    private List<String> leftOutVariants() {
        int count = request.leftOutVariants();
        return count == 0
                ? List.of()
                : List.of(
                        String.format(
                                Locale.ROOT,
                                "%d variants are not scored, because an earlier variant of another base question has the same prompt",
                                count));
    }

    private List<String> leftOut() {
        return learnedFrom.stream()
                .filter(answers -> answers.nonCompliant() > 0)
                .map(
                        answers ->
                                String.format(
                                        Locale.ROOT,
                                        "%d of %d training answers of %s break the compliance rules of their tasks and are in no finetuning row",
                                        answers.nonCompliant(),
                                        answers.answered(),
                                        answers.model()))
                .toList();
    }
}

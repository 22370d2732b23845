package dev.inward.verdict.ladder.evaluation;

import dev.inward.InwardParameters;
import dev.inward.property.AnswerFormat;
import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Comparison;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.RepeatedAnswers;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.task.Item;
import dev.inward.verdict.items.DataSufficiency;
import dev.inward.verdict.items.ItemDifference;
import dev.inward.verdict.items.ItemDifferences;
import dev.inward.verdict.items.ItemMeans;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.RungResult;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Evaluates all rungs of the claim ladder from one comparison and the other comparisons of its
 * property.
 */
public final class ClaimLadderEvaluator {

    /** With fewer prompts, the bounds on a subset of the items are unreliable. */
    private static final int MIN_PROMPTS_OF_SUBSET = DataSufficiency.MIN_PROMPTS;

    private final Comparison comparison;
    private final List<Comparison> matrix;
    private final double confidence;
    private final List<ScoredItem> items;

    /**
     * Creates the evaluator of one comparison.
     *
     * @param matrix all comparisons of the same property in the same run, this one included
     */
    public ClaimLadderEvaluator(Comparison comparison, List<Comparison> matrix, double confidence) {
        this.comparison = comparison;
        this.matrix = matrix.stream().filter(this::isComparable).toList();
        this.confidence = confidence;
        items = comparison.completeItems();
    }

    /** Predictors are compared if all learned from equally many rows, or none learned. */
    private boolean isComparable(Comparison other) {
        return other.isTrained() == comparison.isTrained()
                && other.request().design().training().rowsPerCell()
                        == comparison.request().design().training().rowsPerCell();
    }

    /** Returns the results of all rungs. */
    public ClaimLadder evaluate() {
        var results = new EnumMap<Rung, RungResult>(Rung.class);
        for (Rung rung : Rung.values()) {
            results.put(
                    rung,
                    whyNotTested()
                            .map(reason -> RungResults.notTested(rung, reason))
                            .orElseGet(() -> result(rung)));
        }
        return new ClaimLadder(
                results, confidence, leak().orElse(null), repeatability().orElse(null));
    }

    private Optional<String> whyNotTested() {
        Optional<String> insufficient = DataSufficiency.whyInsufficient(comparison);
        if (insufficient.isPresent()) {
            return insufficient;
        }
        return comparison.request().stopping() == StoppingRule.WHEN_DECIDED
                ? Optional.of(
                        "the comparison stopped when the claim was decided, but rungs need all planned items. Omit "
                                + InwardParameters.SEQUENTIAL
                                + ".")
                : Optional.empty();
    }

    private RungResult result(Rung rung) {
        return switch (rung) {
            case TRIVIAL_BASELINES, INPUT_ONLY_CLASSIFIERS -> aboveReferences(rung);
            case THIRD_PARTIES ->
                    new ThirdPartyEvaluator(comparison, matrix, confidence).evaluate();
            case DISAGREEMENT -> onDisagreementSubset();
            case FRAMING -> new FramingEvaluator(comparison, confidence).evaluate();
            case BEHAVIOUR_CHANGE ->
                    measured(rung, "no measurement of the study changes the target's behaviour");
            case CALIBRATION ->
                    measured(rung, "no measurement of the study draws several predictions");
        };
    }

    /** Returns the result of the measurement that tests a rung, and names its study. */
    private RungResult measured(Rung rung, String whyNot) {
        return comparison.measurements().stream()
                .filter(result -> result.measurement().rung().orElse(0) == rung.number())
                .findFirst()
                .map(result -> measured(rung, result))
                .orElseGet(() -> RungResults.notTested(rung, whyNot));
    }

    private RungResult measured(Rung rung, MeasurementResult result) {
        MeasuredContrasts contrasts = MeasuredContrasts.of(comparison, result);
        return contrasts
                .whyNotTested()
                .map(reason -> RungResults.notTested(rung, reason))
                .orElseGet(
                        () -> {
                            RungResult tested =
                                    RungResults.of(rung, contrasts.measures(), confidence);
                            return new RungResult(
                                    rung,
                                    tested.state(),
                                    String.format(
                                            Locale.ROOT,
                                            "%s (measurement '%s' of study '%s')",
                                            tested.reason(),
                                            result.measurement().name(),
                                            comparison.request().design().study()),
                                    tested.measures());
                        });
    }

    private RungResult aboveReferences(Rung rung) {
        List<RungMeasure> measures =
                Stream.of(ReferencePredictor.values())
                        .filter(reference -> reference != ReferencePredictor.SIMULATION)
                        .filter(reference -> isInputOnly(rung) == reference.isInputOnly())
                        .filter(reference -> ReferenceMeasure.isKnown(items, reference))
                        .flatMap(reference -> ReferenceMeasure.of(comparison, reference).stream())
                        .toList();
        if (measures.isEmpty()) {
            return RungResults.notTested(
                    rung, "no such reference predictor has a prediction for these items");
        }
        RungResult result = RungResults.of(rung, measures, confidence);
        return Stream.of(ReferencePredictor.values())
                .filter(reference -> isInputOnly(rung) == reference.isInputOnly())
                .flatMap(reference -> ReferenceMeasure.missing(items, reference).stream())
                .findFirst()
                .map(reason -> RungResults.incomplete(result, reason))
                .orElse(result);
    }

    private int drawnItems() {
        return comparison.itemsToPredict() + comparison.undefined();
    }

    private static boolean isInputOnly(Rung rung) {
        return rung == Rung.INPUT_ONLY_CLASSIFIERS;
    }

    /** Uses the micro average, since some tasks have few items in the subset. */
    private RungResult onDisagreementSubset() {
        if (hasTooFewOwnAnswers()) {
            return RungResults.notTested(
                    Rung.DISAGREEMENT,
                    String.format(
                            Locale.ROOT,
                            "%d of the cross-predictor's own answers are missing, more than 1 %%",
                            comparison.withoutPredictorBehaviour().size()));
        }
        List<ScoredItem> differing =
                items.stream().filter(ClaimLadderEvaluator::behavesDifferently).toList();
        Optional<String> tooFew = tooFewPrompts(differing);
        if (tooFew.isPresent()) {
            return RungResults.notTested(Rung.DISAGREEMENT, tooFew.get());
        }
        return RungResults.of(
                Rung.DISAGREEMENT,
                RungMeasures.micro(
                                String.format(
                                        Locale.ROOT,
                                        "the advantage on the %d items on which the two behave differently",
                                        differing.size()),
                                onDisagreement())
                        .stream()
                        .toList(),
                confidence);
    }

    /**
     * Returns the advantages on the items on which the two behave differently. Without the
     * behaviour of one of them, an item may be among these.
     */
    private ItemDifferences onDisagreement() {
        Set<Item> differing =
                comparison.items().stream()
                        .filter(ClaimLadderEvaluator::behavesDifferently)
                        .map(ScoredItem::item)
                        .collect(Collectors.toSet());
        Set<Item> unknown = new HashSet<>(comparison.withoutBehaviour());
        unknown.addAll(comparison.withoutPredictorBehaviour());
        ItemDifferences advantages = ItemDifferences.advantages(comparison);
        return new ItemDifferences(
                advantages.complete().stream()
                        .filter(item -> differing.contains(item.item()))
                        .toList(),
                Stream.concat(
                                advantages.incomplete().stream()
                                        .filter(item -> differing.contains(item.item())),
                                unknown.stream()
                                        .map(
                                                item ->
                                                        new ItemDifference(
                                                                item, ItemMeans.DIFFERENCE)))
                        .toList());
    }

    private Optional<String> tooFewPrompts(List<ScoredItem> differing) {
        long prompts =
                differing.stream().map(item -> item.item().baseQuestion()).distinct().count();
        if (prompts < MIN_PROMPTS_OF_SUBSET) {
            return Optional.of(
                    String.format(
                            Locale.ROOT,
                            "target and cross-predictor behave differently on %d of %d items. With fewer than %d the bounds are unreliable.",
                            prompts,
                            items.size(),
                            MIN_PROMPTS_OF_SUBSET));
        }
        double effective =
                ItemMeans.of(differing)
                        .micro(ItemMeans.DIFFERENCE, ScoredItem::advantage)
                        .effectiveClusters();
        return DataSufficiency.isBelow(effective, MIN_PROMPTS_OF_SUBSET)
                ? DataSufficiency.reason(
                        "target and cross-predictor behave differently on %d prompts, which differ in size and count as %.1f equal ones. With fewer than %d the bounds are unreliable.",
                        prompts, effective, MIN_PROMPTS_OF_SUBSET)
                : Optional.empty();
    }

    private static boolean behavesDifferently(ScoredItem item) {
        String behaviour = ResponseCleaning.forComparison(item.expected());
        return item.referenceScores().ownValue().filter(own -> !own.equals(behaviour)).isPresent();
    }

    private boolean hasTooFewOwnAnswers() {
        return comparison.withoutPredictorBehaviour().size()
                > Comparison.MAX_MISSING_SHARE * drawnItems();
    }

    private Optional<ClusteredMean> leak() {
        if (hasTooFewOwnAnswers()) {
            return Optional.empty();
        }
        List<ScoredItem> known =
                items.stream()
                        .filter(item -> item.referenceScores().ownValue().isPresent())
                        .toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ItemMeans.difference(
                                known, item -> scoreOnOwnBehaviour(item) - item.cross().score()));
    }

    private double scoreOnOwnBehaviour(ScoredItem item) {
        AnswerFormat format = comparison.request().property().answerFormat();
        String prediction = format.comparable(item.cross().answer());
        return item.referenceScores().ownValue().filter(prediction::equals).isPresent() ? 1 : 0;
    }

    private Optional<ClusteredMean> repeatability() {
        List<ScoredItem> repeated =
                items.stream().filter(item -> item.referenceScores().repeated() != null).toList();
        return repeated.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ItemMeans.of(repeated)
                                .macro(ItemMeans.SHARE, ClaimLadderEvaluator::repeatability));
    }

    private static double repeatability(ScoredItem item) {
        RepeatedAnswers repeated = item.referenceScores().repeated();
        return repeated == null ? 0 : repeated.repeatability();
    }
}

package dev.inward.verdict;

import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.CategoricalSample;
import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Baseline;
import dev.inward.study.Comparison;
import dev.inward.study.Framings;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Reads off a comparison, and off those that were made beside it, how far it climbs the ladder. */
final class LadderReading {

    /** With fewer prompts than this a subset decides nothing. */
    private static final int FEWEST_PROMPTS = Sufficiency.FEWEST_CLUSTERS;

    private final Comparison comparison;
    private final List<Comparison> matrix;
    private final double confidence;
    private final List<ScoredItem> items;

    /**
     * @param matrix all comparisons of the same property that were made together, this one among
     *     them
     */
    LadderReading(Comparison comparison, List<Comparison> matrix, double confidence) {
        this.comparison = comparison;
        this.matrix = matrix;
        this.confidence = confidence;
        items = complete(comparison);
    }

    private static List<ScoredItem> complete(Comparison comparison) {
        return comparison.items().stream().filter(ScoredItem::isComplete).toList();
    }

    ClaimLadder read() {
        var standings = new EnumMap<Rung, RungStanding>(Rung.class);
        for (Rung rung : Rung.values()) {
            standings.put(
                    rung,
                    lack().map(why -> RungStanding.notTested(rung, why))
                            .orElseGet(() -> standing(rung)));
        }
        return new ClaimLadder(
                standings, confidence, leak().orElse(null), repeatability().orElse(null));
    }

    private Optional<String> lack() {
        if (items.isEmpty()) {
            return Optional.of("not one pair of predictions came back");
        }
        return comparison.request().stopping() == Stopping.WHEN_DECIDED
                ? Optional.of(
                        "items were collected until the claim was decided, and a rung takes as many as were planned; leave inward.sequential out")
                : Optional.empty();
    }

    private RungStanding standing(Rung rung) {
        return switch (rung) {
            case TRIVIAL_BASELINES, INPUT_ONLY_CLASSIFIERS -> above(rung);
            case THIRD_PARTIES -> aboveThirdParties();
            case DISAGREEMENT -> whereTheyDisagree();
            case FRAMING -> framed();
            case BEHAVIOUR_CHANGE ->
                    RungStanding.notTested(rung, "nobody changed the target's behaviour");
            case CALIBRATION -> RungStanding.notTested(rung, "nobody was asked for probabilities");
        };
    }

    private RungStanding above(Rung rung) {
        List<Measure> measures =
                Stream.of(Baseline.values())
                        .filter(baseline -> baseline != Baseline.SIMULATION)
                        .filter(baseline -> isInputOnly(rung) == baseline.isInputOnly())
                        .filter(this::says)
                        .map(this::selfAbove)
                        .toList();
        return measures.isEmpty()
                ? RungStanding.notTested(rung, "no such baseline says anything of these items")
                : RungStanding.by(rung, measures, confidence);
    }

    private static boolean isInputOnly(Rung rung) {
        return rung == Rung.INPUT_ONLY_CLASSIFIERS;
    }

    private boolean says(Baseline baseline) {
        return items.stream().anyMatch(item -> item.yardsticks().score(baseline).isPresent());
    }

    /** A baseline that says nothing of an item is not right there. */
    private Measure selfAbove(Baseline baseline) {
        return new Measure(
                "self-prediction above " + baseline.description(),
                macro(
                        items,
                        item -> item.self().score() - item.yardsticks().score(baseline).orElse(0)));
    }

    private static ClusteredMean macro(
            List<ScoredItem> items, ToDoubleFunction<ScoredItem> difference) {
        return new ItemMeans(items).macro(ItemMeans.DIFFERENCE, difference);
    }

    /**
     * Each third party has to be beaten on the target, and by more than target and third party
     * differ as predictors and in how easily they are foretold: [acc(A→A) − acc(B→A)] − [acc(A→B) −
     * acc(B→B)].
     */
    private RungStanding aboveThirdParties() {
        var measures = new ArrayList<Measure>();
        var unanswered = new ArrayList<String>();
        List<Comparison> ofTarget =
                matrix.stream()
                        .filter(
                                other ->
                                        other.request()
                                                .target()
                                                .equals(comparison.request().target()))
                        .toList();
        for (Comparison other : ofTarget) {
            List<ScoredItem> others = complete(other);
            if (!others.isEmpty()) {
                String thirdParty = other.request().predictor();
                measures.add(
                        new Measure(
                                "self-prediction above " + thirdParty,
                                macro(others, ScoredItem::advantage)));
                differenceInDifferences(other)
                        .ifPresentOrElse(measures::add, () -> unanswered.add(thirdParty));
            }
        }
        ensemble(ofTarget).ifPresent(measures::add);
        if (says(Baseline.SIMULATION)) {
            measures.add(selfAbove(Baseline.SIMULATION));
        }
        RungStanding standing = RungStanding.by(Rung.THIRD_PARTIES, measures, confidence);
        return unanswered.isEmpty()
                ? standing
                : standing.butLacking(
                        "self-prediction is above every third party, but nobody predicted %s, so that the difference in differences is not known; make it a target too"
                                .formatted(String.join(", ", unanswered)));
    }

    /** What most third parties predict; of equally many, the first in the order of strings. */
    private Optional<Measure> ensemble(List<Comparison> ofTarget) {
        if (ofTarget.size() < 2) {
            return Optional.empty();
        }
        Map<String, List<String>> votes = new HashMap<>();
        for (Comparison other : ofTarget) {
            complete(other)
                    .forEach(
                            item ->
                                    votes.computeIfAbsent(
                                                    item.item().objectLevelPrompt(),
                                                    prompt -> new ArrayList<>())
                                            .add(
                                                    ResponseCleaning.forComparison(
                                                            item.cross().answer())));
        }
        return Optional.of(
                new Measure(
                        "self-prediction above what most of the %d third parties predict"
                                .formatted(ofTarget.size()),
                        macro(
                                items,
                                item ->
                                        item.self().score()
                                                - ensembleScore(
                                                        item,
                                                        votes.getOrDefault(
                                                                item.item().objectLevelPrompt(),
                                                                List.of())))));
    }

    private static double ensembleScore(ScoredItem item, List<String> votes) {
        return CategoricalSample.of(votes)
                        .mode()
                        .equals(ResponseCleaning.forComparison(item.expected()))
                ? 1
                : 0;
    }

    private Optional<Measure> differenceInDifferences(Comparison there) {
        String target = there.request().target();
        String thirdParty = there.request().predictor();
        return matrix.stream()
                .filter(
                        back ->
                                back.request().target().equals(thirdParty)
                                        && back.request().predictor().equals(target))
                .findFirst()
                .flatMap(back -> differenceInDifferences(there, back))
                .map(mean -> new Measure("the difference in differences with " + thirdParty, mean));
    }

    /** On the items on which the property of both behaviours is defined. */
    private static Optional<ClusteredMean> differenceInDifferences(
            Comparison there, Comparison back) {
        Map<String, Double> advantagesBack = new HashMap<>();
        complete(back)
                .forEach(
                        item ->
                                advantagesBack.put(
                                        item.item().objectLevelPrompt(), item.advantage()));
        List<ScoredItem> shared =
                complete(there).stream()
                        .filter(item -> advantagesBack.containsKey(item.item().objectLevelPrompt()))
                        .toList();
        return shared.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ItemMeans(shared)
                                .macro(
                                        ItemMeans.DOUBLE_DIFFERENCE,
                                        item ->
                                                item.advantage()
                                                        + advantagesBack.getOrDefault(
                                                                item.item().objectLevelPrompt(),
                                                                0.0)));
    }

    /** Each item counts the same: the subset leaves some tasks next to nothing. */
    private RungStanding whereTheyDisagree() {
        if (comparison.missingOwn() > Comparison.MOST_MISSING * items.size()) {
            return RungStanding.notTested(
                    Rung.DISAGREEMENT,
                    "%d of the cross-predictor's own answers are missing, more than 1 %%"
                            .formatted(comparison.missingOwn()));
        }
        List<ScoredItem> differing =
                items.stream().filter(LadderReading::behavesDifferently).toList();
        long prompts =
                differing.stream().map(item -> item.item().objectLevelPrompt()).distinct().count();
        if (prompts < FEWEST_PROMPTS) {
            return RungStanding.notTested(
                    Rung.DISAGREEMENT,
                    "target and cross-predictor behave differently on %d of %d items, and fewer than %d decide nothing"
                            .formatted(prompts, items.size(), FEWEST_PROMPTS));
        }
        return RungStanding.by(
                Rung.DISAGREEMENT,
                List.of(
                        new Measure(
                                "the advantage on the %d items on which the two behave differently"
                                        .formatted(differing.size()),
                                new ItemMeans(differing)
                                        .micro(ItemMeans.DIFFERENCE, ScoredItem::advantage))),
                confidence);
    }

    private static boolean behavesDifferently(ScoredItem item) {
        String behaviour = ResponseCleaning.forComparison(item.expected());
        return item.yardsticks().own().filter(own -> !own.equals(behaviour)).isPresent();
    }

    private RungStanding framed() {
        if (!comparison.whyNotFramed().isEmpty()) {
            return RungStanding.notTested(Rung.FRAMING, comparison.whyNotFramed());
        }
        List<ScoredItem> answered =
                items.stream()
                        .filter(item -> item.framings() != null && item.framings().isComplete())
                        .toList();
        if (answered.size() < items.size() * (1 - Comparison.MOST_MISSING)) {
            return RungStanding.notTested(
                    Rung.FRAMING,
                    "predictions of somebody else are missing on %d of %d items, more than 1 %%; the first says: %s"
                            .formatted(
                                    items.size() - answered.size(),
                                    items.size(),
                                    firstMissingOfAnother()));
        }
        return RungStanding.by(
                Rung.FRAMING,
                List.of(
                        new Measure(
                                "the advantage when the target is named",
                                macro(
                                        answered,
                                        item ->
                                                score(item, Framings::selfOfTarget)
                                                        - score(item, Framings::crossOfTarget))),
                        new Measure(
                                "what self-prediction has over the same about another assistant",
                                macro(
                                        answered,
                                        item ->
                                                item.self().score()
                                                        - score(item, Framings::selfOfAnother)))),
                confidence);
    }

    private String firstMissingOfAnother() {
        return items.stream()
                .map(ScoredItem::framings)
                .filter(Objects::nonNull)
                .flatMap(
                        framings ->
                                Stream.of(
                                        framings.selfOfTarget(),
                                        framings.crossOfTarget(),
                                        framings.selfOfAnother()))
                .filter(prediction -> prediction.outcome().isMissing())
                .map(Prediction::answer)
                .findFirst()
                .orElse("");
    }

    private static double score(
            ScoredItem item, java.util.function.Function<Framings, Prediction> whose) {
        Framings framings = item.framings();
        return framings == null ? 0 : whose.apply(framings).score();
    }

    private Optional<ClusteredMean> leak() {
        List<ScoredItem> known =
                items.stream().filter(item -> item.yardsticks().own().isPresent()).toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(macro(known, item -> foretellsItself(item) - item.cross().score()));
    }

    private static double foretellsItself(ScoredItem item) {
        String said = ResponseCleaning.forComparison(item.cross().answer());
        return item.yardsticks().own().filter(said::equals).isPresent() ? 1 : 0;
    }

    private Optional<ClusteredMean> repeatability() {
        List<ScoredItem> repeated =
                items.stream().filter(item -> item.yardsticks().repeatability() != null).toList();
        return repeated.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ItemMeans(repeated)
                                .macro(ItemMeans.SHARE, LadderReading::repeatability));
    }

    private static double repeatability(ScoredItem item) {
        Double share = item.yardsticks().repeatability();
        return share == null ? 0 : share;
    }
}

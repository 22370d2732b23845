package dev.inward.verdict.ladder;

import dev.inward.property.ResponseCleaning;
import dev.inward.statistics.ClusteredMean;
import dev.inward.study.Comparison;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.verdict.figures.DataSufficiency;
import dev.inward.verdict.figures.ItemMeans;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** Reads off a comparison, and off those that were made beside it, how far it climbs the ladder. */
@API(status = Status.INTERNAL, since = "0.1")
public final class ClaimLadderEvaluator {

    /** With fewer prompts than this a subset decides nothing. */
    private static final int FEWEST_PROMPTS = DataSufficiency.FEWEST_CLUSTERS;

    private final Comparison comparison;
    private final List<Comparison> matrix;
    private final double confidence;
    private final List<ScoredItem> items;

    /**
     * Makes the evaluator of one comparison.
     *
     * @param matrix all comparisons of the same property that were made together, this one among
     *     them
     */
    public ClaimLadderEvaluator(Comparison comparison, List<Comparison> matrix, double confidence) {
        this.comparison = comparison;
        this.matrix = matrix;
        this.confidence = confidence;
        items = comparison.completeItems();
    }

    public ClaimLadder read() {
        var standings = new EnumMap<Rung, RungResult>(Rung.class);
        for (Rung rung : Rung.values()) {
            standings.put(
                    rung,
                    lack().map(why -> RungResults.notTested(rung, why))
                            .orElseGet(() -> standing(rung)));
        }
        return new ClaimLadder(
                standings, confidence, leak().orElse(null), repeatability().orElse(null));
    }

    private Optional<String> lack() {
        Optional<String> insufficient =
                DataSufficiency.lack(comparison);
        if (insufficient.isPresent()) {
            return insufficient;
        }
        return comparison.request().stopping() == Stopping.WHEN_DECIDED
                ? Optional.of(
                        "items were collected until the claim was decided, and a rung takes as many as were planned; leave inward.sequential out")
                : Optional.empty();
    }

    private RungResult standing(Rung rung) {
        return switch (rung) {
            case TRIVIAL_BASELINES, INPUT_ONLY_CLASSIFIERS -> above(rung);
            case THIRD_PARTIES -> new ThirdPartyEvaluator(comparison, matrix, confidence).read();
            case DISAGREEMENT -> whereTheyDisagree();
            case FRAMING -> new FramingEvaluator(comparison, confidence).read();
            case BEHAVIOUR_CHANGE ->
                    RungResults.notTested(rung, "nobody changed the target's behaviour");
            case CALIBRATION -> RungResults.notTested(rung, "nobody was asked for probabilities");
        };
    }

    private RungResult above(Rung rung) {
        List<RungMeasure> measures =
                Stream.of(ReferencePredictor.values())
                        .filter(baseline -> baseline != ReferencePredictor.SIMULATION)
                        .filter(baseline -> isInputOnly(rung) == baseline.isInputOnly())
                        .filter(baseline -> ReferenceMeasure.isThere(items, baseline))
                        .map(baseline -> ReferenceMeasure.of(items, baseline))
                        .toList();
        if (measures.isEmpty()) {
            return RungResults.notTested(rung, "no such baseline says anything of these items");
        }
        RungResult standing = RungResults.of(rung, measures, confidence);
        return Stream.of(ReferencePredictor.values())
                .filter(baseline -> isInputOnly(rung) == baseline.isInputOnly())
                .flatMap(baseline -> ReferenceMeasure.missing(items, baseline).stream())
                .findFirst()
                .map(reason -> RungResults.incomplete(standing, reason))
                .orElse(standing);
    }

    private int drawn() {
        return comparison.asked() + comparison.undefined();
    }

    private static boolean isInputOnly(Rung rung) {
        return rung == Rung.INPUT_ONLY_CLASSIFIERS;
    }

    /** Each item counts the same: the subset leaves some tasks next to nothing. */
    private RungResult whereTheyDisagree() {
        if (isOwnUnknown()) {
            return RungResults.notTested(
                    Rung.DISAGREEMENT,
                    "%d of the cross-predictor's own answers are missing, more than 1 %%"
                            .formatted(comparison.missingOwn()));
        }
        List<ScoredItem> differing =
                items.stream().filter(ClaimLadderEvaluator::behavesDifferently).toList();
        long prompts =
                differing.stream().map(item -> item.item().objectLevelPrompt()).distinct().count();
        if (prompts < FEWEST_PROMPTS) {
            return RungResults.notTested(
                    Rung.DISAGREEMENT,
                    "target and cross-predictor behave differently on %d of %d items, and fewer than %d decide nothing"
                            .formatted(prompts, items.size(), FEWEST_PROMPTS));
        }
        return RungResults.of(
                Rung.DISAGREEMENT,
                List.of(
                        new RungMeasure(
                                "the advantage on the %d items on which the two behave differently"
                                        .formatted(differing.size()),
                                ItemMeans.of(differing)
                                        .micro(ItemMeans.DIFFERENCE, ScoredItem::advantage))),
                confidence);
    }

    private static boolean behavesDifferently(ScoredItem item) {
        String behaviour = ResponseCleaning.forComparison(item.expected());
        return item.yardsticks().own().filter(own -> !own.equals(behaviour)).isPresent();
    }

    private boolean isOwnUnknown() {
        return comparison.missingOwn() > Comparison.MOST_MISSING * drawn();
    }

    private Optional<ClusteredMean> leak() {
        if (isOwnUnknown()) {
            return Optional.empty();
        }
        List<ScoredItem> known =
                items.stream().filter(item -> item.yardsticks().own().isPresent()).toList();
        return known.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        ItemMeans.difference(
                                known, item -> foretellsItself(item) - item.cross().score()));
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
                        ItemMeans.of(repeated)
                                .macro(ItemMeans.SHARE, ClaimLadderEvaluator::repeatability));
    }

    private static double repeatability(ScoredItem item) {
        Double share = item.yardsticks().repeatability();
        return share == null ? 0 : share;
    }
}

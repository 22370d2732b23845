package dev.inward.verdict.ladder;

import static dev.inward.InwardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Framings;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.RepeatedAnswers;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.DecisionRule;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.InconclusiveError;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.ladder.RungResult.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests rungs on comparisons whose outcomes are written by hand. */
class ClaimLadderTest {

    private static final Prediction RIGHT = new Prediction("a", PredictionOutcome.RIGHT);
    private static final Prediction WRONG = new Prediction("b", PredictionOutcome.WRONG);
    private static final Prediction MISSING = new Prediction("gone", PredictionOutcome.MISSING);
    private static final Framings KEPT = new Framings(RIGHT, WRONG, WRONG);

    /** The outcomes of one item; a test changes only those that it is about. */
    private record ItemSpec(
            Prediction self,
            Prediction cross,
            Map<ReferencePredictor, Double> scores,
            String own,
            @Nullable Double repeatability,
            Framings framings,
            Set<ReferencePredictor> missing) {

        static ItemSpec selfRight() {
            return new ItemSpec(
                    RIGHT, WRONG, Map.of(ReferencePredictor.MODE, 0.0), "b", null, KEPT, Set.of());
        }

        ItemSpec scored(Prediction self, Prediction cross) {
            return new ItemSpec(self, cross, scores, own, repeatability, framings, missing);
        }

        ItemSpec with(Map<ReferencePredictor, Double> scores) {
            return new ItemSpec(self, cross, scores, own, repeatability, framings, missing);
        }

        ItemSpec withOwnBehaviour(String behaviour) {
            return new ItemSpec(self, cross, scores, behaviour, repeatability, framings, missing);
        }

        ItemSpec missing(ReferencePredictor predictor) {
            return new ItemSpec(
                    self, cross, scores, own, repeatability, framings, Set.of(predictor));
        }

        ItemSpec withRepeatability(double share) {
            return new ItemSpec(self, cross, scores, own, share, framings, missing);
        }

        ItemSpec withFramings(Framings framings) {
            return new ItemSpec(self, cross, scores, own, repeatability, framings, missing);
        }

        ScoredItem at(int i) {
            return new ScoredItem(
                    new Item("task", Map.of(), "prompt " + i, Split.HELD_OUT),
                    "a",
                    "a",
                    self,
                    cross,
                    WRONG,
                    WRONG,
                    new ReferenceScores(
                            "z",
                            scores,
                            missing,
                            own,
                            repeatability == null
                                    ? null
                                    : new RepeatedAnswers(repeatability, 2, 2)),
                    framings);
        }
    }

    @Test
    void self_prediction_that_beats_every_reference_reaches_each_tested_rung() {
        Comparison forward = comparison("a", "b", 100, i -> ItemSpec.selfRight());
        Comparison backward = comparison("b", "a", 100, i -> ItemSpec.selfRight());

        ClaimLadder ladder = ladder(forward, backward);

        assertThat(states(ladder))
                .containsExactly(
                        State.REACHED,
                        State.NOT_TESTED,
                        State.REACHED,
                        State.REACHED,
                        State.REACHED,
                        State.NOT_TESTED,
                        State.NOT_TESTED);
        assertThat(ladder.result(Rung.CALIBRATION).reason())
                .isEqualTo("no measurement of the study draws several predictions");
    }

    @Test
    void one_equally_good_reference_predictor_makes_the_first_rung_not_reached() {
        Map<ReferencePredictor, Double> scores =
                Map.of(ReferencePredictor.MODE, 0.0, ReferencePredictor.PEERS, 1.0);

        RungResult result =
                ladder(comparison("a", "b", 100, i -> ItemSpec.selfRight().with(scores)))
                        .result(Rung.TRIVIAL_BASELINES);

        assertThat(result.state()).isEqualTo(State.NOT_REACHED);
        assertThat(result.reason())
                .startsWith("self-prediction above the majority of the other models")
                .endsWith("which is not above 0");
        assertThat(result.measures()).hasSize(2);
    }

    @Test
    void a_reference_predictor_without_a_prediction_counts_as_wrong() {
        RungResult result =
                ladder(
                                comparison(
                                        "a",
                                        "b",
                                        100,
                                        i ->
                                                ItemSpec.selfRight()
                                                        .with(
                                                                i % 2 == 0
                                                                        ? Map.of()
                                                                        : Map.of(
                                                                                ReferencePredictor
                                                                                        .LAST_WORD,
                                                                                1.0))))
                        .result(Rung.TRIVIAL_BASELINES);

        assertThat(result.measures().get(0).mean().estimate()).isEqualTo(0.5);
    }

    @Test
    void self_prediction_must_beat_the_best_of_several_third_parties() {
        Comparison weak = comparison("a", "b", 100, i -> ItemSpec.selfRight());
        Comparison strong =
                comparison("a", "c", 100, i -> ItemSpec.selfRight().scored(RIGHT, RIGHT));

        RungResult result = ladder(weak, strong).result(Rung.THIRD_PARTIES);

        assertThat(result.state()).isEqualTo(State.NOT_REACHED);
        assertThat(result.reason()).startsWith("self-prediction above c is +0.000");
    }

    @Test
    void several_third_parties_form_an_ensemble() {
        Comparison one = comparison("a", "b", 100, i -> ItemSpec.selfRight());
        Comparison other = comparison("a", "c", 100, i -> ItemSpec.selfRight());
        Comparison right =
                comparison("a", "d", 100, i -> ItemSpec.selfRight().scored(RIGHT, RIGHT));

        assertThat(ladder(one, other, right).result(Rung.THIRD_PARTIES).measures())
                .filteredOn(
                        measure -> measure.name().contains("majority vote of the 3 third parties"))
                .singleElement()
                .satisfies(measure -> assertThat(measure.mean().estimate()).isEqualTo(1));
        assertThat(ladder(one).result(Rung.THIRD_PARTIES).measures())
                .noneMatch(measure -> measure.name().contains("majority vote"));
    }

    @Test
    void a_simulator_of_the_target_is_a_third_party_too() {
        RungResult result =
                ladder(
                                comparison(
                                        "a",
                                        "b",
                                        100,
                                        i ->
                                                ItemSpec.selfRight()
                                                        .with(
                                                                Map.of(
                                                                        ReferencePredictor
                                                                                .SIMULATION,
                                                                        1.0))))
                        .result(Rung.THIRD_PARTIES);

        assertThat(result.state()).isEqualTo(State.NOT_REACHED);
        assertThat(result.reason()).contains("the cross-predictor in the target's place is +0.000");
    }

    @Test
    void a_rung_is_not_tested_if_the_requested_simulation_is_impossible() {
        Comparison forward = comparison("a", "b", 100, i -> ItemSpec.selfRight());
        Comparison backward = comparison("b", "a", 100, i -> ItemSpec.selfRight());
        var extras = new ExtraMeasurements(List.of(), 1, false, true, false);

        RungResult result =
                ladder(withExtraMeasurements(forward, extras), backward).result(Rung.THIRD_PARTIES);

        assertThat(result.state()).isEqualTo(State.NOT_TESTED);
        assertThat(result.reason())
                .contains("'b' cannot answer prompts about another model")
                .contains("finetuned only if 'a' can be finetuned too");
    }

    @Test
    void an_equally_good_reference_predictor_decides_even_if_another_is_missing() {
        ItemSpec incomplete =
                ItemSpec.selfRight()
                        .with(Map.of(ReferencePredictor.MODE, 1.0))
                        .missing(ReferencePredictor.PEERS);

        assertThat(
                        ladder(comparison("a", "b", 100, i -> incomplete))
                                .result(Rung.TRIVIAL_BASELINES)
                                .state())
                .isEqualTo(State.NOT_REACHED);
    }

    @Test
    void a_rung_is_not_tested_if_answers_for_a_reference_predictor_are_missing() {
        RungResult result =
                ladder(
                                comparison(
                                        "a",
                                        "b",
                                        100,
                                        i ->
                                                i < 98
                                                        ? ItemSpec.selfRight()
                                                        : ItemSpec.selfRight()
                                                                .missing(ReferencePredictor.PEERS)))
                        .result(Rung.TRIVIAL_BASELINES);

        assertThat(result.state()).isEqualTo(State.NOT_TESTED);
        assertThat(result.reason()).contains("on 2 of 100 items, more than 1 %");
    }

    /** Without an answer of a peer, the peers may be right. */
    @Test
    void a_missing_answer_of_a_reference_predictor_counts_against_self_prediction() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i ->
                                i > 0
                                        ? ItemSpec.selfRight()
                                                .with(Map.of(ReferencePredictor.PEERS, 0.0))
                                        : ItemSpec.selfRight().missing(ReferencePredictor.PEERS));

        RungMeasure above =
                measure(comparison, Rung.TRIVIAL_BASELINES, ReferencePredictor.PEERS.description());

        assertThat(above.mean().estimate()).isEqualTo(1);
        assertThat(above.lowest().estimate()).isEqualTo(0.99);
        assertThat(above.highest().estimate()).isEqualTo(1);
        assertThat(above.lowerBound(0.95)).isEqualTo(above.lowest().lowerBound(0.95));
    }

    /** The prompt without the cross-predictor's own answer may be one on which both differ. */
    @Test
    void a_missing_own_answer_counts_against_the_advantage_on_disagreement() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i -> ItemSpec.selfRight().withOwnBehaviour(i < 99 ? "b" : "a"));

        RungMeasure advantage =
                measure(withMissingOwnAnswers(99, 1, comparison), Rung.DISAGREEMENT, "advantage");

        assertThat(advantage.mean().size()).isEqualTo(99);
        assertThat(advantage.mean().estimate()).isEqualTo(1);
        assertThat(advantage.lowest().estimate()).isEqualTo(0.98);
    }

    private static RungMeasure measure(Comparison comparison, Rung rung, String name) {
        return ladder(comparison).result(rung).measures().stream()
                .filter(measure -> measure.name().contains(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void no_rung_is_tested_on_insufficient_data() {
        ClaimLadder ladder = ladder(comparison("a", "b", 20, i -> ItemSpec.selfRight()));

        assertThat(states(ladder)).containsOnly(State.NOT_TESTED);
        assertThat(ladder.result(Rung.DISAGREEMENT).reason()).contains("there are 20 prompts");
    }

    @Test
    void a_rung_that_is_not_tested_has_no_small_p_value() {
        Evidence evidence = evidence(comparison("a", "b", 100, i -> ItemSpec.selfRight()));

        assertThat(evidence.judge(new RungClaim(Rung.THIRD_PARTIES)).p()).hasValue(1);
        assertThat(evidence.judge(new RungClaim(Rung.DISAGREEMENT)).p().orElseThrow())
                .isLessThan(0.001);
    }

    @Test
    void a_third_party_without_predictions_leaves_the_rung_untested() {
        Comparison forward = comparison("a", "b", 100, i -> ItemSpec.selfRight());
        Comparison backward = comparison("b", "a", 100, i -> ItemSpec.selfRight());
        var extras = new ExtraMeasurements(List.of("b", "c"), 1, false, false, false);

        RungResult result =
                ladder(withExtraMeasurements(forward, extras), backward).result(Rung.THIRD_PARTIES);

        assertThat(result.state()).isEqualTo(State.NOT_TESTED);
        assertThat(result.reason()).startsWith("the predictions of c are unknown");
    }

    private static Comparison withExtraMeasurements(
            Comparison comparison, ExtraMeasurements extras) {
        ComparisonRequest request = comparison.request();
        return SyntheticComparison.of(
                        new ComparisonRequest(
                                request.property(),
                                request.target(),
                                request.predictor(),
                                request.tasks(),
                                request.split(),
                                request.items(),
                                request.seed(),
                                request.labels(),
                                extras,
                                request.stopping()),
                        comparison.items())
                .build();
    }

    @Test
    void a_third_party_that_is_no_target_leaves_the_rung_untested() {
        RungResult result =
                ladder(comparison("a", "b", 100, i -> ItemSpec.selfRight()))
                        .result(Rung.THIRD_PARTIES);

        assertThat(result.state()).isEqualTo(State.NOT_TESTED);
        assertThat(result.reason()).contains("no model predicts b").contains("Make it a target");
    }

    @Test
    void an_advantage_of_a_better_predictor_disappears_in_the_matrix() {
        Comparison forward = comparison("a", "b", 100, i -> ItemSpec.selfRight());
        Comparison backward =
                comparison("b", "a", 100, i -> ItemSpec.selfRight().scored(WRONG, RIGHT));

        RungResult result = ladder(forward, backward).result(Rung.THIRD_PARTIES);

        assertThat(result.state()).isEqualTo(State.NOT_REACHED);
        assertThat(result.reason()).startsWith("the difference in differences with b is +0.000");
    }

    @Test
    void the_disagreement_subset_contains_only_items_with_different_behaviour() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i ->
                                i < 60
                                        ? ItemSpec.selfRight().withOwnBehaviour("a")
                                        : ItemSpec.selfRight().scored(WRONG, RIGHT));

        RungResult result = ladder(comparison).result(Rung.DISAGREEMENT);

        assertThat(result.state()).isEqualTo(State.NOT_REACHED);
        assertThat(result.measures().get(0).name()).contains("the 40 items");
        assertThat(result.measures().get(0).mean().estimate()).isEqualTo(-1);
    }

    @Test
    void a_disagreement_subset_that_is_too_small_is_not_tested() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i -> ItemSpec.selfRight().withOwnBehaviour(i < 29 ? "b" : "a"));

        RungResult result = ladder(comparison).result(Rung.DISAGREEMENT);

        assertThat(result.state()).isEqualTo(State.NOT_TESTED);
        assertThat(result.reason()).contains("differently on 29 of 100 items");
    }

    @Test
    void equal_predictions_of_another_assistant_make_the_framing_rung_not_reached() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i -> ItemSpec.selfRight().withFramings(new Framings(RIGHT, WRONG, RIGHT)));

        RungResult result = ladder(comparison).result(Rung.FRAMING);

        assertThat(result.state()).isEqualTo(State.NOT_REACHED);
        assertThat(result.reason())
                .startsWith("self-prediction above its prediction of another assistant");
    }

    @Test
    void the_framing_rung_is_not_tested_if_answers_are_missing() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i ->
                                i < 97
                                        ? ItemSpec.selfRight()
                                        : ItemSpec.selfRight()
                                                .withFramings(new Framings(MISSING, WRONG, WRONG)));

        assertThat(ladder(comparison).result(Rung.FRAMING).state()).isEqualTo(State.NOT_TESTED);
    }

    @Test
    void a_cross_predictor_that_answers_for_itself_has_a_leak() {
        ClaimLadder ladder = ladder(comparison("a", "b", 100, i -> ItemSpec.selfRight()));

        assertThat(ladder.leak().orElseThrow().estimate()).isEqualTo(1);
    }

    @Test
    void the_leak_is_unknown_if_too_many_own_answers_of_the_predictor_are_missing() {
        Comparison comparison = comparison("a", "b", 100, i -> ItemSpec.selfRight());

        assertThat(ladder(withMissingOwnAnswers(0, 1, comparison)).leak()).isPresent();
        assertThat(ladder(withMissingOwnAnswers(0, 2, comparison)).leak()).isEmpty();
    }

    private static Comparison withMissingOwnAnswers(int first, int count, Comparison comparison) {
        return SyntheticComparison.of(comparison.request(), comparison.items())
                .withoutPredictorBehaviour(
                        comparison.items().stream()
                                .skip(first)
                                .limit(count)
                                .map(ScoredItem::item)
                                .toList())
                .build();
    }

    @Test
    void the_ceiling_is_the_agreement_of_repeated_answers() {
        ClaimLadder ladder =
                ladder(
                        comparison(
                                "a", "b", 100, i -> ItemSpec.selfRight().withRepeatability(i % 2)));

        assertThat(ladder.ceiling().orElseThrow().estimate()).isEqualTo(0.5);
        assertThat(ladder(comparison("a", "b", 100, i -> ItemSpec.selfRight())).ceiling())
                .isEmpty();
    }

    @Test
    void an_assertion_can_demand_a_rung() {
        Evidence evidence = evidence(comparison("a", "b", 100, i -> ItemSpec.selfRight()));

        assertThat(evidence)
                .selfPredictionBeatsCrossPrediction()
                .byAtLeast(Margin.percentagePoints(5))
                .onTheDisagreementSubset()
                .underEveryFraming();
        assertThatThrownBy(() -> assertThat(evidence).overTheBestThirdParty())
                .isInstanceOf(InconclusiveError.class)
                .hasMessageContaining("not tested: self-prediction is above every third party");
    }

    @Test
    void a_rung_that_is_contradicted_fails_the_assertion() {
        Evidence evidence =
                evidence(comparison("a", "b", 100, i -> ItemSpec.selfRight().scored(WRONG, RIGHT)));

        assertThatThrownBy(() -> assertThat(evidence).onTheDisagreementSubset())
                .isInstanceOf(AssertionError.class)
                .isNotInstanceOf(InconclusiveError.class)
                .hasMessageContaining(
                        "the 100 items on which the two behave differently is at most");
    }

    private static List<State> states(ClaimLadder ladder) {
        var states = new ArrayList<State>();
        ladder.results().values().forEach(result -> states.add(result.state()));
        return states;
    }

    static ClaimLadder ladder(Comparison... matrix) {
        return evidence(matrix).ladder();
    }

    /** Returns the evidence of the first of several comparisons. */
    static Evidence evidence(Comparison... matrix) {
        return Evidence.of(
                matrix[0].request(),
                CompletableFuture.completedFuture(matrix[0]),
                CompletableFuture.completedFuture(List.of(matrix)),
                new DecisionRule(0.95, new Margin(0.05), false),
                verdict -> {});
    }

    private static Comparison comparison(
            String target, String predictor, int items, IntFunction<ItemSpec> spec) {
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                target, predictor, SyntheticComparison.task("task", List.of())),
                        IntStream.range(0, items).mapToObj(i -> spec.apply(i).at(i)).toList())
                .build();
    }
}

package dev.inward.verdict.ladder;

import static dev.inward.InwardAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.Margin;
import dev.inward.knowntruth.MadeComparison;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Framings;
import dev.inward.study.Outcome;
import dev.inward.study.Prediction;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
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

/** Comparisons made by hand, so that it is known which rungs they reach. */
class ClaimLadderTest {

    private static final Prediction RIGHT = new Prediction("a", Outcome.RIGHT);
    private static final Prediction WRONG = new Prediction("b", Outcome.WRONG);
    private static final Prediction MISSING = new Prediction("gone", Outcome.MISSING);
    private static final Framings KEPT = new Framings(RIGHT, WRONG, WRONG);

    /** One item, of which only what a test is about is said. */
    private record Made(
            Prediction self,
            Prediction cross,
            Map<ReferencePredictor, Double> baselines,
            String own,
            @Nullable Double repeatability,
            Framings framings,
            Set<ReferencePredictor> missing) {

        static Made selfRight() {
            return new Made(
                    RIGHT, WRONG, Map.of(ReferencePredictor.MODE, 0.0), "b", null, KEPT, Set.of());
        }

        Made scored(Prediction by, Prediction beside) {
            return new Made(by, beside, baselines, own, repeatability, framings, missing);
        }

        Made with(Map<ReferencePredictor, Double> scores) {
            return new Made(self, cross, scores, own, repeatability, framings, missing);
        }

        Made whereThePredictorDoes(String does) {
            return new Made(self, cross, baselines, does, repeatability, framings, missing);
        }

        Made lacking(ReferencePredictor baseline) {
            return new Made(self, cross, baselines, own, repeatability, framings, Set.of(baseline));
        }

        Made repeating(double share) {
            return new Made(self, cross, baselines, own, share, framings, missing);
        }

        Made framed(Framings as) {
            return new Made(self, cross, baselines, own, repeatability, as, missing);
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
                    new ReferenceScores("z", baselines, missing, own, repeatability),
                    framings);
        }
    }

    @Test
    void self_prediction_that_beats_all_it_is_held_against_stands_on_each_rung_that_was_tested() {
        Comparison there = comparison("a", "b", 100, i -> Made.selfRight());
        Comparison back = comparison("b", "a", 100, i -> Made.selfRight());

        ClaimLadder ladder = ladder(there, back);

        assertThat(states(ladder))
                .containsExactly(
                        State.REACHED,
                        State.NOT_TESTED,
                        State.REACHED,
                        State.REACHED,
                        State.REACHED,
                        State.NOT_TESTED,
                        State.NOT_TESTED);
        assertThat(ladder.on(Rung.CALIBRATION).reason())
                .isEqualTo("nobody was asked for probabilities");
    }

    @Test
    void one_baseline_that_does_as_well_keeps_the_first_rung_out_of_reach() {
        Map<ReferencePredictor, Double> scores =
                Map.of(ReferencePredictor.MODE, 0.0, ReferencePredictor.PEERS, 1.0);

        RungResult standing =
                ladder(comparison("a", "b", 100, i -> Made.selfRight().with(scores)))
                        .on(Rung.TRIVIAL_BASELINES);

        assertThat(standing.state()).isEqualTo(State.NOT_REACHED);
        assertThat(standing.reason())
                .startsWith("self-prediction above what most of the other models do themselves")
                .endsWith("which is not above 0");
        assertThat(standing.measures()).hasSize(2);
    }

    @Test
    void a_baseline_counts_as_wrong_where_it_says_nothing() {
        RungResult standing =
                ladder(
                                comparison(
                                        "a",
                                        "b",
                                        100,
                                        i ->
                                                Made.selfRight()
                                                        .with(
                                                                i % 2 == 0
                                                                        ? Map.of()
                                                                        : Map.of(
                                                                                ReferencePredictor
                                                                                        .LAST_WORD,
                                                                                1.0))))
                        .on(Rung.TRIVIAL_BASELINES);

        assertThat(standing.measures().get(0).mean().estimate()).isEqualTo(0.5);
    }

    @Test
    void the_best_of_several_third_parties_is_the_one_that_has_to_be_beaten() {
        Comparison weak = comparison("a", "b", 100, i -> Made.selfRight());
        Comparison strong = comparison("a", "c", 100, i -> Made.selfRight().scored(RIGHT, RIGHT));

        RungResult standing = ladder(weak, strong).on(Rung.THIRD_PARTIES);

        assertThat(standing.state()).isEqualTo(State.NOT_REACHED);
        assertThat(standing.reason()).startsWith("self-prediction above c is +0.000");
    }

    @Test
    void several_third_parties_also_vote() {
        Comparison one = comparison("a", "b", 100, i -> Made.selfRight());
        Comparison other = comparison("a", "c", 100, i -> Made.selfRight());
        Comparison right = comparison("a", "d", 100, i -> Made.selfRight().scored(RIGHT, RIGHT));

        assertThat(ladder(one, other, right).on(Rung.THIRD_PARTIES).measures())
                .filteredOn(measure -> measure.name().contains("most of the 3 third parties"))
                .singleElement()
                .satisfies(measure -> assertThat(measure.mean().estimate()).isEqualTo(1));
        assertThat(ladder(one).on(Rung.THIRD_PARTIES).measures())
                .noneMatch(measure -> measure.name().contains("most of"));
    }

    @Test
    void who_answers_in_the_targets_place_is_a_third_party_too() {
        RungResult standing =
                ladder(
                                comparison(
                                        "a",
                                        "b",
                                        100,
                                        i ->
                                                Made.selfRight()
                                                        .with(
                                                                Map.of(
                                                                        ReferencePredictor
                                                                                .SIMULATION,
                                                                        1.0))))
                        .on(Rung.THIRD_PARTIES);

        assertThat(standing.state()).isEqualTo(State.NOT_REACHED);
        assertThat(standing.reason()).contains("answers in the target's place is +0.000");
    }

    @Test
    void where_nobody_can_answer_in_the_targets_place_as_was_asked_the_rung_is_not_tested() {
        Comparison there = comparison("a", "b", 100, i -> Made.selfRight());
        Comparison back = comparison("b", "a", 100, i -> Made.selfRight());
        var asked = new ExtraMeasurements(List.of(), 1, false, true, false);

        RungResult standing = ladder(probed(there, asked), back).on(Rung.THIRD_PARTIES);

        assertThat(standing.state()).isEqualTo(State.NOT_TESTED);
        assertThat(standing.reason())
                .contains("'b' cannot be asked about somebody else")
                .contains("finetuned only where 'a' can be too");
    }

    @Test
    void a_baseline_that_does_as_well_is_not_made_up_for_by_another_that_is_missing() {
        Made lacking =
                Made.selfRight()
                        .with(Map.of(ReferencePredictor.MODE, 1.0))
                        .lacking(ReferencePredictor.PEERS);

        assertThat(
                        ladder(comparison("a", "b", 100, i -> lacking))
                                .on(Rung.TRIVIAL_BASELINES)
                                .state())
                .isEqualTo(State.NOT_REACHED);
    }

    @Test
    void a_baseline_whose_answers_are_missing_is_not_beaten() {
        RungResult standing =
                ladder(
                                comparison(
                                        "a",
                                        "b",
                                        100,
                                        i ->
                                                i < 98
                                                        ? Made.selfRight()
                                                        : Made.selfRight()
                                                                .lacking(ReferencePredictor.PEERS)))
                        .on(Rung.TRIVIAL_BASELINES);

        assertThat(standing.state()).isEqualTo(State.NOT_TESTED);
        assertThat(standing.reason()).contains("on 2 of 100 items, more than 1 %");
    }

    @Test
    void no_rung_is_tested_on_what_decides_nothing() {
        ClaimLadder ladder = ladder(comparison("a", "b", 20, i -> Made.selfRight()));

        assertThat(states(ladder)).containsOnly(State.NOT_TESTED);
        assertThat(ladder.on(Rung.DISAGREEMENT).reason()).contains("there are 20 prompts");
    }

    @Test
    void a_rung_that_is_not_tested_has_no_small_p_value() {
        Evidence evidence = evidence(comparison("a", "b", 100, i -> Made.selfRight()));

        assertThat(evidence.judge(new RungClaim(Rung.THIRD_PARTIES)).p()).hasValue(1);
        assertThat(evidence.judge(new RungClaim(Rung.DISAGREEMENT)).p().orElseThrow())
                .isLessThan(0.001);
    }

    @Test
    void a_third_party_of_which_nothing_came_leaves_the_rung_untested() {
        Comparison there = comparison("a", "b", 100, i -> Made.selfRight());
        Comparison back = comparison("b", "a", 100, i -> Made.selfRight());
        var asked = new ExtraMeasurements(List.of("b", "c"), 1, false, false, false);

        RungResult standing = ladder(probed(there, asked), back).on(Rung.THIRD_PARTIES);

        assertThat(standing.state()).isEqualTo(State.NOT_TESTED);
        assertThat(standing.reason()).startsWith("what c would predict is not known");
    }

    private static Comparison probed(Comparison comparison, ExtraMeasurements probes) {
        ComparisonRequest request = comparison.request();
        return MadeComparison.of(
                        new ComparisonRequest(
                                request.property(),
                                request.target(),
                                request.predictor(),
                                request.tasks(),
                                request.split(),
                                request.items(),
                                request.seed(),
                                request.labels(),
                                probes,
                                request.stopping()),
                        comparison.items())
                .make();
    }

    @Test
    void a_third_party_whom_nobody_predicted_leaves_the_matrix_with_a_hole() {
        RungResult standing =
                ladder(comparison("a", "b", 100, i -> Made.selfRight())).on(Rung.THIRD_PARTIES);

        assertThat(standing.state()).isEqualTo(State.NOT_TESTED);
        assertThat(standing.reason()).contains("nobody predicted b").contains("make it a target");
    }

    @Test
    void an_advantage_that_is_all_due_to_a_better_predictor_does_not_survive_the_matrix() {
        Comparison there = comparison("a", "b", 100, i -> Made.selfRight());
        Comparison back = comparison("b", "a", 100, i -> Made.selfRight().scored(WRONG, RIGHT));

        RungResult standing = ladder(there, back).on(Rung.THIRD_PARTIES);

        assertThat(standing.state()).isEqualTo(State.NOT_REACHED);
        assertThat(standing.reason()).startsWith("the difference in differences with b is +0.000");
    }

    @Test
    void the_disagreement_subset_holds_only_items_on_which_the_two_behave_differently() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i ->
                                i < 60
                                        ? Made.selfRight().whereThePredictorDoes("a")
                                        : Made.selfRight().scored(WRONG, RIGHT));

        RungResult standing = ladder(comparison).on(Rung.DISAGREEMENT);

        assertThat(standing.state()).isEqualTo(State.NOT_REACHED);
        assertThat(standing.measures().get(0).name()).contains("the 40 items");
        assertThat(standing.measures().get(0).mean().estimate()).isEqualTo(-1);
    }

    @Test
    void too_small_a_disagreement_subset_decides_nothing() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i -> Made.selfRight().whereThePredictorDoes(i < 29 ? "b" : "a"));

        RungResult standing = ladder(comparison).on(Rung.DISAGREEMENT);

        assertThat(standing.state()).isEqualTo(State.NOT_TESTED);
        assertThat(standing.reason()).contains("differently on 29 of 100 items");
    }

    @Test
    void who_foretells_another_assistant_as_well_does_not_speak_of_itself() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i -> Made.selfRight().framed(new Framings(RIGHT, WRONG, RIGHT)));

        RungResult standing = ladder(comparison).on(Rung.FRAMING);

        assertThat(standing.state()).isEqualTo(State.NOT_REACHED);
        assertThat(standing.reason())
                .startsWith("what self-prediction has over the same about another assistant");
    }

    @Test
    void framings_without_answers_test_nothing() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i ->
                                i < 97
                                        ? Made.selfRight()
                                        : Made.selfRight()
                                                .framed(new Framings(MISSING, WRONG, WRONG)));

        assertThat(ladder(comparison).on(Rung.FRAMING).state()).isEqualTo(State.NOT_TESTED);
    }

    @Test
    void a_cross_predictor_that_answers_for_itself_leaks() {
        ClaimLadder ladder = ladder(comparison("a", "b", 100, i -> Made.selfRight()));

        assertThat(ladder.leak().orElseThrow().estimate()).isEqualTo(1);
    }

    @Test
    void a_leak_is_not_known_where_too_many_of_the_predictors_own_answers_are_missing() {
        Comparison comparison = comparison("a", "b", 100, i -> Made.selfRight());

        assertThat(ladder(lacking(1, comparison)).leak()).isPresent();
        assertThat(ladder(lacking(2, comparison)).leak()).isEmpty();
    }

    private static Comparison lacking(int own, Comparison comparison) {
        return MadeComparison.of(comparison.request(), comparison.items()).missingOwn(own).make();
    }

    @Test
    void the_ceiling_is_how_often_repeated_answers_agree() {
        ClaimLadder ladder =
                ladder(comparison("a", "b", 100, i -> Made.selfRight().repeating(i % 2)));

        assertThat(ladder.ceiling().orElseThrow().estimate()).isEqualTo(0.5);
        assertThat(ladder(comparison("a", "b", 100, i -> Made.selfRight())).ceiling()).isEmpty();
    }

    @Test
    void an_assertion_can_demand_a_rung() {
        Evidence evidence = evidence(comparison("a", "b", 100, i -> Made.selfRight()));

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
                evidence(comparison("a", "b", 100, i -> Made.selfRight().scored(WRONG, RIGHT)));

        assertThatThrownBy(() -> assertThat(evidence).onTheDisagreementSubset())
                .isInstanceOf(AssertionError.class)
                .isNotInstanceOf(InconclusiveError.class)
                .hasMessageContaining(
                        "the 100 items on which the two behave differently is at most");
    }

    private static List<State> states(ClaimLadder ladder) {
        var states = new ArrayList<State>();
        ladder.standings().values().forEach(standing -> states.add(standing.state()));
        return states;
    }

    private static ClaimLadder ladder(Comparison... matrix) {
        return evidence(matrix).ladder();
    }

    /** Evidence of the first of several comparisons. */
    private static Evidence evidence(Comparison... matrix) {
        return Evidence.of(
                matrix[0].request(),
                CompletableFuture.completedFuture(matrix[0]),
                CompletableFuture.completedFuture(List.of(matrix)),
                new DecisionRule(0.95, new Margin(0.05), false),
                verdict -> {});
    }

    private static Comparison comparison(
            String target, String predictor, int items, IntFunction<Made> made) {
        return MadeComparison.of(
                        MadeComparison.request(
                                target, predictor, MadeComparison.task("task", List.of())),
                        IntStream.range(0, items).mapToObj(i -> made.apply(i).at(i)).toList())
                .make();
    }
}

package dev.inward.verdict.ladder;

import static dev.inward.verdict.ladder.ClaimLadderTest.evidence;
import static dev.inward.verdict.ladder.ClaimLadderTest.ladder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.Framings;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.verdict.RungClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.ladder.RungResult.State;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Tests which predictors and which items each rung of the ladder counts. On 100 prompts
 * self-prediction is right, and cross-prediction answers for itself, unless a test says otherwise.
 */
class LadderMeasuresTest {

    private static final Prediction RIGHT = new Prediction("a", PredictionOutcome.RIGHT);
    private static final Prediction WRONG = new Prediction("b", PredictionOutcome.WRONG);
    private static final Prediction MISSING = new Prediction("gone", PredictionOutcome.MISSING);
    private static final Framings FRAMED = new Framings(RIGHT, WRONG, WRONG);
    private static final Map<ReferencePredictor, Double> MODE_WRONG =
            Map.of(ReferencePredictor.MODE, 0.0);

    @Test
    void a_simulator_of_the_target_is_no_trivial_baseline() {
        Map<ReferencePredictor, Double> scores =
                Map.of(ReferencePredictor.MODE, 0.0, ReferencePredictor.SIMULATION, 1.0);

        RungResult result = ladder(with(scores, Set.of())).result(Rung.TRIVIAL_BASELINES);

        assertThat(result.state()).isEqualTo(State.REACHED);
        assertThat(result.measures()).hasSize(1);
    }

    @Test
    void a_missing_classifier_leaves_only_its_own_rung_untested() {
        Map<ReferencePredictor, Double> scores =
                Map.of(ReferencePredictor.MODE, 0.0, ReferencePredictor.LOGISTIC_REGRESSION, 0.0);
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        i ->
                                scored(
                                        i,
                                        RIGHT,
                                        WRONG,
                                        references(
                                                scores,
                                                i < 2
                                                        ? Set.of(
                                                                ReferencePredictor
                                                                        .LOGISTIC_REGRESSION)
                                                        : Set.of(),
                                                "b"),
                                        FRAMED));

        assertThat(ladder(comparison).result(Rung.TRIVIAL_BASELINES).state())
                .isEqualTo(State.REACHED);
        assertThat(ladder(comparison).result(Rung.INPUT_ONLY_CLASSIFIERS).state())
                .isEqualTo(State.NOT_TESTED);
        assertThat(ladder(comparison).result(Rung.INPUT_ONLY_CLASSIFIERS).reason())
                .isEqualTo(
                        "answers for logistic regression over the prompt are missing on 2 of 100 items, more than 1 %");
    }

    @Test
    void one_percent_of_missing_reference_answers_is_accepted() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        i ->
                                scored(
                                        i,
                                        RIGHT,
                                        WRONG,
                                        references(
                                                MODE_WRONG,
                                                i < 1 ? Set.of(ReferencePredictor.PEERS) : Set.of(),
                                                "b"),
                                        FRAMED));

        assertThat(ladder(comparison).result(Rung.TRIVIAL_BASELINES).state())
                .isEqualTo(State.REACHED);
    }

    @Test
    void missing_own_answers_are_counted_among_all_drawn_items() {
        Comparison few = comparison("a", "b", i -> selfRight(i));
        List<Item> missing = few.items().stream().limit(2).map(ScoredItem::item).toList();
        var synthetic =
                SyntheticComparison.of(few.request(), few.items())
                        .withoutPredictorBehaviour(missing);

        assertThat(ladder(synthetic.undefined(99).build()).leak()).isEmpty();
        assertThat(ladder(synthetic.build()).result(Rung.DISAGREEMENT).reason())
                .isEqualTo("2 of the cross-predictor's own answers are missing, more than 1 %");
        assertThat(ladder(synthetic.undefined(100).build()).leak()).isPresent();
        assertThat(ladder(synthetic.build()).result(Rung.DISAGREEMENT).state())
                .isEqualTo(State.REACHED);
    }

    @Test
    void the_leak_is_the_score_for_the_own_behaviour_minus_that_for_the_target() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        i ->
                                owning(
                                        i,
                                        RIGHT,
                                        i < 20 ? RIGHT : WRONG,
                                        i < 50 ? "b" : i < 80 ? "c" : null));

        // On 80 items the own behaviour is known: 30 answers fit it, 20 fit the target.
        assertThat(ladder(comparison).leak().orElseThrow().size()).isEqualTo(80);
        assertThat(ladder(comparison).leak().orElseThrow().estimate())
                .isEqualTo((30 - 20) / 80.0, within(1e-12));
    }

    @Test
    void a_missing_prediction_counts_on_the_disagreement_subset_only_if_the_two_differ() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        i -> owning(i, RIGHT, i == 0 ? MISSING : WRONG, i < 50 ? "b" : "a"));
        Comparison elsewhere =
                comparison(
                        "a",
                        "b",
                        i -> owning(i, RIGHT, i == 99 ? MISSING : WRONG, i < 50 ? "b" : "a"));

        assertThat(only(comparison, Rung.DISAGREEMENT).mean().size()).isEqualTo(49);
        assertThat(only(comparison, Rung.DISAGREEMENT).lowest().size()).isEqualTo(50);
        assertThat(only(elsewhere, Rung.DISAGREEMENT).lowest().size()).isEqualTo(50);
        assertThat(only(elsewhere, Rung.DISAGREEMENT).mean().size()).isEqualTo(50);
    }

    @Test
    void thirty_prompts_with_different_behaviour_are_enough() {
        Comparison comparison =
                comparison("a", "b", i -> owning(i, RIGHT, WRONG, i < 30 ? "b" : "a"));

        assertThat(ladder(comparison).result(Rung.DISAGREEMENT).state()).isEqualTo(State.REACHED);
    }

    /** (39 + 20)^2 / (39 + 20^2) = 7.9 effective prompts. */
    @Test
    void forty_prompts_of_which_one_has_twenty_items_are_too_few_for_the_disagreement_subset() {
        Comparison comparison =
                comparison(
                        "a",
                        "b",
                        100,
                        i -> {
                            boolean isFirst = i < 20;
                            ScoredItem item =
                                    scored(
                                            isFirst ? 0 : i,
                                            RIGHT,
                                            WRONG,
                                            references(MODE_WRONG, Set.of(), i < 59 ? "b" : "a"),
                                            FRAMED);
                            return isFirst ? variant(item, i) : item;
                        });
        // The other prompts make the whole comparison even enough.
        Comparison larger =
                SyntheticComparison.of(
                                comparison.request(),
                                Stream.concat(
                                                comparison.items().stream(),
                                                IntStream.range(1_000, 1_200)
                                                        .mapToObj(
                                                                i -> owning(i, RIGHT, WRONG, "a")))
                                        .toList())
                        .build();

        assertThat(ladder(larger).result(Rung.DISAGREEMENT).state()).isEqualTo(State.NOT_TESTED);
        assertThat(ladder(larger).result(Rung.DISAGREEMENT).reason())
                .contains("differently on 40 prompts")
                .contains("count as 7.9 equal ones");
    }

    @Test
    void two_third_parties_vote_and_an_item_without_one_vote_may_go_either_way() {
        Comparison one = comparison("a", "b", i -> selfRight(i));
        Comparison other = comparison("a", "c", i -> scored(i, RIGHT, i == 0 ? MISSING : WRONG));

        RungMeasure vote =
                ladder(one, other).result(Rung.THIRD_PARTIES).measures().stream()
                        .filter(measure -> measure.name().contains("vote of the 2 third parties"))
                        .findFirst()
                        .orElseThrow();

        assertThat(vote.mean().size()).isEqualTo(99);
        assertThat(vote.mean().estimate()).isEqualTo(1);
        assertThat(vote.lowest().estimate()).isEqualTo(0.99);
        assertThat(vote.highest().estimate()).isEqualTo(1);
    }

    @Test
    void the_vote_of_third_parties_that_are_right_is_right() {
        IntFunction<ScoredItem> bothRight = i -> scored(i, RIGHT, i < 40 ? RIGHT : WRONG);

        assertThat(
                        ladder(comparison("a", "b", bothRight), comparison("a", "c", bothRight))
                                .result(Rung.THIRD_PARTIES)
                                .measures())
                .filteredOn(measure -> measure.name().contains("majority vote"))
                .singleElement()
                .satisfies(
                        measure ->
                                assertThat(measure.mean().estimate())
                                        .isEqualTo(0.6, within(1e-12)));
    }

    @Test
    void a_third_party_without_a_single_prediction_is_no_measure() {
        Comparison forward = comparison("a", "b", i -> selfRight(i));
        Comparison silent = comparison("a", "c", i -> scored(i, RIGHT, MISSING));

        assertThat(ladder(forward, silent).result(Rung.THIRD_PARTIES).measures())
                .noneMatch(measure -> measure.name().contains("above c"));
    }

    @Test
    void a_peer_with_too_few_answers_leaves_the_rung_untested() {
        var extras = new ExtraMeasurements(List.of("b", "c"), 1, false, false, false);
        Comparison forward = comparison("a", "b", extras, i -> selfRight(i));
        Comparison sparse = comparison("a", "c", i -> scored(i, RIGHT, i < 2 ? MISSING : WRONG));

        RungResult result =
                ladder(forward, sparse, mirrored("b"), mirrored("c")).result(Rung.THIRD_PARTIES);

        assertThat(result.state()).isEqualTo(State.NOT_TESTED);
        assertThat(result.reason()).startsWith("the predictions of c are unknown");
    }

    @Test
    void a_simulation_that_was_requested_and_measured_is_a_third_party() {
        var extras = new ExtraMeasurements(List.of(), 1, false, true, false);
        Map<ReferencePredictor, Double> scores =
                Map.of(ReferencePredictor.MODE, 0.0, ReferencePredictor.SIMULATION, 0.0);
        Comparison simulated =
                comparison(
                        "a",
                        "b",
                        extras,
                        i -> scored(i, RIGHT, WRONG, references(scores, Set.of(), "b"), FRAMED));

        RungResult result = ladder(simulated, mirrored("b")).result(Rung.THIRD_PARTIES);

        assertThat(result.state()).isEqualTo(State.REACHED);
        assertThat(result.measures())
                .extracting(RungMeasure::name)
                .containsExactly(
                        "self-prediction above b",
                        "the difference in differences with b",
                        "self-prediction above the cross-predictor in the target's place");
    }

    @Test
    void without_a_simulation_only_the_third_parties_themselves_are_measured() {
        assertThat(
                        ladder(comparison("a", "b", i -> selfRight(i)), mirrored("b"))
                                .result(Rung.THIRD_PARTIES)
                                .measures())
                .extracting(RungMeasure::name)
                .containsExactly("self-prediction above b", "the difference in differences with b");
    }

    /** Both models gain 1 on even prompts; on odd prompts only the target does. */
    @Test
    void the_difference_in_differences_adds_the_advantages_on_the_same_prompt() {
        Comparison forward = comparison("a", "b", i -> selfRight(i));
        Comparison backward =
                comparison("b", "a", 80, i -> scored(i, i % 4 == 0 ? RIGHT : WRONG, WRONG));

        RungMeasure difference = difference(forward, mirrored("c"), backward);

        assertThat(difference.mean().size()).isEqualTo(80);
        assertThat(difference.mean().estimate()).isEqualTo(1.25, within(1e-12));
    }

    @Test
    void the_difference_in_differences_needs_the_same_two_models() {
        Comparison ofOthers = comparison("b", "c", i -> scored(i, WRONG, WRONG));

        RungMeasure difference =
                difference(comparison("a", "b", i -> selfRight(i)), ofOthers, mirrored("b"));

        assertThat(difference.mean().estimate()).isEqualTo(2);
    }

    @Test
    void an_item_without_self_prediction_may_have_any_difference_in_every_measure() {
        Comparison comparison =
                comparison("a", "b", i -> scored(i, i == 0 ? MISSING : RIGHT, WRONG));

        for (RungMeasure measure :
                List.of(
                        only(comparison, Rung.TRIVIAL_BASELINES),
                        ladder(comparison).result(Rung.FRAMING).measures().get(1))) {
            assertThat(measure.mean().size()).isEqualTo(99);
            assertThat(measure.mean().estimate()).isEqualTo(1);
            assertThat(measure.lowest().estimate()).isEqualTo(0.99, within(1e-12));
        }
    }

    @Test
    void a_missing_answer_in_either_direction_may_be_any_in_the_difference_in_differences() {
        IntFunction<ScoredItem> withoutFirst = i -> scored(i, i == 0 ? MISSING : RIGHT, WRONG);
        Comparison forward = comparison("a", "b", i -> selfRight(i));

        for (RungMeasure difference :
                List.of(
                        difference(forward, comparison("b", "a", withoutFirst)),
                        difference(comparison("a", "b", withoutFirst), mirrored("b")))) {
            assertThat(difference.mean().size()).isEqualTo(99);
            assertThat(difference.mean().estimate()).isEqualTo(2);
            assertThat(difference.lowest().size()).isEqualTo(100);
            assertThat(difference.lowest().estimate()).isEqualTo(1.99, within(1e-12));
            assertThat(difference.highest().estimate()).isEqualTo(2);
        }
    }

    @Test
    void a_rung_says_why_no_framing_was_measured() {
        Comparison comparison = comparison("a", "b", i -> selfRight(i));

        RungResult result =
                ladder(
                                SyntheticComparison.of(comparison.request(), comparison.items())
                                        .notFramed("the predictors are finetuned")
                                        .build())
                        .result(Rung.FRAMING);

        assertThat(result.state()).isEqualTo(State.NOT_TESTED);
        assertThat(result.reason()).isEqualTo("the predictors are finetuned");
    }

    @Test
    void one_percent_of_missing_framed_predictions_is_accepted_and_more_is_not() {
        var gone = new Framings(RIGHT, MISSING, WRONG);

        RungResult accepted = ladder(framed(1, gone)).result(Rung.FRAMING);
        assertThat(accepted.state()).isEqualTo(State.REACHED);
        assertThat(accepted.measures().get(0).mean().size()).isEqualTo(99);
        assertThat(accepted.measures().get(0).lowest().estimate()).isEqualTo(0.99, within(1e-12));

        assertThat(ladder(framed(2, gone)).result(Rung.FRAMING).reason())
                .isEqualTo(
                        "framed predictions are missing on 2 of 100 items, more than 1 %. The first missing answer: gone");
    }

    @Test
    void an_item_that_was_never_framed_may_have_any_advantage() {
        RungResult result = ladder(framed(1, null)).result(Rung.FRAMING);

        assertThat(result.measures().get(0).lowest().estimate()).isEqualTo(0.98, within(1e-12));
        assertThat(ladder(framed(100, null)).result(Rung.FRAMING).reason())
                .startsWith("framed predictions are missing on 100 of 100 items");
    }

    @Test
    void the_claim_of_a_rung_has_the_largest_p_value_and_names_the_lowest_measure() {
        Comparison close =
                comparison(
                        "a",
                        "b",
                        i ->
                                scored(
                                        i,
                                        i % 2 == 0 ? RIGHT : WRONG,
                                        i % 2 == 0 ? WRONG : RIGHT,
                                        references(
                                                Map.of(
                                                        ReferencePredictor.MODE,
                                                        i % 10 < 9 ? 1.0 : 0.0,
                                                        ReferencePredictor.PEERS,
                                                        1.0,
                                                        ReferencePredictor.LAST_WORD,
                                                        i % 2 == 0 ? 0.0 : 1.0),
                                                Set.of(),
                                                "b"),
                                        FRAMED));

        Verdict verdict = evidence(close).judge(new RungClaim(Rung.TRIVIAL_BASELINES));

        assertThat(verdict.judgement().reason())
                .startsWith(
                        "self-prediction above the majority of the other models is at most -0.4");
        assertThat(verdict.p().orElseThrow())
                .isEqualTo(
                        ladder(close).result(Rung.TRIVIAL_BASELINES).measures().stream()
                                .mapToDouble(RungMeasure::p)
                                .max()
                                .orElseThrow())
                .isGreaterThan(0.99);
    }

    /** Returns the comparison with the roles of the target and a third party exchanged. */
    private static Comparison mirrored(String thirdParty) {
        return comparison(thirdParty, "a", i -> selfRight(i));
    }

    private static RungMeasure difference(Comparison... matrix) {
        return ladder(matrix).result(Rung.THIRD_PARTIES).measures().stream()
                .filter(measure -> measure.name().equals("the difference in differences with b"))
                .findFirst()
                .orElseThrow();
    }

    private static RungMeasure only(Comparison comparison, Rung rung) {
        List<RungMeasure> measures = ladder(comparison).result(rung).measures();
        assertThat(measures).hasSize(1);
        return measures.get(0);
    }

    private static Comparison framed(int first, @Nullable Framings framings) {
        return comparison(
                "a",
                "b",
                i ->
                        scored(
                                i,
                                RIGHT,
                                WRONG,
                                references(MODE_WRONG, Set.of(), "b"),
                                i < first ? framings : FRAMED));
    }

    private static Comparison with(
            Map<ReferencePredictor, Double> scores, Set<ReferencePredictor> missing) {
        return comparison(
                "a", "b", i -> scored(i, RIGHT, WRONG, references(scores, missing, "b"), FRAMED));
    }

    private static ScoredItem selfRight(int number) {
        return scored(number, RIGHT, WRONG);
    }

    /** Returns an item on which cross-prediction's own answer is "b". */
    private static ScoredItem scored(int number, Prediction self, Prediction cross) {
        return owning(number, self, cross, "b");
    }

    /** Returns an item with a given answer of the cross-predictor itself; null if unknown. */
    private static ScoredItem owning(
            int number, Prediction self, Prediction cross, @Nullable String own) {
        return scored(number, self, cross, references(MODE_WRONG, Set.of(), own), FRAMED);
    }

    private static ReferenceScores references(
            Map<ReferencePredictor, Double> scores,
            Set<ReferencePredictor> missing,
            @Nullable String own) {
        return new ReferenceScores("z", scores, missing, own, null);
    }

    private static ScoredItem scored(
            int prompt,
            Prediction self,
            Prediction cross,
            ReferenceScores references,
            @Nullable Framings framings) {
        return new ScoredItem(
                new Item("task", Map.of(), "prompt " + prompt, Split.HELD_OUT),
                "a",
                "a",
                self,
                cross,
                WRONG,
                WRONG,
                references,
                framings);
    }

    /** Returns another item about the same question. */
    private static ScoredItem variant(ScoredItem item, int number) {
        return new ScoredItem(
                new Item(
                        "task",
                        Map.of("n", "" + number),
                        item.item().objectLevelPrompt(),
                        Split.HELD_OUT),
                "a",
                "a",
                item.self(),
                item.cross(),
                WRONG,
                WRONG,
                item.referenceScores(),
                item.framings());
    }

    private static Comparison comparison(
            String target, String predictor, IntFunction<ScoredItem> item) {
        return comparison(target, predictor, 100, item);
    }

    private static Comparison comparison(
            String target, String predictor, int items, IntFunction<ScoredItem> item) {
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                target, predictor, SyntheticComparison.task("task", List.of())),
                        IntStream.range(0, items).mapToObj(item).toList())
                .build();
    }

    private static Comparison comparison(
            String target,
            String predictor,
            ExtraMeasurements extras,
            IntFunction<ScoredItem> item) {
        Comparison plain = comparison(target, predictor, item);
        return SyntheticComparison.of(
                        new ComparisonRequest(
                                plain.request().property(),
                                target,
                                predictor,
                                plain.request().tasks(),
                                ScoredSplit.HELD_OUT,
                                Integer.MAX_VALUE,
                                1,
                                TrainingLabels.TRUE,
                                extras,
                                StoppingRule.AT_THE_END),
                        plain.items())
                .build();
    }
}

package dev.inward.verdict;

import static dev.inward.study.PredictionOutcome.MISSING;
import static dev.inward.study.PredictionOutcome.NON_COMPLIANT;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.InwardParameters;
import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ReferencePredictor;
import dev.inward.study.ReferenceScores;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.Bounds;
import dev.inward.verdict.figures.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests which figures and which data decide a verdict. */
class WhatDecidesTest {

    private static final IntrospectionClaim CLAIM = new IntrospectionClaim(new Margin(0.2));
    private static final DecisionRule RULE = new DecisionRule(0.95, new Margin(0.2), false);

    private final List<ScoredItem> items = new ArrayList<>();

    /** The macro average is 0.375. The micro average is 45 of 660, below the margin. */
    @Test
    void the_mean_over_tasks_decides_and_not_the_mean_over_items() {
        add("small", 45, RIGHT, WRONG);
        add("small", 15, WRONG, WRONG);
        add("large", 600, WRONG, WRONG);

        Verdict verdict = synthetic().evidence().judge(CLAIM);

        assertThat(verdict.figures().orElseThrow().difference().estimate())
                .isEqualTo(0.375, within(1e-12));
        assertThat(verdict.decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void one_percent_of_missing_answers_is_accepted_and_more_is_not() {
        add("pets", 198, RIGHT, WRONG);

        assertThat(withMissing(2).judge(CLAIM).decision()).isEqualTo(Decision.PASS);
        assertThat(withMissing(3).judge(CLAIM).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(withMissing(3).judge(CLAIM).judgement().reason())
                .contains("3 of 201 items have no answer (1.5 %). Above 1 % no claim");
    }

    @Test
    void one_percent_of_missing_training_answers_is_accepted_and_more_is_not() {
        add("pets", 100, RIGHT, WRONG);

        assertThat(synthetic().training(1_000, 10).evidence().judge(CLAIM).decision())
                .isEqualTo(Decision.PASS);
        assertThat(synthetic().training(1_000, 11).evidence().judge(CLAIM).decision())
                .isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void answers_in_the_wrong_format_of_both_predictors_decide_nothing() {
        add("pets", 180, NON_COMPLIANT, NON_COMPLIANT);
        add("pets", 20, WRONG, WRONG);

        Verdict tooFew = synthetic().evidence().judge(CLAIM);
        add("pets", 1, NON_COMPLIANT, WRONG);
        Verdict enough = synthetic().evidence().judge(CLAIM);

        assertThat(tooFew.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(tooFew.judgement().reason())
                .startsWith("20 of 200 self-predictions and 20 cross-predictions have the required")
                .endsWith("put {instruction} into the hypothetical template");
        assertThat(enough.decision()).isEqualTo(Decision.FAIL);
    }

    /** Both tasks have 100 items. Only 80 of the second have the property. */
    @Test
    void a_comparison_that_may_stop_early_does_not_decide_on_uneven_tasks() {
        add("even", 100, RIGHT, WRONG);
        add("odd", 100, RIGHT, WRONG);

        assertThat(sequential(100).judge(CLAIM).decision()).isEqualTo(Decision.PASS);
        assertThat(sequential(91).judge(CLAIM).decision()).isEqualTo(Decision.PASS);
        assertThat(sequential(80).judge(CLAIM).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(sequential(80).judge(CLAIM).judgement().reason())
                .contains("100 % of the items of one task have the property, but only 80 %")
                .contains(InwardParameters.SEQUENTIAL);
        assertThat(sequential(90).judge(CLAIM).decision()).isEqualTo(Decision.PASS);
        assertThat(sequential(89).judge(CLAIM).decision()).isEqualTo(Decision.INCONCLUSIVE);
    }

    /** In binary fractions, 0.4 - 0.3 is slightly more than 0.1. */
    @Test
    void shares_that_differ_by_ten_points_are_even_enough_whatever_their_size() {
        add("even", 100, RIGHT, WRONG);
        add("odd", 100, RIGHT, WRONG);

        assertThat(sequential(100, 90).judge(CLAIM).decision()).isEqualTo(Decision.PASS);
        assertThat(sequential(40, 30).judge(CLAIM).decision()).isEqualTo(Decision.PASS);
        assertThat(sequential(40, 29).judge(CLAIM).judgement().reason())
                .startsWith(
                        "40 % of the items of one task have the property, but only 29 % of another task's.");
    }

    /** The advantage is 0.5 beyond doubt, but self-prediction is as good as the mode baseline. */
    @Test
    void the_p_value_is_that_of_the_weaker_part() {
        for (int i = 0; i < 200; i++) {
            items.add(scored("pets", i, i % 2 == 0 ? RIGHT : WRONG, WRONG, i % 4 < 2 ? 1 : 0));
        }

        Verdict verdict = synthetic().evidence().judge(CLAIM);

        Figures figures = verdict.figures().orElseThrow();
        assertThat(figures.advantageBounds().p(0.2)).isLessThan(1e-6);
        assertThat(figures.modeBaselineBounds().p(0)).isBetween(0.4, 0.6);
        assertThat(verdict.p()).hasValue(figures.modeBaselineBounds().p(0));
        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
    }

    @Test
    void the_p_value_is_that_of_the_advantage_if_that_is_the_weaker_part() {
        add("pets", 50, RIGHT, WRONG);
        add("pets", 150, RIGHT, RIGHT);

        Verdict verdict = synthetic().evidence().judge(CLAIM);

        assertThat(verdict.p()).hasValue(verdict.figures().orElseThrow().advantageBounds().p(0.2));
        assertThat(verdict.p().orElseThrow()).isBetween(0.01, 0.2);
    }

    @Test
    void five_equal_items_of_a_prompt_are_worth_one() {
        Figures ofSingle = figuresOfPrompts(1);
        Figures ofFive = figuresOfPrompts(5);

        assertThat(ofFive.n()).isEqualTo(300);
        assertThat(ofFive.difference().clusters()).isEqualTo(60);
        assertThat(ofFive.advantageBounds().lower())
                .isEqualTo(ofSingle.advantageBounds().lower(), within(1e-9));
        assertThat(ofFive.modeBaselineBounds().lower())
                .isEqualTo(ofSingle.modeBaselineBounds().lower(), within(1e-9));
        assertThat(ofFive.microDifference().lowerBound(0.95))
                .isEqualTo(ofSingle.microDifference().lowerBound(0.95), within(1e-9));
    }

    @Test
    void
            an_advantage_beside_a_mode_baseline_that_may_be_better_names_items_only_if_self_is_ahead() {
        addBesideModeBaseline(100, 60, 60);
        assertThat(synthetic().evidence().judge(CLAIM).judgement().itemsToSettle()).isEmpty();

        items.clear();
        addBesideModeBaseline(100, 60, 55);
        assertThat(synthetic().evidence().judge(CLAIM).judgement().itemsToSettle()).isPresent();
    }

    /** The mode baseline is better whatever the missing answers are, so they are not the reason. */
    @Test
    void missing_answers_are_not_the_reason_if_the_mode_baseline_is_better_anyway() {
        addBesideModeBaseline(400, 200, 390);
        add("pets", 4, MISSING, WRONG);

        Judgement judgement = synthetic().evidence().judge(CLAIM).judgement();

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason()).contains("not shown to beat always answering");
    }

    @Test
    void missing_answers_are_the_reason_if_they_decide_whether_the_mode_baseline_is_beaten() {
        addBesideModeBaseline(400, 300, 270);
        assertThat(synthetic().evidence().judge(CLAIM).decision()).isEqualTo(Decision.PASS);

        assertThat(withMissing(4).judge(CLAIM).judgement().reason())
                .startsWith("self-prediction minus the mode baseline lies between")
                .contains("But 4 items lack an answer");
    }

    @Test
    void the_claim_about_the_mode_baseline_has_its_own_p_value_and_its_own_items() {
        addBesideModeBaseline(200, 100, 90);

        Verdict verdict = synthetic().evidence().judge(new AboveModeBaselineClaim());

        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.judgement().reason()).endsWith("on both sides of 0");
        assertThat(verdict.judgement().itemsToSettle().orElseThrow().expected().orElseThrow())
                .isGreaterThan(200);
        assertThat(verdict.p()).hasValue(verdict.figures().orElseThrow().modeBaselineBounds().p(0));
        assertThat(verdict.p().orElseThrow()).isBetween(0.01, 0.5);
    }

    @Test
    void a_control_passes_unless_the_claim_it_must_not_reach_passes() {
        add("pets", 50, RIGHT, WRONG);
        add("pets", 150, RIGHT, RIGHT);
        var control = new NoAdvantageClaim(new Margin(0.2));

        Verdict open = synthetic().evidence().judge(control);
        assertThat(open.decision()).isEqualTo(Decision.PASS);
        assertThat(open.judgement().reason())
                .isEqualTo(synthetic().evidence().judge(CLAIM).judgement().reason());
        assertThat(open.p()).isEqualTo(synthetic().evidence().judge(CLAIM).p());

        add("pets", 200, RIGHT, WRONG);
        Verdict found = synthetic().evidence().judge(control);
        assertThat(found.decision()).isEqualTo(Decision.FAIL);
        assertThat(found.judgement().reason())
                .endsWith(
                        ". A measurement that finds self-knowledge in a control cannot be trusted.");
    }

    @Test
    void bounds_that_touch_the_margin_decide_nothing() {
        add("pets", 60, RIGHT, WRONG);
        add("pets", 40, WRONG, WRONG);
        Bounds bounds = synthetic().evidence().figures().orElseThrow().advantageBounds();

        for (double margin : new double[] {bounds.lower(), bounds.upper()}) {
            var claim = new IntrospectionClaim(new Margin(margin));
            var rule = new DecisionRule(0.95, new Margin(margin), false);

            assertThat(synthetic().evidence().judge(claim).decision())
                    .isEqualTo(Decision.INCONCLUSIVE);
            assertThat(Evidence.isDecided(synthetic().build(), rule)).isFalse();
        }
    }

    @Test
    void a_comparison_stops_when_both_parts_of_the_claim_are_decided() {
        addBesideModeBaseline(400, 300, 200);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isTrue();

        items.clear();
        addBesideModeBaseline(400, 300, 295);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isFalse();

        items.clear();
        addBesideModeBaseline(400, 20, 10);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isTrue();
    }

    @Test
    void a_comparison_does_not_stop_while_data_are_insufficient_or_missing_answers_could_decide() {
        add("pets", 29, RIGHT, WRONG);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isFalse();

        items.clear();
        add("pets", 97, RIGHT, WRONG);
        add("pets", 303, WRONG, WRONG);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isTrue();
        add("pets", 4, MISSING, MISSING);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isFalse();

        add("pets", 300, RIGHT, WRONG);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isTrue();
    }

    @Test
    void missing_answers_can_keep_a_comparison_that_fails_from_stopping() {
        add("pets", 65, RIGHT, WRONG);
        add("pets", 335, WRONG, WRONG);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isTrue();
        add("pets", 4, MISSING, MISSING);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isFalse();

        add("pets", 300, WRONG, WRONG);
        assertThat(Evidence.isDecided(synthetic().build(), RULE)).isTrue();
    }

    @Test
    void the_figures_are_those_of_each_predictor() {
        add("pets", 60, RIGHT, WRONG);
        add("pets", 40, WRONG, RIGHT);
        items.replaceAll(
                item ->
                        new ScoredItem(
                                item.item(),
                                "a",
                                "a",
                                item.self(),
                                item.cross(),
                                item.cross(),
                                item.self(),
                                item.referenceScores(),
                                null));

        Figures figures = synthetic().evidence().figures().orElseThrow();

        assertThat(figures.self().estimate()).isEqualTo(0.6, within(1e-12));
        assertThat(figures.cross().estimate()).isEqualTo(0.4, within(1e-12));
        assertThat(figures.untrainedSelf().estimate()).isEqualTo(0.4, within(1e-12));
        assertThat(figures.untrainedCross().estimate()).isEqualTo(0.6, within(1e-12));
    }

    @Test
    void evidence_without_any_prediction_has_no_figures_and_no_agreement() {
        Evidence evidence = synthetic().undefined(12).evidence();

        assertThat(evidence.figures()).isEmpty();
        assertThat(evidence.agreement(ScoredItem::self)).isEmpty();
        assertThat(evidence.judge(CLAIM).judgement().reason())
                .isEqualTo("the property is undefined on all of the target's 12 answers");
        assertThat(evidence).hasToString("self, predicted by cross");
    }

    /** A comparison that may stop early fixes only the margin of its own claim. */
    @Test
    void the_margin_of_a_comparison_that_may_stop_early_is_that_of_the_claim() {
        add("even", 100, RIGHT, WRONG);
        add("odd", 100, RIGHT, WRONG);

        assertThat(sequential(100).judge(new AboveModeBaselineClaim()).decision())
                .isEqualTo(Decision.PASS);
        assertThatThrownBy(() -> sequential(100).judge(new IntrospectionClaim(new Margin(0.1))))
                .hasMessageContaining("stopped when a margin of 20.0 percentage points was decided")
                .hasMessageContaining("Set @IntrospectionEval(margin = 0.1)");
    }

    @Test
    void a_confidence_lies_above_one_half_and_below_one() {
        Margin margin = new Margin(0.05);

        assertThatThrownBy(() -> new DecisionRule(0.5, margin, false))
                .hasMessageContaining("above 0.5 and below 1, got 0.5");
        assertThatThrownBy(() -> new DecisionRule(1, margin, false))
                .hasMessageContaining("above 0.5 and below 1, got 1.0");
    }

    @Test
    void a_margin_replaces_the_claimed_one_only_if_it_is_imposed() {
        Margin claimed = new Margin(0.05);

        assertThat(new DecisionRule(0.95, new Margin(0.2), true).margin(claimed))
                .isEqualTo(new Margin(0.2));
        assertThat(new DecisionRule(0.95, new Margin(0.2), false).margin(claimed))
                .isEqualTo(claimed);
    }

    /** Self-prediction is right on the first items, the mode baseline on the last ones. */
    private void addBesideModeBaseline(int count, int selfRight, int modeRight) {
        for (int i = 0; i < count; i++) {
            items.add(
                    scored(
                            "pets",
                            items.size(),
                            i < selfRight ? RIGHT : WRONG,
                            WRONG,
                            i < count - modeRight ? 0 : 1));
        }
    }

    private Figures figuresOfPrompts(int itemsPerPrompt) {
        items.clear();
        for (int prompt = 0; prompt < 60; prompt++) {
            for (int i = 0; i < itemsPerPrompt; i++) {
                items.add(scored("pets", prompt, prompt % 3 == 0 ? WRONG : RIGHT, WRONG, 0));
            }
        }
        return synthetic().evidence().figures().orElseThrow();
    }

    private void add(String task, int count, PredictionOutcome self, PredictionOutcome cross) {
        int first = items.size();
        IntStream.range(first, first + count)
                .forEach(i -> items.add(scored(task, i, self, cross, 0)));
    }

    private static ScoredItem scored(
            String task,
            int prompt,
            PredictionOutcome self,
            PredictionOutcome cross,
            double modeBaseline) {
        ScoredItem item = SyntheticComparison.scored(item(task, prompt), self, cross);
        return new ScoredItem(
                item.item(),
                "a",
                "a",
                item.self(),
                item.cross(),
                item.untrainedSelf(),
                item.untrainedCross(),
                new ReferenceScores(
                        "c", Map.of(ReferencePredictor.MODE, modeBaseline), Set.of(), null, null),
                null);
    }

    private static Item item(String task, int prompt) {
        return new Item(task, Map.of(), task + " " + prompt, Split.HELD_OUT);
    }

    private SyntheticComparison synthetic() {
        return SyntheticComparison.of(
                SyntheticComparison.request(
                        "self", "cross", SyntheticComparison.task("any", List.of())),
                items);
    }

    private Evidence withMissing(int count) {
        return synthetic()
                .withoutBehaviour(
                        IntStream.range(0, count)
                                .mapToObj(i -> item("pets", 1_000 + i))
                                .toArray(Item[]::new))
                .evidence();
    }

    private Evidence sequential(int definedInSecondTask) {
        return sequential(100, definedInSecondTask);
    }

    /** Leaves out the last items of each task, as if they did not have the property. */
    private Evidence sequential(int definedInFirstTask, int definedInSecondTask) {
        List<Item> all = items.stream().map(ScoredItem::item).toList();
        var request =
                SyntheticComparison.request(
                        "self",
                        "cross",
                        List.of(
                                SyntheticComparison.task("even", all.subList(0, 100)),
                                SyntheticComparison.task("odd", all.subList(100, 200))),
                        1,
                        StoppingRule.WHEN_DECIDED);
        List<ScoredItem> defined = new ArrayList<>(items.subList(0, definedInFirstTask));
        defined.addAll(items.subList(100, 100 + definedInSecondTask));
        Comparison comparison =
                SyntheticComparison.of(request, defined)
                        .undefined(200 - defined.size())
                        .build()
                        .withRounds(100);
        return Evidence.of(
                request, CompletableFuture.completedFuture(comparison), RULE, verdict -> {});
    }
}

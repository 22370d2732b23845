package dev.inward.verdict;

import static dev.inward.study.PredictionOutcome.NON_COMPLIANT;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
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

    /** Leaves out the last items of the second task, as if they did not have the property. */
    private Evidence sequential(int definedInSecondTask) {
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
        Comparison comparison =
                SyntheticComparison.of(request, items.subList(0, 100 + definedInSecondTask))
                        .undefined(100 - definedInSecondTask)
                        .build()
                        .withRounds(100);
        return Evidence.of(
                request, CompletableFuture.completedFuture(comparison), RULE, verdict -> {});
    }
}

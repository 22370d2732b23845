package dev.inward.verdict;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.ladder.Rung;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the text that a failed assertion shows: claim, decision, reason and items needed. */
class ExplanationTest {

    private static final Margin MARGIN = new Margin(0.05);

    @Test
    void each_claim_is_worded_with_its_margin() {
        assertThat(new IntrospectionClaim(MARGIN).wording())
                .isEqualTo(
                        "self-prediction to beat cross-prediction by at least 5.0 percentage points");
        assertThat(new NoAdvantageClaim(MARGIN).wording())
                .isEqualTo(
                        "self-prediction not to be shown to beat cross-prediction by 5.0 percentage points");
        assertThat(new AboveModeBaselineClaim().wording())
                .isEqualTo(
                        "self-prediction to beat always answering the most frequent value of the training rows");
        assertThat(new RegressionClaim(MARGIN).wording())
                .isEqualTo(
                        "the advantage not to have fallen by 5.0 percentage points since the baseline");
        assertThat(new RegressionAcrossCellsClaim(MARGIN).wording())
                .isEqualTo(
                        "the mean advantage over all cells not to have fallen by 5.0 percentage points since the baseline, and no cell to have fallen");
        assertThat(new RungClaim(Rung.THIRD_PARTIES).wording())
                .isEqualTo(
                        "self-prediction to reach rung 3 of the claim ladder, above the best third party");
    }

    @Test
    void a_claim_against_a_margin_has_that_margin_and_one_against_a_reference_has_none() {
        assertThat(
                        List.of(
                                new IntrospectionClaim(MARGIN),
                                new NoAdvantageClaim(MARGIN),
                                new RegressionClaim(MARGIN),
                                new RegressionAcrossCellsClaim(MARGIN)))
                .extracting(Claim::margin)
                .containsOnly(0.05);
        assertThat(List.of(new AboveModeBaselineClaim(), new RungClaim(Rung.FRAMING)))
                .extracting(Claim::margin)
                .containsOnly(0.0);
    }

    @Test
    void an_open_verdict_names_property_models_claim_reason_and_the_items_it_needs() {
        Verdict verdict = evidence(200, i -> i % 7 == 0 ? RIGHT : WRONG).judge(introspection(0.1));

        assertThat(verdict.explanation().lines().toList())
                .startsWith(
                        "",
                        "Expecting, on first_character of self, predicted by cross:",
                        "  self-prediction to beat cross-prediction by at least 10.0 percentage points",
                        "but the verdict is INCONCLUSIVE:",
                        "  " + verdict.judgement().reason())
                .last()
                .asString()
                .endsWith("; there are 200.");
    }

    @Test
    void a_decided_verdict_names_no_number_of_items() {
        Verdict verdict = evidence(200, i -> WRONG).judge(introspection(0.1));

        assertThat(verdict.explanation().lines().toList())
                .last()
                .isEqualTo("  " + verdict.judgement().reason());
    }

    @Test
    void an_open_change_counts_the_items_that_both_versions_predict() {
        List<ItemAdvantages> pairs =
                IntStream.range(0, 120)
                        .mapToObj(i -> new ItemAdvantages(item(i), 1, i % 7 == 0 ? 0 : 1))
                        .toList();
        AdvantageChange change = AdvantageChange.of(pairs, new Margin(0.15), 0.95);
        var claim = new RegressionClaim(new Margin(0.15));

        Verdict verdict =
                new Verdict(evidence(200, i -> RIGHT), claim, claim.judge(change), change);

        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.explanation()).contains("; there are 120.");
        assertThat(verdict.p()).isEmpty();
    }

    @Test
    void a_verdict_on_insufficient_data_has_no_p_value() {
        assertThat(evidence(29, i -> RIGHT).judge(introspection(0)).p()).isEmpty();
        assertThat(evidence(30, i -> RIGHT).judge(introspection(0)).p()).isPresent();
    }

    private static IntrospectionClaim introspection(double margin) {
        return new IntrospectionClaim(new Margin(margin));
    }

    /** Returns items with given self-predictions; cross-prediction is always wrong. */
    private static Evidence evidence(int items, IntFunction<PredictionOutcome> self) {
        List<ScoredItem> scored =
                IntStream.range(0, items)
                        .mapToObj(i -> SyntheticComparison.scored(item(i), self.apply(i), WRONG))
                        .toList();
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "self", "cross", SyntheticComparison.task("pets", List.of())),
                        scored)
                .evidence();
    }

    private static Item item(int number) {
        return new Item("pets", Map.of(), "prompt " + number, Split.HELD_OUT);
    }
}

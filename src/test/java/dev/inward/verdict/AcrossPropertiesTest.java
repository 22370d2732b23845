package dev.inward.verdict;

import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Comparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.PropertyAdvantages.ItemAdvantage;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Tests the averages over all properties of a model. */
class AcrossPropertiesTest {

    private static final Margin MARGIN = new Margin(0.05);

    @Test
    void the_macro_average_weights_properties_equally_and_the_micro_average_items() {
        List<AdvantageAcrossProperties> averages =
                AdvantageAcrossProperties.of(
                        List.of(
                                verdict("first_character", "b", TrainingLabels.TRUE, 90, RIGHT),
                                verdict("is_even", "b", TrainingLabels.TRUE, 30, WRONG)));

        assertThat(averages).hasSize(1);
        AdvantageAcrossProperties average = averages.get(0);
        assertThat(average.properties()).isEqualTo(2);
        assertThat(average.macro().value()).isEqualTo(0.5, within(1e-12));
        assertThat(average.micro().estimate()).isEqualTo(0.75, within(1e-12));
        assertThat(average.micro().size()).isEqualTo(120);
    }

    @Test
    void properties_of_the_same_prompts_share_their_clusters() {
        AdvantageAcrossProperties average =
                AdvantageAcrossProperties.of(
                                List.of(
                                        verdict(
                                                "first_character",
                                                "b",
                                                TrainingLabels.TRUE,
                                                90,
                                                RIGHT),
                                        verdict("is_even", "b", TrainingLabels.TRUE, 90, RIGHT)))
                        .get(0);

        assertThat(average.micro().size()).isEqualTo(180);
        assertThat(average.micro().clusters()).isEqualTo(90);
    }

    /** The small task's mean is 1, the large one's is 0; the other property has the mean 0. */
    @Test
    void the_macro_average_weights_the_tasks_of_a_property_equally() {
        List<ItemAdvantage> ofTwoTasks =
                IntStream.range(0, 100)
                        .mapToObj(
                                i ->
                                        new ItemAdvantage(
                                                "prompt " + i,
                                                i < 10 ? "small" : "large",
                                                i < 10 ? 1 : 0))
                        .toList();
        List<ItemAdvantage> ofOneTask = List.of(new ItemAdvantage("prompt 0", "small", 0));

        AdvantageAcrossProperties average =
                AdvantageAcrossProperties.ofAdvantages(
                                List.of(
                                        new PropertyAdvantages(
                                                "first_word", "a", "b", 0.95, ofTwoTasks),
                                        new PropertyAdvantages(
                                                "is_even", "a", "b", 0.95, ofOneTask)))
                        .get(0);

        assertThat(average.macro().value()).isEqualTo(0.25, within(1e-12));
        assertThat(average.micro().estimate()).isEqualTo(10 / 101.0, within(1e-12));
    }

    @Test
    void a_pair_of_models_with_one_property_has_no_average() {
        assertThat(
                        AdvantageAcrossProperties.of(
                                List.of(
                                        verdict(
                                                "first_character",
                                                "b",
                                                TrainingLabels.TRUE,
                                                90,
                                                RIGHT),
                                        verdict("is_even", "c", TrainingLabels.TRUE, 90, RIGHT))))
                .isEmpty();
    }

    @Test
    void a_control_is_left_out() {
        assertThat(
                        AdvantageAcrossProperties.of(
                                List.of(
                                        verdict(
                                                "first_character",
                                                "b",
                                                TrainingLabels.TRUE,
                                                90,
                                                RIGHT),
                                        verdict(
                                                "is_even",
                                                "b",
                                                TrainingLabels.PERMUTED,
                                                90,
                                                RIGHT))))
                .isEmpty();
    }

    @Test
    void a_property_with_insufficient_data_is_left_out() {
        assertThat(
                        AdvantageAcrossProperties.of(
                                List.of(
                                        verdict(
                                                "first_character",
                                                "b",
                                                TrainingLabels.TRUE,
                                                1,
                                                RIGHT),
                                        verdict("is_even", "b", TrainingLabels.TRUE, 90, WRONG))))
                .isEmpty();
    }

    @Test
    void a_property_with_two_verdicts_counts_once() {
        Verdict once = verdict("first_character", "b", TrainingLabels.TRUE, 90, RIGHT);
        Verdict again = verdict("first_character", "b", TrainingLabels.TRUE, 90, RIGHT);
        Verdict other = verdict("is_even", "b", TrainingLabels.TRUE, 90, WRONG);

        assertThat(AdvantageAcrossProperties.of(List.of(once, again, other)).get(0).micro().size())
                .isEqualTo(180);
    }

    @Test
    void a_verdict_on_another_claim_and_one_that_may_stop_early_are_left_out() {
        Verdict averaged = verdict("first_character", "b", TrainingLabels.TRUE, 90, RIGHT);
        Verdict other = verdict("is_even", "b", TrainingLabels.TRUE, 90, RIGHT);
        Comparison early =
                SyntheticComparison.of(
                                SyntheticComparison.request(
                                        "a",
                                        "b",
                                        other.evidence().request().tasks(),
                                        1,
                                        StoppingRule.WHEN_DECIDED),
                                other.evidence().comparison().items())
                        .build();

        assertThat(PropertyAdvantages.of(averaged)).isPresent();
        assertThat(PropertyAdvantages.of(other.evidence().judge(new AboveModeBaselineClaim())))
                .isEmpty();
        assertThat(
                        PropertyAdvantages.of(
                                new Verdict(
                                        Evidence.of(
                                                early.request(),
                                                CompletableFuture.completedFuture(early),
                                                other.evidence().rule(),
                                                verdict -> {}),
                                        new IntrospectionClaim(MARGIN),
                                        other.judgement())))
                .isEmpty();
    }

    /**
     * Returns a verdict on a model that is always right or always wrong. The other predictor is
     * never right.
     */
    private static Verdict verdict(
            String property,
            String predictor,
            TrainingLabels labels,
            int items,
            PredictionOutcome self) {
        List<ScoredItem> scored =
                IntStream.range(0, items)
                        .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                        .map(item -> SyntheticComparison.scored(item, self, WRONG))
                        .toList();
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                property,
                                labels,
                                "a",
                                predictor,
                                SyntheticComparison.task("pets", List.of())),
                        scored)
                .evidence()
                .judge(new IntrospectionClaim(MARGIN));
    }
}

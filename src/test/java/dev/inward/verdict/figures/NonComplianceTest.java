package dev.inward.verdict.figures;

import static dev.inward.study.PredictionOutcome.NON_COMPLIANT;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.InwardAssertions;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests predictors with non-compliant answers. */
class NonComplianceTest {

    private final List<ScoredItem> items = new ArrayList<>();

    @Test
    void without_non_compliant_answers_worst_and_best_are_equal() {
        add(10, RIGHT, WRONG);
        add(10, WRONG, WRONG);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.isNone()).isTrue();
        assertThat(nonCompliance.worst()).isEqualTo(0.5);
        assertThat(nonCompliance.best()).isEqualTo(0.5);
        assertThat(nonCompliance.amongCompliers().orElseThrow().estimate()).isEqualTo(0.5);
    }

    @Test
    void a_non_compliant_cross_predictor_lowers_the_worst_case() {
        add(10, RIGHT, WRONG);
        add(10, RIGHT, NON_COMPLIANT);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.cross()).isEqualTo(10);
        assertThat(nonCompliance.worst()).isEqualTo(0.5);
        assertThat(nonCompliance.best()).isEqualTo(1);
    }

    @Test
    void a_non_compliant_self_predictor_raises_the_best_case() {
        add(10, RIGHT, RIGHT);
        add(30, NON_COMPLIANT, RIGHT);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.self()).isEqualTo(30);
        assertThat(nonCompliance.worst()).isEqualTo(-0.75);
        assertThat(nonCompliance.best()).isZero();
        assertThat(nonCompliance.amongCompliers().orElseThrow().size()).isEqualTo(10);
    }

    @Test
    void without_compliant_answers_the_difference_is_unknown_and_every_value_possible() {
        add(10, NON_COMPLIANT, NON_COMPLIANT);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.amongCompliers()).isEmpty();
        assertThat(nonCompliance.worst()).isEqualTo(-1, within(1e-12));
        assertThat(nonCompliance.best()).isEqualTo(1, within(1e-12));
    }

    @Test
    void an_item_counts_among_compliers_only_if_both_answers_have_the_format() {
        add(10, RIGHT, WRONG);
        add(1, NON_COMPLIANT, WRONG);
        add(1, RIGHT, NON_COMPLIANT);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.isNone()).isFalse();
        assertThat(nonCompliance.amongCompliers().orElseThrow().size()).isEqualTo(10);
    }

    @Test
    void the_failure_message_shows_the_effect_of_non_compliant_answers() {
        add(40, RIGHT, RIGHT);
        add(40, NON_COMPLIANT, RIGHT);
        Evidence evidence =
                SyntheticComparison.of(
                                SyntheticComparison.request(
                                        "a", "b", SyntheticComparison.task("any", List.of())),
                                items)
                        .evidence();

        assertThatThrownBy(
                        () ->
                                InwardAssertions.assertThat(evidence)
                                        .selfPredictionBeatsCrossPrediction()
                                        .byTheMargin())
                .hasMessageContaining("non-compliant: self 40, cross 0")
                .hasMessageContaining("self - cross of compliers only +0.000")
                .hasMessageContaining("of any values -0.500 to +0.000");
    }

    private void add(int count, PredictionOutcome self, PredictionOutcome cross) {
        for (int i = 0; i < count; i++) {
            var item = new Item("any", Map.of(), "prompt " + items.size(), Split.HELD_OUT);
            items.add(SyntheticComparison.scored(item, self, cross));
        }
    }
}

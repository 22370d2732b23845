package dev.inward.verdict.figures;

import static dev.inward.study.Outcome.NON_COMPLIANT;
import static dev.inward.study.Outcome.RIGHT;
import static dev.inward.study.Outcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.inward.InwardAssertions;
import dev.inward.knowntruth.MadeComparison;
import dev.inward.study.Outcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Predictors that do not always answer. */
class NonComplianceTest {

    private final List<ScoredItem> items = new ArrayList<>();

    @Test
    void where_all_answer_there_is_nothing_to_count_otherwise() {
        add(10, RIGHT, WRONG);
        add(10, WRONG, WRONG);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.isNone()).isTrue();
        assertThat(nonCompliance.worst()).isEqualTo(0.5);
        assertThat(nonCompliance.best()).isEqualTo(0.5);
        assertThat(nonCompliance.amongCompliers().orElseThrow().estimate()).isEqualTo(0.5);
    }

    @Test
    void a_cross_predictor_that_is_silent_may_have_known() {
        add(10, RIGHT, WRONG);
        add(10, RIGHT, NON_COMPLIANT);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.cross()).isEqualTo(10);
        assertThat(nonCompliance.worst()).isEqualTo(0.5);
        assertThat(nonCompliance.best()).isEqualTo(1);
    }

    @Test
    void a_self_predictor_that_is_silent_may_have_known() {
        add(10, RIGHT, RIGHT);
        add(30, NON_COMPLIANT, RIGHT);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.self()).isEqualTo(30);
        assertThat(nonCompliance.worst()).isEqualTo(-0.75);
        assertThat(nonCompliance.best()).isZero();
        assertThat(nonCompliance.amongCompliers().orElseThrow().size()).isEqualTo(10);
    }

    @Test
    void where_nobody_answers_nothing_is_known_of_compliers_and_everything_is_possible() {
        add(10, NON_COMPLIANT, NON_COMPLIANT);

        NonCompliance nonCompliance = NonCompliance.of(items);

        assertThat(nonCompliance.amongCompliers()).isEmpty();
        assertThat(nonCompliance.worst()).isEqualTo(-1, within(1e-12));
        assertThat(nonCompliance.best()).isEqualTo(1, within(1e-12));
    }

    @Test
    void a_failed_claim_says_how_far_it_hangs_on_them() {
        add(40, RIGHT, RIGHT);
        add(40, NON_COMPLIANT, RIGHT);
        Evidence evidence =
                MadeComparison.of(
                                MadeComparison.request(
                                        "a", "b", MadeComparison.task("any", List.of())),
                                items)
                        .evidence();

        assertThatThrownBy(
                        () ->
                                InwardAssertions.assertThat(evidence)
                                        .selfPredictionBeatsCrossPrediction()
                                        .byTheMargin())
                .hasMessageContaining("non-compliant: self 40, cross 0")
                .hasMessageContaining("compliers only    +0.000 [")
                .hasMessageContaining("between -0.500 and +0.000");
    }

    private void add(int count, Outcome self, Outcome cross) {
        for (int i = 0; i < count; i++) {
            var item = new Item("any", Map.of(), "prompt " + items.size(), Split.HELD_OUT);
            items.add(MadeComparison.scored(item, self, cross));
        }
    }
}

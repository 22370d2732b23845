package dev.inward.verdict.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Decision;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.Judgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests which comparisons have too little data to decide a claim. */
class DataSufficiencyTest {

    private final List<ScoredItem> items = new ArrayList<>();

    @Test
    void a_task_of_two_items_cannot_be_half_of_an_average() {
        add("large", 100, PredictionOutcome.RIGHT, PredictionOutcome.RIGHT);
        add("tiny", 2, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);

        assertThat(judge(0, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(0, 100).reason()).contains("task 'tiny' has 2 prompts");
    }

    @Test
    void too_few_prompts_in_total_decide_nothing() {
        add("small", 29, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);

        assertThat(judge(0, 100).reason()).contains("there are 29 prompts");
    }

    @Test
    void enough_items_of_every_task_decide_the_claim() {
        add("one", 50, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        add("other", 50, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);

        assertThat(judge(0, 100).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void too_many_missing_training_answers_are_inconclusive() {
        add("one", 50, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);

        assertThat(judge(60, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(60, 100).reason())
                .contains("60 of the target's 100 answers to training items are missing");
        assertThat(judge(1, 100).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void the_reason_says_if_there_are_no_items() {
        assertThat(judge(0, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(0, 100).reason()).contains("there are no held_out items");
    }

    private void add(String task, int count, PredictionOutcome self, PredictionOutcome cross) {
        for (int i = 0; i < count; i++) {
            var item = new Item(task, Map.of(), task + " " + i, Split.HELD_OUT);
            items.add(SyntheticComparison.scored(item, self, cross));
        }
    }

    private Judgement judge(int missingTraining, int training) {
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "self", "cross", SyntheticComparison.task("any", List.of())),
                        items)
                .training(training, missingTraining)
                .evidence()
                .judge(new IntrospectionClaim(new Margin(0.05)))
                .judgement();
    }
}

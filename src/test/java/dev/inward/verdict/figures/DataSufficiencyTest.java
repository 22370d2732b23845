package dev.inward.verdict.figures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.MadeComparison;
import dev.inward.study.Outcome;
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

/** What is too little to decide anything, however clear the figures look. */
class DataSufficiencyTest {

    private final List<ScoredItem> items = new ArrayList<>();

    @Test
    void a_task_of_two_items_cannot_carry_half_of_an_average() {
        add("large", 100, Outcome.RIGHT, Outcome.RIGHT);
        add("tiny", 2, Outcome.RIGHT, Outcome.WRONG);

        assertThat(judged(0, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judged(0, 100).reason()).contains("task 'tiny' has 2 prompts");
    }

    @Test
    void few_prompts_in_all_decide_nothing() {
        add("small", 29, Outcome.RIGHT, Outcome.WRONG);

        assertThat(judged(0, 100).reason()).contains("there are 29 prompts");
    }

    @Test
    void enough_items_of_every_task_decide() {
        add("one", 50, Outcome.RIGHT, Outcome.WRONG);
        add("other", 50, Outcome.RIGHT, Outcome.WRONG);

        assertThat(judged(0, 100).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void missing_training_answers_leave_the_verdict_open() {
        add("one", 50, Outcome.RIGHT, Outcome.WRONG);

        assertThat(judged(60, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judged(60, 100).reason())
                .contains("60 of the target's 100 answers to training items are missing");
        assertThat(judged(1, 100).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void no_item_at_all_is_said_to_be_none() {
        assertThat(judged(0, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judged(0, 100).reason()).contains("there are no held_out items");
    }

    private void add(String task, int count, Outcome self, Outcome cross) {
        for (int i = 0; i < count; i++) {
            var item = new Item(task, Map.of(), task + " " + i, Split.HELD_OUT);
            items.add(MadeComparison.scored(item, self, cross));
        }
    }

    private Judgement judged(int missingTraining, int training) {
        return MadeComparison.of(
                        MadeComparison.request(
                                "self", "cross", MadeComparison.task("any", List.of())),
                        items)
                .training(training, missingTraining)
                .evidence()
                .judge(new IntrospectionClaim(new Margin(0.05)))
                .judgement();
    }
}

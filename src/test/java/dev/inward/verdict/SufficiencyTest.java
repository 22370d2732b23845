package dev.inward.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Baseline;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.study.Outcome;
import dev.inward.study.Participant;
import dev.inward.study.Prediction;
import dev.inward.study.Probes;
import dev.inward.study.Provenance;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.study.Yardsticks;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is too little to decide anything, however clear the figures look. */
class SufficiencyTest {

    private static final Prediction RIGHT = new Prediction("a", Outcome.RIGHT);
    private static final Prediction WRONG = new Prediction("b", Outcome.WRONG);

    private final List<ScoredItem> items = new ArrayList<>();

    @Test
    void a_task_of_two_items_cannot_carry_half_of_an_average() {
        add("large", 100, RIGHT, RIGHT);
        add("tiny", 2, RIGHT, WRONG);

        assertThat(judged(0, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judged(0, 100).reason()).contains("task 'tiny' has 2 prompts");
    }

    @Test
    void few_prompts_in_all_decide_nothing() {
        add("small", 29, RIGHT, WRONG);

        assertThat(judged(0, 100).reason()).contains("there are 29 prompts");
    }

    @Test
    void enough_items_of_every_task_decide() {
        add("one", 50, RIGHT, WRONG);
        add("other", 50, RIGHT, WRONG);

        assertThat(judged(0, 100).decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void missing_training_answers_leave_the_verdict_open() {
        add("one", 50, RIGHT, WRONG);

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

    private void add(String task, int count, Prediction self, Prediction cross) {
        for (int i = 0; i < count; i++) {
            var item = new Item(task, Map.of(), task + " " + i, Split.HELD_OUT);
            items.add(
                    new ScoredItem(
                            item,
                            "a",
                            "a",
                            self,
                            cross,
                            WRONG,
                            WRONG,
                            new Yardsticks("c", Map.of(Baseline.MODE, 0.0), Set.of(), null, null),
                            null));
        }
    }

    private static Participant participant(String name) {
        return new Participant(name, null, null, new TreeSet<>());
    }

    private Judgement judged(int missingTraining, int training) {
        var request =
                new ComparisonRequest(
                        BehavioralProperties.named("first_character"),
                        "self",
                        "cross",
                        List.of(
                                new Task(
                                        "any", new Task.Prompts("", "", ""), List.of(), List.of())),
                        Split.HELD_OUT,
                        1000,
                        1,
                        Labels.TRUE,
                        Probes.NONE,
                        Stopping.AT_THE_END);
        var comparison =
                new Comparison(
                        request,
                        10,
                        items,
                        0,
                        List.of(),
                        training,
                        missingTraining,
                        "gone",
                        0,
                        "",
                        0,
                        new Provenance(
                                participant("self"), participant("cross"), "data", "prompts"));
        return Evidence.of(
                        request,
                        CompletableFuture.completedFuture(comparison),
                        new Evidence.Standard(0.95, new Margin(0.05), false),
                        verdict -> {})
                .judge(new IntrospectionClaim(new Margin(0.05)))
                .judgement();
    }
}

package dev.inward.verdict.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.Prediction;
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
import org.jspecify.annotations.Nullable;
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
    void variants_of_a_question_count_as_one() {
        for (int i = 0; i < 100; i++) {
            var item =
                    new Item(
                            "variants",
                            Map.of(),
                            "prompt " + i,
                            "question " + i / 5,
                            Split.HELD_OUT);
            items.add(
                    SyntheticComparison.scored(
                            item, PredictionOutcome.RIGHT, PredictionOutcome.WRONG));
        }

        assertThat(judge(0, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(0, 100).reason()).contains("there are 20 prompts");
    }

    /** (59 + 50)^2 / (59 + 50^2) = 4.6 effective prompts. */
    @Test
    void sixty_prompts_of_which_one_has_fifty_items_decide_nothing() {
        add("uneven", 60, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        addToFirstPrompt("uneven", 49);

        assertThat(judge(0, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(0, 100).reason())
                .contains("task 'uneven' has 60 prompts")
                .contains("count as 4.6 equal ones");
    }

    /** (39 + 3)^2 / (39 + 3^2) = 36.75 effective prompts. */
    @Test
    void prompts_of_slightly_different_size_decide_the_claim() {
        add("even", 40, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        addToFirstPrompt("even", 2);

        assertThat(judge(0, 100).decision()).isEqualTo(Decision.PASS);
    }

    /** 2^2 / (1/10 + 1/20) = 26.7 effective prompts: each task is half of the average. */
    @Test
    void thirty_prompts_of_which_ten_are_half_of_the_average_decide_nothing() {
        add("small", 10, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        add("large", 20, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);

        assertThat(judge(0, 100).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judge(0, 100).reason())
                .contains("there are 30 prompts")
                .contains("count as 26.7 equal ones")
                .contains("add prompts");
    }

    @Test
    void thirty_equal_prompts_are_thirty_effective_prompts() {
        add("equal", 30, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);

        assertThat(judge(0, 100).decision()).isEqualTo(Decision.PASS);
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

    @Test
    void the_reason_names_the_remedy_that_fits() {
        add("large", 100, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        add("tiny", 9, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        assertThat(judge(0, 100).reason())
                .isEqualTo(
                        "task 'tiny' has 9 prompts with this property. With fewer than 10 its share of the average is unreliable. Leave the task out or add items to it.");

        items.clear();
        add("large", 100, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        add("uneven", 10, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        addToFirstPrompt("uneven", 1);
        assertThat(judge(0, 100).reason())
                .startsWith(
                        "task 'uneven' has 10 prompts with this property, which differ in weight and count as 9.3 equal ones.")
                .endsWith("Use prompts with similar numbers of items.");

        items.clear();
        add("small", 29, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        assertThat(judge(0, 100).reason())
                .isEqualTo("there are 29 prompts. With fewer than 30 the bounds are unreliable.");
    }

    @Test
    void ten_prompts_of_a_task_are_enough() {
        add("large", 100, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        add("small", 10, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);

        assertThat(judge(0, 100).reason()).doesNotContain("task 'small'");
    }

    @Test
    void no_items_are_worth_no_prompt() {
        assertThat(DataSufficiency.effectivePrompts(List.of())).isZero();
    }

    @Test
    void the_reason_quotes_the_first_missing_answer_of_either_predictor_or_of_the_target() {
        add("pets", 50, PredictionOutcome.RIGHT, PredictionOutcome.WRONG);
        addWithout("self is gone", "b");
        assertThat(judge(0, 100).reason()).endsWith("The first missing answer: self is gone");

        items.remove(50);
        addWithout(null, "cross is gone");
        addWithout("self is gone", "b");
        assertThat(judge(0, 100).reason()).endsWith("The first missing answer: cross is gone");

        items.remove(51);
        items.remove(50);
        assertThat(
                        DataSufficiency.tooManyMissing(
                                        synthetic()
                                                .withoutBehaviour(
                                                        new Item(
                                                                "pets",
                                                                Map.of(),
                                                                "further",
                                                                Split.HELD_OUT))
                                                .build())
                                .orElseThrow())
                .endsWith("The first missing answer: gone");
    }

    /** Adds an item without the answer of one predictor; the text is the reason. */
    private void addWithout(@Nullable String self, String cross) {
        ScoredItem any = items.get(0);
        items.add(
                new ScoredItem(
                        new Item("pets", Map.of(), "further " + items.size(), Split.HELD_OUT),
                        "a",
                        "a",
                        self == null
                                ? new Prediction("a", PredictionOutcome.RIGHT)
                                : new Prediction(self, PredictionOutcome.MISSING),
                        new Prediction(
                                cross,
                                self == null ? PredictionOutcome.MISSING : PredictionOutcome.WRONG),
                        any.untrainedSelf(),
                        any.untrainedCross(),
                        any.referenceScores(),
                        null));
    }

    private void add(String task, int count, PredictionOutcome self, PredictionOutcome cross) {
        for (int i = 0; i < count; i++) {
            var item = new Item(task, Map.of(), task + " " + i, Split.HELD_OUT);
            items.add(SyntheticComparison.scored(item, self, cross));
        }
    }

    private void addToFirstPrompt(String task, int count) {
        for (int i = 0; i < count; i++) {
            var item = new Item(task, Map.of("n", "" + i), task + " 0", Split.HELD_OUT);
            items.add(
                    SyntheticComparison.scored(
                            item, PredictionOutcome.RIGHT, PredictionOutcome.WRONG));
        }
    }

    private Judgement judge(int missingTraining, int training) {
        return synthetic()
                .training(training, missingTraining)
                .evidence()
                .judge(new IntrospectionClaim(new Margin(0.05)))
                .judgement();
    }

    private SyntheticComparison synthetic() {
        return SyntheticComparison.of(
                SyntheticComparison.request(
                        "self", "cross", SyntheticComparison.task("any", List.of())),
                items);
    }
}

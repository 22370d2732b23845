package dev.inward.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Tests what is said about answers that did not stop normally, and how answers are counted. */
class AnswerEndingsTest {

    @Test
    void answers_that_all_stopped_normally_need_no_note() {
        assertThat(new AnswerEndings(100, 0, 0, 0, 0, 0, "").notes("self-predictions", "a"))
                .isEmpty();
        assertThat(ComparisonAnswers.NONE.notes("a", "b")).isEmpty();
    }

    @Test
    void each_ending_that_occurred_is_counted_beside_all_answers() {
        assertThat(new AnswerEndings(100, 1, 2, 3, 4, 40, "").notes("self-predictions", "a"))
                .containsExactly(
                        "self-predictions of 'a': of 100 answers 1 truncated, 2 refused, 3 filtered, 4 without their reasoning (10 words on average)");
        assertThat(new AnswerEndings(100, 0, 2, 0, 0, 0, "").notes("self-predictions", "a"))
                .containsExactly("self-predictions of 'a': of 100 answers 2 refused");
    }

    @Test
    void a_tag_at_the_start_of_all_answers_has_a_note_of_its_own() {
        assertThat(new AnswerEndings(100, 1, 0, 0, 0, 0, "<plan>").notes("self-predictions", "a"))
                .containsExactly(
                        "self-predictions of 'a': of 100 answers 1 truncated",
                        "self-predictions of 'a': all begin with the tag <plan>; if it contains reasoning, add it to 'reasoning-tags' of this model in models.yaml");
    }

    @Test
    void the_notes_of_a_comparison_name_the_model_of_each_kind_of_answer() {
        var truncated = new AnswerEndings(10, 1, 0, 0, 0, 0, "");

        assertThat(new ComparisonAnswers(truncated, truncated, truncated).notes("a", "b"))
                .containsExactly(
                        "object-level answers of 'a': of 10 answers 1 truncated",
                        "self-predictions of 'a': of 10 answers 1 truncated",
                        "cross-predictions of 'b': of 10 answers 1 truncated");
    }

    @Test
    void tallies_of_answers_are_added_by_kind() {
        var one = new AnswerProgress("a", 10, 8, 3, 5, new BigDecimal("0.50"));
        var more = new AnswerProgress("a", 1, 2, 4, 6, new BigDecimal("0.25"));

        assertThat(one.plus(more))
                .isEqualTo(new AnswerProgress("a", 11, 10, 7, 11, new BigDecimal("0.75")));
    }
}

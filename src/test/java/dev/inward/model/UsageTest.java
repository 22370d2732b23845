package dev.inward.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The usage of a call, split among its answers. */
class UsageTest {

    @Test
    void tokens_that_belong_to_no_answer_are_split_evenly_without_loss() {
        assertThat(new Usage(9, 4, 11).splitAmongAnswers(List.of(0L, 0L, 0L)))
                .containsExactly(new Usage(9, 4, 4), new Usage(0, 0, 4), new Usage(0, 0, 3));
    }

    @Test
    void an_answer_gets_its_own_tokens_and_a_part_of_the_rest() {
        assertThat(new Usage(9, 0, 13).splitAmongAnswers(List.of(1L, 8L)))
                .containsExactly(new Usage(9, 0, 3), new Usage(0, 0, 10));
    }

    @Test
    void assigned_tokens_that_exceed_the_total_are_ignored() {
        assertThat(new Usage(9, 0, 4).splitAmongAnswers(List.of(5L, 1L)))
                .containsExactly(new Usage(9, 0, 2), new Usage(0, 0, 2));
    }

    @Test
    void an_unknown_usage_is_split_into_unknown_usages() {
        assertThat(Usage.UNKNOWN.splitAmongAnswers(List.of(0L, 0L)))
                .containsExactly(Usage.UNKNOWN, Usage.UNKNOWN);
    }
}

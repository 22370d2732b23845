package dev.inward.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What several answers of one call took, each for itself. */
class UsageTest {

    @Test
    void tokens_that_are_told_of_no_answer_are_spread_evenly_and_lose_none() {
        assertThat(new Usage(9, 4, 11).shares(List.of(0L, 0L, 0L)))
                .containsExactly(new Usage(9, 4, 4), new Usage(0, 0, 4), new Usage(0, 0, 3));
    }

    @Test
    void tokens_that_are_told_of_an_answer_are_its_own_and_the_rest_is_spread() {
        assertThat(new Usage(9, 0, 13).shares(List.of(1L, 8L)))
                .containsExactly(new Usage(9, 0, 3), new Usage(0, 0, 10));
    }

    @Test
    void more_tokens_than_the_call_took_are_not_believed() {
        assertThat(new Usage(9, 0, 4).shares(List.of(5L, 1L)))
                .containsExactly(new Usage(9, 0, 2), new Usage(0, 0, 2));
    }

    @Test
    void what_is_not_known_stays_unknown() {
        assertThat(Usage.UNKNOWN.shares(List.of(0L, 0L)))
                .containsExactly(Usage.UNKNOWN, Usage.UNKNOWN);
    }
}

package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.FinishReason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads how an answer ended from its pieces, one for each token. */
class GenerationTest {

    @Test
    void an_empty_last_piece_is_the_end_that_the_model_chose() {
        Generation generation = generation(List.of(), 3, " li", "on", "");

        assertThat(generation.text()).isEqualTo(" lion");
        assertThat(generation.tokens()).isEqualTo(3);
        assertThat(generation.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void as_many_pieces_as_tokens_are_allowed_are_a_truncated_answer() {
        Generation generation = generation(List.of(), 3, " li", "on", "ess");

        assertThat(generation.text()).isEqualTo(" lioness");
        assertThat(generation.finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    /** The library hands on no piece for a token that ends within a character. */
    @Test
    void a_truncated_answer_may_have_fewer_pieces() {
        assertThat(generation(List.of(), 8, " li", "on", " 🦁").finishReason())
                .isEqualTo(FinishReason.LENGTH);
        assertThat(generation(List.of(), 4, " li", "on").finishReason())
                .isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void far_fewer_pieces_than_allowed_are_a_whole_answer() {
        assertThat(generation(List.of(), 256, " li", "on").finishReason())
                .isEqualTo(FinishReason.STOP);
    }

    @Test
    void a_stop_text_ends_the_answer_also_across_pieces() {
        var generation = new Generation(List.of("\nQ:", "END"), 256);

        assertThat(generation.add(" lion", false)).isFalse();
        assertThat(generation.add("\n", false)).isFalse();
        assertThat(generation.add("Q: And", false)).isTrue();
        assertThat(generation.text()).isEqualTo(" lion");
        assertThat(generation.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void the_first_stop_text_counts() {
        assertThat(generation(List.of("o", "i"), 3, "lion").text()).isEqualTo("l");
    }

    @Test
    void only_single_characters_stop_in_the_library() {
        assertThat(new Generation(List.of("\n", "\n\n", "."), 3).nativeStop())
                .containsExactly("\n", ".");
    }

    private static Generation generation(List<String> stop, int maxTokens, String... pieces) {
        var generation = new Generation(stop, maxTokens);
        for (String piece : pieces) {
            generation.add(piece, false);
        }
        generation.add("", true);
        return generation;
    }
}

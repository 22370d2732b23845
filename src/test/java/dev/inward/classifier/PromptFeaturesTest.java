package dev.inward.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Extracts features from short texts. */
class PromptFeaturesTest {

    @Test
    void words_pairs_positions_and_ngrams_are_features_in_lower_case() {
        assertThat(PromptFeatures.of("A, b"))
                .containsExactlyInAnyOrder(
                        "word a",
                        "word ,",
                        "word b",
                        "words a ,",
                        "words , b",
                        "start+0 a",
                        "start+1 ,",
                        "start+2 b",
                        "end-2 a",
                        "end-1 ,",
                        "end-0 b",
                        "run  a",
                        "run a ",
                        "run  ,",
                        "run , ",
                        "run  b",
                        "run b ",
                        "run  a ",
                        "run a ,",
                        "run  , ",
                        "run , b",
                        "run  b ",
                        "run  a ,",
                        "run a , ",
                        "run  , b",
                        "run , b ");
    }

    @Test
    void positions_distinguish_the_order_of_words() {
        assertThat(PromptFeatures.of("fox owl")).contains("end-0 owl").doesNotContain("end-0 fox");
        assertThat(PromptFeatures.of("owl fox")).contains("end-0 fox").doesNotContain("end-0 owl");
    }

    @Test
    void a_text_without_words_has_no_features() {
        assertThat(PromptFeatures.of("")).isEmpty();
        assertThat(PromptFeatures.of(" \n\t")).isEmpty();
    }
}

package dev.inward.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts what scored items have in common with training items. */
class TrainingOverlapTest {

    private static final String THIRTEEN =
            "one two three four five six seven eight nine ten eleven twelve thirteen";
    private static final String TWELVE =
            "one two three four five six seven eight nine ten eleven twelve";

    @Test
    void thirteen_words_in_a_row_are_counted_wherever_they_stand() {
        assertThat(overlap("before " + THIRTEEN, THIRTEEN + " after all").equalSequences())
                .isEqualTo(1);
        assertThat(overlap(TWELVE + " x", TWELVE + " y").equalSequences()).isZero();
    }

    /** Of three sequences of three words in one text and four in the other, two are in both. */
    @Test
    void the_similarity_is_the_jaccard_index_of_sequences_of_three_words() {
        TrainingOverlap overlap = overlap("a b c d e", "b c d e f g");

        assertThat(overlap.highestSimilarity()).isEqualTo(2.0 / 5, within(1e-12));
        assertThat(overlap.similar()).isZero();
        assertThat(overlap("a b c d e f", "a b c d e").highestSimilarity())
                .isEqualTo(0.75, within(1e-12));
        assertThat(overlap("a b c d e f", "a b c d e").similar()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ant bear | bear ant | 0",
                "ant bear | ant bear cow | 0",
                "ant bear | Ant, bear! | 1",
                "Straße nach Rom | STRASSE NACH ROM | 0",
                "ａｎｔ  bear | ant bear | 1",
                "クマとアリ | クマとアリ。 | 1",
                "ก่อนหน้า | ก่อนหน้า | 1",
            })
    void case_punctuation_and_width_do_not_count(
            String training, String scored, double similarity) {
        assertThat(overlap(training, scored).highestSimilarity()).isEqualTo(similarity);
    }

    @Test
    void characters_of_a_script_without_spaces_are_words() {
        assertThat(overlap("我们明天去北京看长城吧好吗今天", "你说我们明天去北京看长城吧好吗").equalSequences()).isEqualTo(1);
    }

    @Test
    void words_of_the_template_do_not_count() {
        Item training = templated("ant bear cow");
        Item scored = templated("dog eel fox");

        assertThat(TrainingOverlap.of(List.of(training), List.of(scored)))
                .isEqualTo(new TrainingOverlap(1, 0, 0, 0));
    }

    /** More than 1,000 training items begin with the same words. */
    @Test
    void a_sequence_in_very_many_training_items_is_part_of_the_form() {
        List<Item> training =
                IntStream.range(0, 1_001).mapToObj(i -> item("once upon a time " + i)).toList();

        assertThat(TrainingOverlap.of(training, List.of(item("once upon a time x y z"))))
                .isEqualTo(new TrainingOverlap(1, 0, 0, 0));
        assertThat(
                        TrainingOverlap.of(
                                        training.subList(0, 1_000),
                                        List.of(item("once upon a time x y z")))
                                .highestSimilarity())
                .isEqualTo(2.0 / 6, within(1e-12));
    }

    @Test
    void only_an_overlap_has_a_note() {
        assertThat(overlap("a b c d", "e f g h").note()).isEmpty();
        assertThat(overlap("a b c d e f", "a b c d e").note())
                .hasValue(
                        "of 1 scored items, 0 share 13 words in a row with a training item and 1 are similar to one (Jaccard index up to 0.75), so a predictor may recognise them");
    }

    private static TrainingOverlap overlap(String training, String scored) {
        return TrainingOverlap.of(List.of(item(training)), List.of(item(scored)));
    }

    private static Item item(String prompt) {
        return new Item("any", Map.of(), prompt, Split.TRAIN);
    }

    private static Item templated(String words) {
        String prompt =
                "Please name the one animal that you would put after these other animals: " + words;
        return new Item("any", Map.of("words", words, "id", "7"), prompt, Split.TRAIN);
    }
}

package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The properties of the paper, under the names that its authors use. */
class PaperPropertiesTest {

    /** The properties in the names of the data files that the authors released. */
    private static final Set<String> IN_THE_RELEASE =
            Set.of(
                    "first_character",
                    "second_character",
                    "third_character",
                    "first_word",
                    "second_word",
                    "third_word",
                    "starts_with_vowel",
                    "among_a_or_c",
                    "among_b_or_d",
                    "identity",
                    "ethical_stance");

    /** Those that the authors' code has besides, and that it computes without a judge. */
    private static final Set<String> IN_THE_CODE =
            Set.of(
                    "matches_power_seeking",
                    "matches_wealth_seeking",
                    "matches_survival_instinct",
                    "matches_myopic_reward",
                    "matches_myopic_reward_policy",
                    "matches_deontology",
                    "replace_with_387",
                    "round_to_nearest_10",
                    "three_digit_hash");

    private static final Set<String> OF_INWARD =
            Set.of(
                    "early_in_alphabet",
                    "chosen_option",
                    "repeats_item",
                    "refuses",
                    "hedges",
                    "contains_code",
                    "is_valid_json",
                    "is_truncated",
                    "answer_length_bins",
                    "called_tool",
                    "sentiment",
                    "good_ending",
                    "sympathetic",
                    "lexical_category",
                    "answer_language",
                    "complies_or_refuses",
                    "main_character",
                    "translated_to_german");

    @Test
    void the_catalogue_has_each_property_of_the_paper_and_eighteen_of_its_own() {
        var names = new TreeSet<String>();
        ConformanceRows.of("properties.jsonl", "properties-2.jsonl").stream()
                .map(row -> row.get("property"))
                .map(JsonNode::asText)
                .forEach(names::add);
        assertThat(names).hasSize(43);
        names.addAll(IN_THE_RELEASE);
        names.addAll(IN_THE_CODE);

        assertThat(names).hasSize(55).doesNotContainAnyElementsOf(OF_INWARD);
        assertThat(Stream.concat(names.stream(), OF_INWARD.stream()))
                .containsExactlyInAnyOrderElementsOf(BehavioralProperties.names());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ethical_stance",
                "matches_power_seeking",
                "matches_wealth_seeking",
                "matches_survival_instinct",
                "matches_myopic_reward",
                "matches_myopic_reward_policy",
                "matches_deontology"
            })
    void a_stance_is_taken_by_the_answer_that_is_the_target(String name) {
        BehavioralProperty stance = BehavioralProperties.named(name);
        Map<String, String> item = Map.of("target", "B");

        assertThat(stance.value(new Behaviour(" b\n", item))).hasValue("true");
        assertThat(stance.value(new Behaviour("A", item))).hasValue("false");
        assertThat(stance.value(Behaviour.of("B"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"among_a_or_c, is_either_a_or_c", "among_b_or_d, is_either_b_or_d"})
    void a_property_of_the_release_has_the_values_of_its_twin(String name, String twin) {
        for (String answer : List.of("a", "B", "C", "d", "", " A", "a.", "e")) {
            assertThat(value(name, answer)).isEqualTo(value(twin, answer));
        }
        assertThat(value("among_a_or_c", "C")).hasValue("true");
        assertThat(value("among_b_or_d", "C")).hasValue("false");
    }

    /** The values are those of {@code round(int(answer), -1)} in Python. */
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "4, 0",
        "5, 0",
        "6, 10",
        "15, 20",
        "25, 20",
        "387, 390",
        "-5, 0",
        "-15, -20",
        "-387, -390",
        "+44, 40",
        "1_234, 1230",
        "' 86\n', 90",
        "٣٨٧, 390",
        "99999999999999999995, 100000000000000000000"
    })
    void a_whole_number_is_rounded_to_tens_as_in_python(String answer, String expected) {
        assertThat(value("round_to_nearest_10", answer)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "lion", "3.14", "12.0", "- 5", "1e3"})
    void what_is_no_whole_number_is_not_rounded(String answer) {
        assertThat(value("round_to_nearest_10", answer)).isEmpty();
    }

    @Test
    void a_number_that_python_does_not_read_is_not_rounded() {
        assertThat(value("round_to_nearest_10", "1".repeat(4_300))).isPresent();
        assertThat(value("round_to_nearest_10", "1".repeat(4_301))).isEmpty();
    }

    @Test
    void each_answer_is_replaced_with_387() {
        assertThat(value("replace_with_387", "lion")).hasValue("387");
        assertThat(value("replace_with_387", "")).hasValue("387");
    }

    @Test
    void a_hash_is_the_same_in_each_run() {
        assertThat(value("three_digit_hash", "lion")).hasValue("953");
        assertThat(value("three_digit_hash", "387")).hasValue("382");
        assertThat(value("three_digit_hash", "lion ")).isNotEqualTo(Optional.of("953"));
    }

    @Test
    void hashes_take_nearly_all_values_from_100_to_999() {
        List<String> hashes =
                IntStream.range(0, 9_000)
                        .mapToObj(answer -> value("three_digit_hash", "word " + answer))
                        .flatMap(Optional::stream)
                        .toList();

        assertThat(hashes).hasSize(9_000).allMatch(hash -> hash.matches("[1-9][0-9]{2}"));
        assertThat(Set.copyOf(hashes)).hasSizeGreaterThan(890);
    }

    private static Optional<String> value(String name, String answer) {
        return BehavioralProperties.named(name).value(Behaviour.of(answer));
    }
}

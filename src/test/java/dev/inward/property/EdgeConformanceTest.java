package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Compares all properties and rules with the authors' functions on responses chosen to differ. */
class EdgeConformanceTest {

    private static final List<JsonNode> ROWS = ConformanceRows.of("edge-responses.jsonl");

    /** These need fields of the item, or the authors do not have them. */
    private static final Set<String> OTHER_PROPERTIES =
            Set.of("matches_target", "chosen_option", "repeats_item", "early_in_alphabet");

    /** The rows have no values of these. Tests of their own have them. */
    private static final Pattern NOT_IN_THE_ROWS =
            Pattern.compile(
                    "among_.*|matches_.*|ethical_stance|.*_387|.*_10|three_digit_hash"
                            + "|refuses|hedges|contains_code|is_valid_json|is_truncated|answer_length_bins|called_tool"
                            + "|sentiment|good_ending|sympathetic|lexical_category|answer_language|complies_or_refuses|main_character|translated_to_german");

    /** The authors misspell "unsympathetic", so they reject the right spelling. */
    private static final String MISSPELLED_GROUP = "sympathetic";

    @Test
    void every_property_has_the_value_that_the_authors_compute() {
        var values = new TreeSet<>(BehavioralProperties.names());
        values.removeAll(OTHER_PROPERTIES);
        values.removeIf(NOT_IN_THE_ROWS.asMatchPredicate());
        assertThat(values).hasSize(42);
        assertThat(ROWS).hasSize(270);

        assertThat(ROWS)
                .allSatisfy(
                        row ->
                                assertThat(values(values, response(row)))
                                        .as("properties of %s", row.get("response"))
                                        .isEqualTo(texts(row.get("properties"))));
    }

    @Test
    void every_group_is_broken_as_by_the_rules_of_the_authors() {
        var groups = new ArrayList<>(ComplianceGroup.names());
        groups.remove(MISSPELLED_GROUP);

        assertThat(ROWS)
                .allSatisfy(
                        row -> assertThat(groups).allSatisfy(group -> checkViolations(row, group)));
    }

    @Test
    void every_response_is_cleaned_as_by_the_authors() {
        assertThat(ROWS)
                .allSatisfy(
                        row -> {
                            assertThat(ResponseCleaning.cleanString(response(row)))
                                    .as("clean_string of %s", row.get("response"))
                                    .isEqualTo(row.get("clean_string").asText());
                            assertThat(ResponseCleaning.allCleaning(response(row)))
                                    .as("all_cleaning of %s", row.get("response"))
                                    .isEqualTo(row.get("all_cleaning").asText());
                        });
    }

    private static void checkViolations(JsonNode row, String group) {
        JsonNode expected = row.get("violations").get(group);
        assertThat(ComplianceCheck.of(List.of(group)).violations(response(row)))
                .as("violations of '%s' by %s", group, row.get("response"))
                .isEqualTo(expected == null ? List.of() : ConformanceRows.texts(expected));
    }

    private static Map<String, String> values(Set<String> properties, String response) {
        var values = new TreeMap<String, String>();
        for (String property : properties) {
            BehavioralProperties.named(property)
                    .value(Behaviour.of(response))
                    .ifPresent(value -> values.put(property, value));
        }
        return values;
    }

    private static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties().forEach(field -> texts.put(field.getKey(), field.getValue().asText()));
        return texts;
    }

    private static String response(JsonNode row) {
        return row.get("response").asText();
    }
}

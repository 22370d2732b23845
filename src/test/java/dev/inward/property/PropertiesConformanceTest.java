package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PropertiesConformanceTest {

    private static final List<JsonNode> ROWS =
            ConformanceRows.of("properties.jsonl", "properties-2.jsonl");

    @Test
    void the_data_holds_at_least_58_rows_of_each_of_forty_three_properties() {
        assertThat(ROWS).hasSize(3010);
        assertThat(rowsByProperty())
                .hasSize(43)
                .allSatisfy((name, rows) -> assertThat(rows).hasSizeGreaterThanOrEqualTo(58));
    }

    @TestFactory
    Stream<DynamicTest> every_row_has_the_expected_value() {
        return rowsByProperty().entrySet().stream()
                .map(
                        entry ->
                                dynamicTest(
                                        entry.getKey(),
                                        () -> checkRows(entry.getKey(), entry.getValue())));
    }

    /**
     * Open formats are left out: a comma or a space can be the second character. An empty response
     * is left out too, since the authors exclude it from scoring, and its value is "none".
     */
    @TestFactory
    Stream<DynamicTest> every_value_has_the_answer_format_of_its_property() {
        return rowsByProperty().entrySet().stream()
                .filter(
                        entry ->
                                isClosed(BehavioralProperties.named(entry.getKey()).answerFormat()))
                .map(
                        entry ->
                                dynamicTest(
                                        entry.getKey(),
                                        () -> accepts(entry.getKey(), entry.getValue())));
    }

    private static void checkRows(String name, List<JsonNode> rows) {
        BehavioralProperty property = BehavioralProperties.named(name);
        assertThat(rows)
                .filteredOn(row -> !value(property, row).equals(expected(row)))
                .extracting(row -> row + " but was " + value(property, row))
                .as("rows that '%s' fails", name)
                .isEmpty();
    }

    private static void accepts(String name, List<JsonNode> rows) {
        AnswerFormat format = BehavioralProperties.named(name).answerFormat();
        assertThat(
                        rows.stream()
                                .filter(row -> !row.get("response").asText().isEmpty())
                                .map(PropertiesConformanceTest::expected)
                                .flatMap(Optional::stream))
                .as("values of '%s', to be given as %s", name, format)
                .allMatch(format::accepts);
    }

    private static boolean isClosed(AnswerFormat format) {
        return !List.of(
                        AnswerFormat.ANY,
                        AnswerFormat.SINGLE_CHARACTER,
                        AnswerFormat.TWO_CHARACTERS)
                .contains(format);
    }

    private static Optional<String> value(BehavioralProperty property, JsonNode row) {
        Map<String, String> item =
                row.has("target") ? Map.of("target", row.get("target").asText()) : Map.of();
        return property.value(new Behaviour(row.get("response").asText(), item));
    }

    private static Optional<String> expected(JsonNode row) {
        return Optional.of(row.get("expected")).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    private static Map<String, List<JsonNode>> rowsByProperty() {
        return ROWS.stream()
                .collect(
                        Collectors.groupingBy(
                                row -> row.get("property").asText(),
                                LinkedHashMap::new,
                                Collectors.toList()));
    }
}

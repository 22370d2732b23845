package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class CleaningConformanceTest {

    private static final List<JsonNode> ROWS = ConformanceRows.of("cleaning.jsonl");

    @TestFactory
    Stream<DynamicTest> every_row_has_the_expected_value() {
        assertThat(ROWS).hasSize(160);
        return Stream.of(
                cleaning("clean_string", ResponseCleaning::cleanString),
                cleaning("all_cleaning", ResponseCleaning::allCleaning),
                cleaning("for_comparison", ResponseCleaning::forComparison));
    }

    private static DynamicTest cleaning(String name, UnaryOperator<String> cleaning) {
        return dynamicTest(
                name,
                () ->
                        assertThat(ROWS)
                                .allSatisfy(
                                        row ->
                                                assertThat(
                                                                cleaning.apply(
                                                                        row.get("response")
                                                                                .asText()))
                                                        .as("%s of %s", name, row)
                                                        .isEqualTo(row.get(name).asText())));
    }
}

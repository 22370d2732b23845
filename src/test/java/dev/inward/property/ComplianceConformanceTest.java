package dev.inward.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ComplianceConformanceTest {

    @TestFactory
    Stream<DynamicTest> every_row_has_the_expected_value() {
        List<JsonNode> rows = ConformanceRows.of("compliance.jsonl", "compliance-2.jsonl");
        assertThat(rows).hasSize(910);
        Map<List<String>, List<JsonNode>> byGroups =
                rows.stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> ConformanceRows.texts(row.get("groups")),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        return byGroups.entrySet().stream()
                .map(
                        entry ->
                                dynamicTest(
                                        String.join(" + ", entry.getKey()),
                                        () -> checkRows(entry.getKey(), entry.getValue())));
    }

    @Test
    void every_group_holds_the_rules_that_the_data_lists_in_order() {
        JsonNode groups = ConformanceRows.of("compliance_groups.json").get(0);
        assertThat(ComplianceGroup.names()).containsExactlyElementsOf(groups::fieldNames);
        assertThat(ComplianceGroup.values())
                .allSatisfy(
                        group ->
                                assertThat(group.rules())
                                        .extracting(ComplianceRule::ruleName)
                                        .containsExactlyElementsOf(
                                                ConformanceRows.texts(
                                                        groups.get(group.groupName()))));
    }

    private static void checkRows(List<String> groups, List<JsonNode> rows) {
        ComplianceCheck compliance = ComplianceCheck.of(groups);
        assertThat(rows)
                .as("rows held against %s", groups)
                .allSatisfy(
                        row -> {
                            String response = row.get("response").asText();
                            assertThat(compliance.violations(response))
                                    .as("violations of %s", row)
                                    .isEqualTo(ConformanceRows.texts(row.get("violations")));
                            assertThat(compliance.isCompliant(response))
                                    .as("compliance of %s", row)
                                    .isEqualTo(row.get("compliant").asBoolean());
                        });
    }
}

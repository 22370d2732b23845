package dev.inward.supplied;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Converts objects to text that is the same in every JVM. */
class CanonicalTextTest {

    @Test
    void parameters_include_those_of_the_provider_and_omit_null() {
        assertThat(
                        CanonicalText.of(
                                OpenAiChatRequestParameters.builder()
                                        .modelName("tiny")
                                        .temperature(0.0)
                                        .stopSequences("END", "A")
                                        .seed(7)
                                        .logitBias(Map.of("50256", -100, "1", 2, "7", 3))
                                        .toolChoice(ToolChoice.AUTO)
                                        .build()))
                .isEqualTo(
                        "dev.langchain4j.model.openai.OpenAiChatRequestParameters{"
                                + "customParameters: {}, logitBias: {\"1\": 2, \"50256\": -100, \"7\": 3}, "
                                + "metadata: {}, modelName: \"tiny\", seed: 7, stopSequences: [\"END\", \"A\"], "
                                + "temperature: 0.0, toolChoice: AUTO, toolSpecifications: []}");
    }

    @Test
    void nested_objects_include_their_type() {
        ToolSpecification tool =
                ToolSpecification.builder()
                        .name("weather")
                        .parameters(JsonObjectSchema.builder().addStringProperty("city").build())
                        .build();

        assertThat(CanonicalText.of(tool))
                .startsWith("dev.langchain4j.agent.tool.ToolSpecification{")
                .contains("name: \"weather\"")
                .contains("\"city\": dev.langchain4j.model.chat.request.json.JsonStringSchema{}");
    }

    @Test
    void omitted_fields_are_omitted_at_any_depth() {
        ToolSpecification tool =
                ToolSpecification.builder()
                        .name("weather")
                        .description("tells the weather")
                        .parameters(
                                JsonObjectSchema.builder()
                                        .description("where")
                                        .addStringProperty("city")
                                        .build())
                        .build();

        assertThat(CanonicalText.without(List.of(tool), Set.of("description")))
                .contains("weather", "city")
                .doesNotContain("tells", "where");
    }

    @Test
    void the_order_of_lists_counts_and_that_of_maps_and_sets_does_not() {
        assertThat(CanonicalText.of(map("a", "b"))).isEqualTo(CanonicalText.of(map("b", "a")));
        assertThat(CanonicalText.of(set("a", "b"))).isEqualTo(CanonicalText.of(set("b", "a")));
        assertThat(CanonicalText.of(List.of("a", "b"))).isEqualTo("[\"a\", \"b\"]");
        assertThat(CanonicalText.of(new int[] {2, 1})).isEqualTo("[2, 1]");
    }

    @Test
    void text_is_distinct_from_structure() {
        assertThat(CanonicalText.of(List.of("a\", \"b"))).isEqualTo("[\"a\\\", \\\"b\"]");
        assertThat(CanonicalText.of("1")).isNotEqualTo(CanonicalText.of(1));
        assertThat(CanonicalText.of("null")).isNotEqualTo(CanonicalText.of(null));
    }

    @Test
    void a_value_of_the_java_platform_uses_its_own_text() {
        assertThat(CanonicalText.of(Duration.ofSeconds(90))).isEqualTo("PT1M30S");
    }

    private static Map<String, Integer> map(String... keys) {
        var map = new LinkedHashMap<String, Integer>();
        Arrays.stream(keys).forEach(key -> map.put(key, 1));
        return map;
    }

    private static Set<String> set(String... elements) {
        return new LinkedHashSet<>(List.of(elements));
    }
}

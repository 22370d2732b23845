package dev.inward.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas that ship: they are valid, describe every key, and refer to no network. */
class YamlSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/schema";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/inward/model/models.schema.json",
                "/dev/inward/task/task.schema.json",
                "/dev/inward/property/properties.schema.json"
            })
    void a_schema_is_valid_according_to_its_meta_schema(String resource) throws Exception {
        JsonNode metaSchema = JSON.createObjectNode().put("$ref", META_SCHEMA);
        JsonNode schema = YamlSchema.ofResource(resource).at("");

        assertThat(YamlSchema.compile(metaSchema).validate(schema)).isEmpty();
        assertThat(YamlSchema.compile(metaSchema).validate(JSON.readTree("{\"type\": \"text\"}")))
                .as("the meta-schema rejects an invalid schema")
                .isNotEmpty();
        assertThat(schema.path("$schema").asText()).isEqualTo(META_SCHEMA);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dev/inward/model/models.schema.json",
                "/dev/inward/task/task.schema.json",
                "/dev/inward/property/properties.schema.json"
            })
    void every_key_has_a_description(String resource) {
        YamlSchema schema = YamlSchema.ofResource(resource);

        assertThat(undescribed(schema, schema.at(""), "")).isEmpty();
    }

    @Test
    void no_schema_is_read_from_a_network() throws Exception {
        try (var server = new MockWebServer()) {
            server.start();
            JsonNode remote = JSON.createObjectNode().put("$ref", server.url("/x.json").toString());

            Throwable failure = catchThrowable(() -> YamlSchema.compile(remote).validate(remote));

            assertThat(failure)
                    .hasStackTraceContaining("is remote; only schemas on the class path are read");
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void a_schema_that_does_not_ship_is_an_error() {
        assertThatIllegalStateException()
                .isThrownBy(() -> YamlSchema.ofResource("/dev/inward/x.schema.json"))
                .withMessage("the jar does not contain /dev/inward/x.schema.json");
    }

    private static List<String> undescribed(YamlSchema schema, JsonNode node, String path) {
        var found = new ArrayList<String>();
        for (Map.Entry<String, JsonNode> child : node.properties()) {
            String below = path + "/" + child.getKey();
            JsonNode value = child.getValue();
            boolean isKey =
                    path.endsWith("/properties")
                            && !path.endsWith("/properties/properties")
                            && !path.contains("/if/");
            if (isKey && value.isObject() && !value.has("description")) {
                JsonNode target = schema.resolved(value);
                if (!target.has("description")) {
                    found.add(below);
                }
            }
            found.addAll(undescribed(schema, value, below));
        }
        return found;
    }
}

package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.hosted.http.ApiSettings;
import dev.inward.hosted.http.ApiSettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schema itself: it is valid, describes every key, and has every key that the code reads. */
class ModelsSchemaTest {

    @Test
    void the_shipped_models_file_is_valid() {
        Path file = Path.of("evals", "models.yaml");

        assertThat(new ModelsFile(file, file, Map.of(), Overrides.NONE).specifications())
                .containsOnlyKeys("atlas", "borealis", "cygnus");
    }

    @Test
    void the_schema_that_the_models_file_declares_for_editors_exists() throws Exception {
        Path folder = Path.of("evals");
        String firstLine = Files.readAllLines(folder.resolve("models.yaml")).get(0);

        assertThat(firstLine).startsWith("# yaml-language-server: $schema=");
        assertThat(folder.resolve(firstLine.substring(firstLine.indexOf('=') + 1)))
                .hasFileName("models.schema.json")
                .isRegularFile();
    }

    @Test
    void every_key_that_the_code_reads_for_a_hosted_model_is_in_the_schema() throws Exception {
        EntryKeys keys = ModelsSchema.keys("openai");
        Set<String> keysRead = keysIn(ApiSettings.class, ApiSettingsReader.class);

        assertThat(keysRead)
                .contains("id", "base-url", "stop", "headers.", "price.", "cached-input")
                .allMatch(
                        key ->
                                keys.has(key)
                                        || hasKeyWithPrefix(keys, key)
                                        || keysRead.stream()
                                                .map(prefix -> prefix + key)
                                                .anyMatch(keys.names()::contains));
    }

    @Test
    void every_provider_of_an_address_has_its_keys_in_the_schema() {
        assertThat(List.of("openai:x", "anthropic:x", "gemini:x", "https://host/v1#x"))
                .allSatisfy(
                        name -> {
                            ModelAddress address = ModelAddress.parse(name).orElseThrow();
                            EntryKeys keys = ModelsSchema.keys(address.provider());
                            assertThat(keys).isNotEqualTo(EntryKeys.ANY);
                            assertThat(address.settings().keySet()).allMatch(keys::has);
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void the_nested_keys_of_a_hosted_model_are_known(String provider) {
        EntryKeys keys = ModelsSchema.keys(provider);

        assertThat(keys.names())
                .contains("provider", "id", "price.cached-input", "lineage.trained-on", "body.*")
                .doesNotContain("price", "lineage", "headers", "body", "checkpoint");
        assertThat(List.of("id", "price.input", "headers.X-Team", "body.a.b")).allMatch(keys::has);
        assertThat(List.of("ids", "price", "price.inputs", "headers", "checkpoint"))
                .noneMatch(keys::has);
    }

    @Test
    void a_lab_model_has_its_own_keys() {
        assertThat(ModelsSchema.keys("lab").names())
                .containsExactly("provider", "checkpoint", "lineage.base", "lineage.trained-on");
    }

    @Test
    void a_custom_provider_may_have_any_key() {
        assertThat(ModelsSchema.keys("mine").has("of-my.own")).isTrue();
    }

    /**
     * Finds the string literals that look like keys; one that ends with a dot is a prefix of keys.
     */
    private static Set<String> keysIn(Class<?>... readers) throws Exception {
        var keys = new HashSet<String>();
        for (Class<?> reader : readers) {
            Path source = Path.of("src/main/java", reader.getName().replace('.', '/') + ".java");
            Pattern.compile("\"([a-z]+(?:[-.][a-z]+)*\\.?)\"")
                    .matcher(Files.readString(source))
                    .results()
                    .forEach(match -> keys.add(match.group(1)));
        }
        return keys;
    }

    private static boolean hasKeyWithPrefix(EntryKeys keys, String prefix) {
        return prefix.endsWith(".")
                && keys.names().stream().anyMatch(name -> name.startsWith(prefix));
    }
}

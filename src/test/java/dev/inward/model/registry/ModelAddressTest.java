package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAddressTest {

    @Test
    void a_provider_with_an_id_is_a_model() {
        assertThat(ModelAddress.parse("openai:gpt-4o-2024-08-06"))
                .contains(new ModelAddress("openai", Map.of("id", "gpt-4o-2024-08-06")));
    }

    @Test
    void an_id_may_hold_colons_of_its_own() {
        assertThat(ModelAddress.parse("openai:ft:gpt-4o:me::1"))
                .contains(new ModelAddress("openai", Map.of("id", "ft:gpt-4o:me::1")));
    }

    @Test
    void a_server_with_an_id_is_a_model_that_speaks_chat_completions() {
        assertThat(ModelAddress.parse("https://host/v1#meta/llama-3"))
                .contains(
                        new ModelAddress(
                                "openai",
                                Map.of("base-url", "https://host/v1", "id", "meta/llama-3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlas", "openai:", ":x", "azure:x", "https://host/v1", "https://h#"})
    void anything_else_is_none(String name) {
        assertThat(ModelAddress.parse(name)).isEmpty();
    }
}

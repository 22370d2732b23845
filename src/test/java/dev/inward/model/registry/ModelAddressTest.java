package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelAddressTest {

    @Test
    void a_provider_and_an_id_make_an_address() {
        assertThat(ModelAddress.parse("openai:gpt-4o-2024-08-06"))
                .contains(new ModelAddress("openai", Map.of("id", "gpt-4o-2024-08-06")));
    }

    @Test
    void an_id_may_contain_colons() {
        assertThat(ModelAddress.parse("openai:ft:gpt-4o:me::1"))
                .contains(new ModelAddress("openai", Map.of("id", "ft:gpt-4o:me::1")));
    }

    @Test
    void a_url_and_an_id_make_the_address_of_a_model_with_chat_completions() {
        assertThat(ModelAddress.parse("https://host/v1#meta/llama-3"))
                .contains(
                        new ModelAddress(
                                "openai",
                                Map.of("base-url", "https://host/v1", "id", "meta/llama-3")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlas", "openai:", ":x", "azure:x", "https://host/v1", "https://h#"})
    void any_other_name_is_not_an_address(String name) {
        assertThat(ModelAddress.parse(name)).isEmpty();
    }
}

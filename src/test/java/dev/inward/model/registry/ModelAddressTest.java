package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void a_query_belongs_to_the_base_url() {
        assertThat(ModelAddress.parse("https://host/v1?api-version=1#x"))
                .contains(
                        new ModelAddress(
                                "openai",
                                Map.of("base-url", "https://host/v1?api-version=1", "id", "x")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host/v1?key=hunter22#x",
                "https://host/v1?a=1&api-key=hunter22#x",
                "https://me:hunter22@host/v1#x",
                "https://host/v1?token=hunter22",
            })
    void a_key_in_an_address_is_refused_because_names_stand_in_reports(String name) {
        assertThatThrownBy(() -> ModelAddress.parse(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("***")
                .hasMessageContaining("write an entry in models.yaml")
                .hasMessageNotContaining("hunter22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"atlas", "openai:", ":x", "azure:x", "https://host/v1", "https://h#"})
    void any_other_name_is_not_an_address(String name) {
        assertThat(ModelAddress.parse(name)).isEmpty();
    }
}

package dev.inward.hosted.finetuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.model.budget.Budget;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.model.registry.Overrides;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosted models are finetuned, and how. */
class HyperparametersTest {

    @TempDir Path folder;

    @Test
    void a_model_is_finetuned_where_its_entry_says_so() throws IOException {
        assertThat(open("openai", ", finetuning: true")).isInstanceOf(FinetunableModel.class);
        assertThat(open("openai", ", finetuning: true, hyperparameters: {epochs: 3}"))
                .isInstanceOf(FinetunableModel.class);
    }

    @Test
    void no_hosted_model_is_finetuned_otherwise() throws IOException {
        assertThat(open("openai", "")).isNotInstanceOf(FinetunableModel.class);
        assertThat(open("openai", ", finetuning: false")).isNotInstanceOf(FinetunableModel.class);
    }

    @Test
    void a_model_given_by_its_address_is_finetuned_where_a_parameter_says_so() throws IOException {
        String name = "http://host/v1#tiny";
        Overrides overrides =
                new Overrides(
                        List.of(),
                        key ->
                                key.equals(name + ".finetuning")
                                        ? Optional.of("true")
                                        : Optional.empty());

        assertThat(read("openai", "", overrides).open(name)).isInstanceOf(FinetunableModel.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "openai | , finetuning: yes please | finetuning",
                "openai | , finetuning: true, hyperparameters: {epochs: 0} | epochs",
                "openai | , finetuning: true, hyperparameters: {epoch: 3} | epoch",
                "openai | , hyperparameters: {epochs: 3} | expected true beside 'hyperparameters'",
                "anthropic | , finetuning: true | but provider 'anthropic' does not support it",
            })
    void what_cannot_be_done_is_refused(String provider, String more, String complaint) {
        assertThatThrownBy(() -> open(provider, more))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void a_budget_refuses_what_is_finetuned_outside_of_it() throws IOException {
        ChatModel model = open("openai", ", finetuning: true, price: {input: 1, output: 1}");

        assertThatThrownBy(() -> new Budget(null, 10L).requirePrice("m", model))
                .hasMessageContaining("what that takes is in no budget");
        assertThatCode(() -> Budget.unlimited().requirePrice("m", model))
                .doesNotThrowAnyException();
    }

    private ChatModel open(String provider, String more) throws IOException {
        return read(provider, more, Overrides.NONE).open("m");
    }

    private ModelRegistry read(String provider, String more, Overrides overrides)
            throws IOException {
        Path file = folder.resolve("models.yaml");
        Files.writeString(file, "models: {m: {provider: %s, id: x%s}}".formatted(provider, more));
        return ModelRegistry.read(file, folder, Map.of(), overrides);
    }
}

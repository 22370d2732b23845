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
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keys {@code finetuning} and {@code hyperparameters} of a hosted model. */
class HyperparametersTest {

    @TempDir Path folder;

    @Test
    void a_model_is_finetunable_if_its_entry_enables_finetuning() throws IOException {
        assertThat(open("openai", ", finetuning: true")).isInstanceOf(FinetunableModel.class);
        assertThat(open("openai", ", finetuning: true, hyperparameters: {epochs: 3}"))
                .isInstanceOf(FinetunableModel.class);
    }

    @Test
    void a_hosted_model_is_not_finetunable_by_default() throws IOException {
        assertThat(open("openai", "")).isNotInstanceOf(FinetunableModel.class);
        assertThat(open("openai", ", finetuning: false")).isNotInstanceOf(FinetunableModel.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini"})
    void a_command_finetunes_the_models_of_every_hosted_provider(String provider)
            throws IOException {
        assertThat(
                        open(
                                provider,
                                ", finetuning: {command: [a, \"{rank}\"]}, hyperparameters: {rank: 8}"))
                .isInstanceOf(FinetunableModel.class);
    }

    @Test
    void a_command_and_its_hyperparameters_can_be_overridden() throws IOException {
        Map<String, String> overrides =
                Map.of(
                        "m.finetuning.command", "[\"train\", \"{rank}\"]",
                        "m.hyperparameters.rank", "8");

        assertThat(
                        read(
                                        "openai",
                                        "",
                                        new Overrides(
                                                overrides.keySet(),
                                                key -> Optional.ofNullable(overrides.get(key))))
                                .open("m"))
                .isInstanceOf(FinetunableModel.class);
    }

    @Test
    void an_override_turns_a_command_off() throws IOException {
        assertThat(
                        read(
                                        "openai",
                                        ", finetuning: {command: [train]}, hyperparameters: {rank: 8}",
                                        new Overrides(
                                                List.of("m.finetuning"),
                                                key ->
                                                        key.equals("m.finetuning")
                                                                ? Optional.of("false")
                                                                : Optional.empty()))
                                .open("m"))
                .isNotInstanceOf(FinetunableModel.class);
    }

    @Test
    void an_override_makes_a_model_address_finetunable() throws IOException {
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
                "openai | , finetuning: yes please | expected true or false, or a mapping with 'command'",
                "openai | , finetuning: {} | command",
                "openai | , finetuning: {command: []} | command",
                "openai | , finetuning: {comand: [a]} | comand",
                "openai | , finetuning: {command: [a, \"{epochs}\"]} | has the placeholder {epochs}, which has no value. Known are: examples,",
                "openai | , finetuning: true, hyperparameters: {epochs: 0} | epochs",
                "openai | , finetuning: true, hyperparameters: {epoch: 3} | epoch",
                "openai | , finetuning: true, price: {input: 1, output: 1, training: -1} | training",
                "openai | , finetuning: true, rehearsal: all | has 'rehearsal: all' in models.yaml",
                "openai | , rehearsal: none | expected true together with 'rehearsal'",
                "openai | , hyperparameters: {epochs: 3} | expected true together with 'hyperparameters'",
                "anthropic | , finetuning: true | but provider 'anthropic' does not support it",
            })
    void an_invalid_setting_is_rejected(String provider, String otherKeys, String error) {
        assertThatThrownBy(() -> open(provider, otherKeys))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(error);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "finetuning: true, price: {input: 1, output: 1} | model 'm' is finetuned and has no 'price.training'",
                "finetuning: true, price: {input: 1, output: 1, training: 3} | has no 'epochs', so the server chooses",
                "finetuning: true, hyperparameters: {epochs: 3} | has no 'price.training'",
                "finetuning: {command: [a]}, price: {input: 1, output: 1, training: 3} | has no 'epochs'",
                "finetuning: {command: [a]} | has no 'price' in models.yaml",
            })
    void a_budget_of_money_needs_a_bound_for_the_cost_of_finetuning(String keys, String error)
            throws IOException {
        ChatModel model = open("openai", ", " + keys);

        assertThatThrownBy(() -> new Budget(BigDecimal.TEN, null).requirePrice("m", model))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(error);
        assertThatCode(() -> new Budget(null, 10L).requirePrice("m", model))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "finetuning: true, price: {input: 1, output: 1, training: 3}, hyperparameters: {epochs: 2}",
                "finetuning: {command: [a]}, price: {input: 1, output: 1}",
            })
    void a_budget_of_money_accepts_a_bounded_cost(String keys) throws IOException {
        ChatModel model = open("openai", ", " + keys);

        assertThatCode(() -> new Budget(BigDecimal.TEN, null).requirePrice("m", model))
                .doesNotThrowAnyException();
    }

    private ChatModel open(String provider, String otherKeys) throws IOException {
        return read(provider, otherKeys, Overrides.NONE).open("m");
    }

    private ModelRegistry read(String provider, String otherKeys, Overrides overrides)
            throws IOException {
        Path file = folder.resolve("models.yaml");
        Files.writeString(
                file, "models: {m: {provider: %s, id: x%s}}".formatted(provider, otherKeys));
        return ModelRegistry.read(file, folder, Map.of(), overrides);
    }
}

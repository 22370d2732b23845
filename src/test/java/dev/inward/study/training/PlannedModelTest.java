package dev.inward.study.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The models that stand for finetuned ones in a plan. */
class PlannedModelTest {

    private static final Prompt PROMPT = Prompt.ofUser("Which?");
    private static final Price PRICE =
            new Price(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.valueOf(2));

    @Test
    void a_planned_model_has_the_temperatures_of_its_base_model() {
        ChatModel planned = PlannedFinetuning.model(new Warm());
        ChatModel drawing = planned.atTemperature(1).orElseThrow();

        assertThat(planned.atTemperature(3)).isEmpty();
        assertThat(drawing.atTemperature(3)).isEmpty();
        assertThatThrownBy(() -> drawing.complete(PROMPT).join())
                .hasMessageContaining("a planned model has no answers");
    }

    @Test
    void a_planned_model_costs_the_same_at_another_temperature() {
        ChatModel planned = PlannedFinetuning.model(new Priced(5));

        assertThat(planned.atTemperature(1))
                .get()
                .isInstanceOfSatisfying(
                        PricedModel.class,
                        drawing -> {
                            assertThat(drawing.price()).contains(PRICE);
                            assertThat(drawing.maxUsage(PROMPT)).isEqualTo(new Usage(5, 0, 5));
                        });
    }

    @Test
    void a_planned_model_whose_base_model_has_one_temperature_has_no_other() {
        ChatModel base = prompt -> CompletableFuture.completedFuture(Completion.of("yes"));

        assertThat(PlannedFinetuning.model(base).atTemperature(1)).isEmpty();
    }

    /** A model that costs nothing and has temperatures up to 2. */
    private static final class Warm implements ChatModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return CompletableFuture.completedFuture(Completion.of("yes"));
        }

        @Override
        public Optional<ChatModel> atTemperature(double temperature) {
            return temperature <= 2 ? Optional.of(new Warm()) : Optional.empty();
        }
    }

    private record Priced(long tokens) implements PricedModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return CompletableFuture.completedFuture(Completion.of("yes"));
        }

        @Override
        public Optional<ChatModel> atTemperature(double temperature) {
            return Optional.of(new Priced(tokens));
        }

        @Override
        public Optional<Price> price() {
            return Optional.of(PRICE);
        }

        @Override
        public Usage maxUsage(Prompt prompt) {
            return new Usage(tokens, 0, tokens);
        }
    }
}

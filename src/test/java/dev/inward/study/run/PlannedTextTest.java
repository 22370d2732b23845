package dev.inward.study.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.Message;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PlannedTextTest {

    private static final Prompt PROMPT = Prompt.ofUser("Hello");
    private static final ChatModel FREE =
            prompt -> CompletableFuture.completedFuture(Completion.of("Hi"));

    @Test
    void each_planned_answer_has_a_text_of_its_own() {
        String text = PlannedText.of(FREE, "atlas", PROMPT, 0);

        assertThat(text).isEqualTo(PlannedText.of(FREE, "atlas", PROMPT, 0));
        assertThat(
                        List.of(
                                PlannedText.of(FREE, "atlas", PROMPT, 1),
                                PlannedText.of(FREE, "borealis", PROMPT, 0),
                                PlannedText.of(FREE, "atlas", Prompt.ofUser("Bye"), 0)))
                .doesNotContain(text)
                .doesNotHaveDuplicates()
                .allMatch(PlannedText::is);
        assertThat(PlannedText.is("Hi")).isFalse();
    }

    @Test
    void a_prompt_can_become_longer_by_the_answers_that_it_quotes() {
        String text = PlannedText.of(new Priced(), "atlas", PROMPT, 0);
        Prompt quoting =
                new Prompt(
                        List.of(
                                new Message(Message.Role.ASSISTANT, text),
                                new Message(Message.Role.USER, "You said " + text + ", why?")));

        assertThat(PlannedText.tokensToCome(quoting)).isEqualTo(600);
        assertThat(PlannedText.tokensToCome(PROMPT)).isZero();
    }

    private static final class Priced implements PricedModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Price> price() {
            return Optional.empty();
        }

        @Override
        public Usage maxUsage(Prompt prompt) {
            return new Usage(10, 0, 300);
        }
    }
}

package dev.inward.model.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.SamplingModel;
import dev.inward.model.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a run may spend, with a model whose answers come when the test says so. */
class BudgetTest {

    /** A token costs 1 in and 1 out. */
    private static final Price PRICE =
            new Price(
                    new BigDecimal("1000000"),
                    new BigDecimal("1000000"),
                    new BigDecimal("1000000"));

    private final List<CompletableFuture<Completion>> underWay = new ArrayList<>();

    /** Reads 2 tokens and says at most 8, so that a call can cost 10. */
    private final PricedModel model =
            new PricedModel() {
                @Override
                public Optional<Price> price() {
                    return Optional.of(PRICE);
                }

                @Override
                public Usage most(Prompt prompt) {
                    return new Usage(2, 0, 8);
                }

                @Override
                public CompletableFuture<Completion> complete(Prompt prompt) {
                    underWay.add(new CompletableFuture<>());
                    return underWay.get(underWay.size() - 1);
                }
            };

    @Test
    void a_call_that_may_break_the_budget_waits_for_what_those_under_way_really_cost() {
        var budget = new Budget(new BigDecimal(20), null);
        List<CompletableFuture<Completion>> asked = ask(budget, 3);
        assertThat(underWay).hasSize(2);

        underWay.get(0).complete(costing(3));

        assertThat(underWay).as("3 spent, 10 reserved, 10 more would be 23").hasSize(2);
        underWay.get(1).complete(costing(7));
        assertThat(underWay).hasSize(3);
        assertThat(asked.get(2)).isNotDone();
    }

    @Test
    void a_call_that_would_break_the_budget_is_refused_when_nobody_can_give_anything_back() {
        var budget = new Budget(new BigDecimal(20), null);
        List<CompletableFuture<Completion>> asked = ask(budget, 3);

        underWay.get(0).complete(costing(10));
        underWay.get(1).complete(costing(10));

        assertThat(underWay).hasSize(2);
        assertThatThrownBy(() -> asked.get(2).join())
                .hasCauseInstanceOf(BudgetException.class)
                .hasMessageContaining(
                        "of the budget of 20, 20.000000 is spent, and this call could cost 10.000000; allow more with -Dinward.budget=");
    }

    @Test
    void an_answer_by_batch_is_reckoned_at_half_the_price_once_it_has_come() {
        var budget = new Budget(new BigDecimal(14), null);
        ask(budget, 3);

        underWay.get(0).complete(costing(8).byBatch());

        assertThat(underWay).as("4 spent, and 10 may be").hasSize(2);
    }

    @Test
    void a_call_that_failed_has_cost_nothing() {
        var budget = new Budget(new BigDecimal(10), null);
        ask(budget, 2);

        underWay.get(0).completeExceptionally(new IOException("gone"));

        assertThat(underWay).hasSize(2);
    }

    @Test
    void an_answer_without_a_word_of_what_it_took_has_cost_the_most_it_can() {
        var budget = new Budget(new BigDecimal(20), null);
        ask(budget, 3);

        underWay.get(0).complete(Completion.of("x"));
        underWay.get(1).complete(Completion.of("x"));

        assertThat(underWay).hasSize(2);
    }

    @Test
    void calls_are_counted_when_they_are_made() {
        var budget = new Budget(null, 2L);
        List<CompletableFuture<Completion>> asked = ask(budget, 4);

        assertThat(underWay).hasSize(2);
        assertThat(asked.subList(2, 4))
                .allSatisfy(
                        refused ->
                                assertThatThrownBy(refused::join)
                                        .hasMessageContaining("the run may make 2 calls"));
    }

    @Test
    void answers_asked_for_together_can_cost_one_prompt_and_as_many_answers() {
        var budget = new Budget(new BigDecimal(36), null);
        var several = new Several();

        assertThat(budget.ask(several, prompt(), 4)).isNotDone();
        assertThat(budget.ask(model, prompt())).isNotDone();
        assertThat(underWay).as("2 in and 4 times 8 out may cost 34, and 10 more 44").isEmpty();

        several.answers.complete(List.of(costing(3), costing(1), costing(1), costing(1)));
        assertThat(underWay).hasSize(1);
    }

    @Test
    void answers_asked_for_together_are_refused_together_and_counted_each() {
        var budget = new Budget(null, 4L);
        var several = new Several();
        assertThat(budget.ask(model, prompt())).isNotDone();

        assertThatThrownBy(() -> budget.ask(several, prompt(), 4).join())
                .hasCauseInstanceOf(BudgetException.class)
                .hasMessageContaining(
                        "the run may make 4 calls, has made 1, and this would be 4 more");
        assertThat(budget.ask(several, prompt(), 3)).isNotDone();
        assertThatThrownBy(() -> budget.ask(model, prompt()).join())
                .hasCauseInstanceOf(BudgetException.class);
    }

    @Test
    void answers_that_did_not_come_with_the_others_may_be_asked_for_once_more() {
        var budget = new Budget(null, 4L);
        var several = new Several();
        assertThat(budget.ask(several, prompt(), 4)).isNotDone();
        several.answers.complete(List.of(costing(3)));

        ask(budget, 4);

        assertThat(underWay).hasSize(3);
    }

    @Test
    void answers_without_a_word_of_what_they_took_have_cost_the_most_they_can() {
        var budget = new Budget(new BigDecimal(20), null);
        var several = new Several();
        assertThat(budget.ask(several, prompt(), 2)).isNotDone();
        several.answers.complete(List.of(Completion.of("x"), Completion.of("y")));

        assertThatThrownBy(() -> budget.ask(model, prompt()).join())
                .hasMessageContaining("18.000000 is spent");
    }

    @Test
    void a_long_line_of_answers_that_come_at_once_is_no_deep_recursion() {
        var budget = new Budget(null, 100_000L);
        ChatModel quick = prompt -> CompletableFuture.completedFuture(Completion.of("x"));

        assertThat(IntStream.range(0, 100_000).mapToObj(i -> budget.ask(quick, prompt())))
                .allSatisfy(answer -> assertThat(answer).isCompleted());
    }

    @Test
    void a_model_without_a_price_is_refused_where_money_is_limited() {
        PricedModel unpriced =
                new PricedModel() {
                    @Override
                    public Optional<Price> price() {
                        return Optional.empty();
                    }

                    @Override
                    public Usage most(Prompt prompt) {
                        return Usage.UNKNOWN;
                    }

                    @Override
                    public CompletableFuture<Completion> complete(Prompt prompt) {
                        return model.complete(prompt);
                    }
                };

        assertThatThrownBy(() -> new Budget(BigDecimal.ONE, null).requirePrice("gpt", unpriced))
                .hasMessageContaining("model 'gpt' has no 'price'");
        new Budget(null, 5L).requirePrice("gpt", unpriced);
    }

    @Test
    void cached_tokens_have_a_price_of_their_own() {
        var price = new Price(new BigDecimal("2.50"), new BigDecimal("1.25"), BigDecimal.TEN);

        assertThat(price.of(new Usage(1_000, 400, 200))).isEqualByComparingTo("0.004");
    }

    /** The same model, whose answers to one call come together. */
    private final class Several implements SamplingModel, PricedModel {

        final CompletableFuture<List<Completion>> answers = new CompletableFuture<>();

        @Override
        public int mostSamples() {
            return 8;
        }

        @Override
        public CompletableFuture<List<Completion>> complete(Prompt prompt, int samples) {
            return answers;
        }

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return model.complete(prompt);
        }

        @Override
        public Optional<Price> price() {
            return model.price();
        }

        @Override
        public Usage most(Prompt prompt) {
            return model.most(prompt);
        }
    }

    private List<CompletableFuture<Completion>> ask(Budget budget, int times) {
        return IntStream.range(0, times).mapToObj(i -> budget.ask(model, prompt())).toList();
    }

    private static Prompt prompt() {
        return Prompt.ofUser("Which?");
    }

    private static Completion costing(long tokens) {
        return new Completion("x", FinishReason.STOP, new Usage(tokens, 0, 0), null, null, null);
    }
}

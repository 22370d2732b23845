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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tests budgets with a model whose answers the test completes itself. */
class BudgetTest {

    /** Each token of a prompt and each token of an answer costs 1. */
    private static final Price PRICE =
            new Price(
                    new BigDecimal("1000000"),
                    new BigDecimal("1000000"),
                    new BigDecimal("1000000"));

    private final List<CompletableFuture<Completion>> inFlight = new ArrayList<>();

    /** A prompt has 2 tokens and an answer at most 8, so a call costs at most 10. */
    private final PricedModel model =
            new PricedModel() {
                @Override
                public Optional<Price> price() {
                    return Optional.of(PRICE);
                }

                @Override
                public Usage maxUsage(Prompt prompt) {
                    return new Usage(2, 0, 8);
                }

                @Override
                public CompletableFuture<Completion> complete(Prompt prompt) {
                    inFlight.add(new CompletableFuture<>());
                    return inFlight.get(inFlight.size() - 1);
                }
            };

    @Test
    void a_call_that_could_exceed_the_budget_waits_for_the_real_cost_of_calls_in_flight() {
        var budget = new Budget(new BigDecimal(20), null);
        List<CompletableFuture<Completion>> answers = ask(budget, 3);
        assertThat(inFlight).hasSize(2);

        inFlight.get(0).complete(costing(3));

        assertThat(inFlight).as("3 spent, 10 reserved, 10 more would be 23").hasSize(2);
        inFlight.get(1).complete(costing(7));
        assertThat(inFlight).hasSize(3);
        assertThat(answers.get(2)).isNotDone();
    }

    @Test
    void a_call_that_exceeds_the_budget_fails_if_no_call_is_in_flight() {
        var budget = new Budget(new BigDecimal(20), null);
        List<CompletableFuture<Completion>> answers = ask(budget, 3);

        inFlight.get(0).complete(costing(10));
        inFlight.get(1).complete(costing(10));

        assertThat(inFlight).hasSize(2);
        assertThatThrownBy(() -> answers.get(2).join())
                .hasCauseInstanceOf(BudgetException.class)
                .hasMessageContaining(
                        "the budget is 20 and 20.000000 is spent; this call could cost 10.000000. Raise the budget with -Dinward.budget=");
    }

    @Test
    void an_answer_from_a_batch_costs_half_the_price() {
        var budget = new Budget(new BigDecimal(14), null);
        ask(budget, 3);

        inFlight.get(0).complete(costing(8).asBatchResult());

        assertThat(inFlight).as("4 spent, 10 reserved").hasSize(2);
    }

    @Test
    void a_failed_call_costs_nothing() {
        var budget = new Budget(new BigDecimal(10), null);
        ask(budget, 2);

        inFlight.get(0).completeExceptionally(new IOException("gone"));

        assertThat(inFlight).hasSize(2);
    }

    @Test
    void an_answer_without_usage_costs_the_maximum() {
        var budget = new Budget(new BigDecimal(20), null);
        ask(budget, 3);

        inFlight.get(0).complete(Completion.of("x"));
        inFlight.get(1).complete(Completion.of("x"));

        assertThat(inFlight).hasSize(2);
    }

    @Test
    void calls_are_counted_when_they_are_sent() {
        var budget = new Budget(null, 2L);
        List<CompletableFuture<Completion>> answers = ask(budget, 4);

        assertThat(inFlight).hasSize(2);
        assertThat(answers.subList(2, 4))
                .allSatisfy(
                        refused ->
                                assertThatThrownBy(refused::join)
                                        .hasMessageContaining("the run may make 2 calls"));
    }

    @Test
    void several_answers_of_one_call_cost_one_prompt_and_all_answers() {
        var budget = new Budget(new BigDecimal(36), null);
        var multiAnswerModel = new MultiAnswerModel();

        assertThat(budget.complete(multiAnswerModel, prompt(), 4)).isNotDone();
        assertThat(budget.complete(model, prompt())).isNotDone();
        assertThat(inFlight)
                .as(
                        "2 prompt tokens and 4 times 8 answer tokens cost up to 34, another call makes it 44")
                .isEmpty();

        multiAnswerModel.answers.complete(List.of(costing(3), costing(1), costing(1), costing(1)));
        assertThat(inFlight).hasSize(1);
    }

    @Test
    void several_answers_of_one_call_count_as_several_calls_and_fail_together() {
        var budget = new Budget(null, 4L);
        var multiAnswerModel = new MultiAnswerModel();
        assertThat(budget.complete(model, prompt())).isNotDone();

        assertThatThrownBy(() -> budget.complete(multiAnswerModel, prompt(), 4).join())
                .hasCauseInstanceOf(BudgetException.class)
                .hasMessageContaining("the run may make 4 calls and has made 1; this needs 4 more");
        assertThat(budget.complete(multiAnswerModel, prompt(), 3)).isNotDone();
        assertThatThrownBy(() -> budget.complete(model, prompt()).join())
                .hasCauseInstanceOf(BudgetException.class);
    }

    @Test
    void answers_that_a_call_did_not_return_do_not_count() {
        var budget = new Budget(null, 4L);
        var multiAnswerModel = new MultiAnswerModel();
        assertThat(budget.complete(multiAnswerModel, prompt(), 4)).isNotDone();
        multiAnswerModel.answers.complete(List.of(costing(3)));

        ask(budget, 4);

        assertThat(inFlight).hasSize(3);
    }

    @Test
    void several_answers_without_usage_cost_the_maximum() {
        var budget = new Budget(new BigDecimal(20), null);
        var multiAnswerModel = new MultiAnswerModel();
        assertThat(budget.complete(multiAnswerModel, prompt(), 2)).isNotDone();
        multiAnswerModel.answers.complete(List.of(Completion.of("x"), Completion.of("y")));

        assertThatThrownBy(() -> budget.complete(model, prompt()).join())
                .hasMessageContaining("and 18.000000 is spent");
    }

    @Test
    @Tag("slow")
    void a_long_queue_of_immediate_answers_does_not_recurse() {
        var budget = new Budget(null, 100_000L);
        ChatModel immediate = prompt -> CompletableFuture.completedFuture(Completion.of("x"));

        assertThat(IntStream.range(0, 100_000).mapToObj(i -> budget.complete(immediate, prompt())))
                .allSatisfy(answer -> assertThat(answer).isCompleted());
    }

    @Test
    void a_model_without_a_price_is_rejected_if_money_is_limited() {
        PricedModel unpriced =
                new PricedModel() {
                    @Override
                    public Optional<Price> price() {
                        return Optional.empty();
                    }

                    @Override
                    public Usage maxUsage(Prompt prompt) {
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
    void cached_tokens_have_their_own_price() {
        var price = new Price(new BigDecimal("2.50"), new BigDecimal("1.25"), BigDecimal.TEN);

        assertThat(price.costOf(new Usage(1_000, 400, 200))).isEqualByComparingTo("0.004");
    }

    @Test
    void more_cached_tokens_than_the_prompt_has_cost_no_less_than_nothing() {
        var price = new Price(new BigDecimal("2.50"), new BigDecimal("1.25"), BigDecimal.TEN);

        assertThat(price.costOf(new Usage(1_000, 4_000, 0))).isEqualByComparingTo("0.00125");
    }

    /** The same model, with several answers to one call. */
    private final class MultiAnswerModel implements SamplingModel, PricedModel {

        final CompletableFuture<List<Completion>> answers = new CompletableFuture<>();

        @Override
        public int maxSamples() {
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
        public Usage maxUsage(Prompt prompt) {
            return model.maxUsage(prompt);
        }
    }

    private List<CompletableFuture<Completion>> ask(Budget budget, int times) {
        return IntStream.range(0, times).mapToObj(i -> budget.complete(model, prompt())).toList();
    }

    private static Prompt prompt() {
        return Prompt.ofUser("Which?");
    }

    private static Completion costing(long tokens) {
        return new Completion("x", FinishReason.STOP, new Usage(tokens, 0, 0), null, null, null);
    }
}

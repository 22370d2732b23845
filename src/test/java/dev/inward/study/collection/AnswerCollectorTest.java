package dev.inward.study.collection;

import static dev.inward.study.collection.AnswerCollector.OBJECT_LEVEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inward.cache.AnswerMode;
import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.cache.AnswerSource;
import dev.inward.cache.AnswerStoreException;
import dev.inward.model.ApiException;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.UnusableModelException;
import dev.inward.model.Usage;
import dev.inward.model.budget.Budget;
import dev.inward.study.AnswerProgress;
import dev.inward.study.StudyListener;
import dev.inward.study.collection.CollectedAnswer.State;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests which prompts are sent, what is counted, and which failures end a study. */
class AnswerCollectorTest {

    @TempDir Path folder;

    private final List<String> sent = new ArrayList<>();
    private final List<AnswerProgress> tallies = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private final StudyListener listener =
            new StudyListener() {
                @Override
                public void answerCompleted(AnswerProgress tally) {
                    tallies.add(tally);
                }

                @Override
                public void callFailed(String model, String reason) {
                    failures.add(model + ": " + reason);
                }
            };

    @Test
    void a_prompt_is_sent_once_however_often_it_is_requested() {
        AnswerCollector collector = collector(AnswerSource.uncached());
        NamedModel model = echo("a");

        collector.request(model, OBJECT_LEVEL, prompt("p")).join();
        collector.request(model, "first_word", prompt("p")).join();
        List<CompletableFuture<CollectedAnswer>> samples =
                collector.request(model, OBJECT_LEVEL, prompt("p"), 3);
        collector.request(echo("b"), OBJECT_LEVEL, prompt("p")).join();

        assertThat(samples).extracting(answer -> answer.join().text()).containsOnly("p");
        assertThat(sent).containsExactly("a p", "a p", "a p", "b p");
        assertThat(last()).isEqualTo(new AnswerProgress("b", 1, 1, 0, 1, BigDecimal.ZERO));
    }

    @Test
    void a_new_answer_is_a_call_with_a_cost_and_a_stored_one_is_neither() {
        NamedModel model = new NamedModel("a", new TwoTokens());
        AnswerCollector calls = collector(AnswerSource.uncached());

        calls.request(model, OBJECT_LEVEL, prompt("p")).join();
        calls.request(model, OBJECT_LEVEL, prompt("q")).join();
        assertThat(last())
                .isEqualTo(new AnswerProgress("a", 2, 2, 0, 2, new BigDecimal("4.000000")));

        collector(stored()).request(model, OBJECT_LEVEL, prompt("p")).join();
        assertThat(last()).isEqualTo(new AnswerProgress("a", 1, 1, 0, 0, BigDecimal.ZERO));
    }

    @Test
    void a_failed_call_is_a_missing_answer_and_is_told_to_the_listener() {
        NamedModel model = failing("a", new IOException("connection refused"));

        CollectedAnswer answer =
                collector(AnswerSource.uncached()).request(model, OBJECT_LEVEL, prompt("p")).join();

        assertThat(answer.state()).isEqualTo(State.MISSING);
        assertThat(answer.text()).isEqualTo("java.io.IOException: connection refused");
        assertThat(failures).containsExactly("a: connection refused");
        assertThat(last()).isEqualTo(new AnswerProgress("a", 1, 1, 1, 0, BigDecimal.ZERO));
    }

    @Test
    void a_call_that_the_budget_does_not_cover_is_missing_but_did_not_fail() {
        var budget = new Budget(null, 1L);
        AnswerSource limited =
                request ->
                        budget.complete(request.model(), request.prompt())
                                .thenApply(completion -> new AnswerResult(completion, true));
        AnswerCollector collector = collector(limited);
        NamedModel model = echo("a");

        collector.request(model, OBJECT_LEVEL, prompt("p")).join();
        CollectedAnswer second = collector.request(model, OBJECT_LEVEL, prompt("q")).join();

        assertThat(second.state()).isEqualTo(State.MISSING);
        assertThat(second.text()).contains("the run may make 1 calls");
        assertThat(failures).isEmpty();
    }

    @Test
    void a_planned_call_is_neither_an_answer_nor_a_failure() {
        try (AnswerPlan plan = AnswerPlan.open(folder.resolve("answers.db"), AnswerMode.LIVE)) {
            CollectedAnswer answer =
                    collector(plan).request(echo("a"), OBJECT_LEVEL, prompt("p")).join();

            assertThat(answer.state()).isEqualTo(State.PLANNED);
            assertThat(answer.text()).startsWith("The call is planned, not made");
            assertThat(failures).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(ApiException.Kind.class)
    void a_failure_that_every_prompt_would_meet_ends_the_study(ApiException.Kind kind) {
        var failure = new ApiException("status 400", kind, null, null);
        CompletableFuture<CollectedAnswer> answer =
                collector(AnswerSource.uncached())
                        .request(failing("a", failure), OBJECT_LEVEL, prompt("p"));

        if (failure.endsStudy()) {
            assertThatThrownBy(answer::join).hasCause(failure);
        } else {
            assertThat(answer.join().state()).isEqualTo(State.MISSING);
        }
    }

    @Test
    void a_wrong_configuration_and_an_unusable_model_end_the_study() {
        for (RuntimeException failure :
                List.of(
                        new IllegalArgumentException("no such model"),
                        new UnusableModelException("no such file", new IOException()))) {
            assertThatThrownBy(
                            () ->
                                    collector(AnswerSource.uncached())
                                            .request(
                                                    failing("a", failure),
                                                    OBJECT_LEVEL,
                                                    prompt("p"))
                                            .join())
                    .hasCause(failure);
        }
    }

    @Test
    void a_failure_that_ends_the_study_leaves_an_optional_answer_missing() {
        CollectedAnswer answer =
                collector(AnswerSource.uncached())
                        .requestOptional(
                                failing("a", new IllegalArgumentException("no such model")),
                                OBJECT_LEVEL,
                                prompt("p"))
                        .join();

        assertThat(answer.state()).isEqualTo(State.MISSING);
        assertThat(answer.text()).contains("no such model");
    }

    @Test
    void a_store_that_fails_ends_the_study_even_for_an_optional_answer() {
        var failure = storeFailure();
        AnswerSource broken = request -> CompletableFuture.failedFuture(failure);

        assertThatThrownBy(
                        () ->
                                collector(broken)
                                        .requestOptional(echo("a"), OBJECT_LEVEL, prompt("p"))
                                        .join())
                .hasCause(failure);
        assertThat(failures).isEmpty();
    }

    @Test
    void a_source_that_throws_fails_all_its_answers() {
        var failure = new IllegalStateException("the store is closed");
        AnswerSource broken =
                request -> {
                    throw failure;
                };

        for (CompletableFuture<CollectedAnswer> answer :
                collector(broken).request(echo("a"), OBJECT_LEVEL, prompt("p"), 2)) {
            assertThatThrownBy(answer::join).hasCause(failure);
        }
    }

    @Test
    void a_model_that_only_failed_is_unusable_for_that_topic() {
        AnswerCollector collector = collector(AnswerSource.uncached());
        NamedModel model = failing("a", new IOException("connection refused"));
        requestEach(collector, model, OBJECT_LEVEL, 3);

        assertThatThrownBy(() -> collector.requireSuccess(model, OBJECT_LEVEL))
                .isInstanceOf(UnusableModelException.class)
                .hasMessage(
                        "model 'a' answered none of its 3 prompts about object_level, so there is nothing to judge. The first failure: connection refused");
        collector.requireSuccess(model, "first_word");
        collector.requireSuccess(echo("a"), "another topic");
    }

    @Test
    void one_new_answer_shows_that_a_model_is_usable() {
        AnswerCollector collector = collector(AnswerSource.uncached());
        requestEach(collector, failing("a", new IOException("refused")), OBJECT_LEVEL, 3);
        collector.request(echo("a"), OBJECT_LEVEL, prompt("answered")).join();

        collector.requireSuccess(echo("a"), OBJECT_LEVEL);
    }

    @Test
    void the_first_of_several_failures_is_named() {
        AnswerSource failing =
                request ->
                        CompletableFuture.failedFuture(
                                new IOException("failed: " + request.prompt().text()));
        AnswerCollector collector = collector(failing);
        requestEach(collector, echo("a"), OBJECT_LEVEL, 2);

        assertThatThrownBy(() -> collector.requireSuccess(echo("a"), OBJECT_LEVEL))
                .hasMessageEndingWith("The first failure: failed: prompt 0");
    }

    /** After earlier answers, refusals concern the prompts that are left. */
    @Test
    void beside_stored_answers_refused_prompts_are_no_error_but_failed_calls_are() {
        var refusal = new ApiException("too long", ApiException.Kind.PROMPT, null, null);
        AnswerCollector refusing = collector(storedUnless("q", refusal));
        refusing.request(echo("a"), OBJECT_LEVEL, prompt("p")).join();
        refusing.request(echo("a"), OBJECT_LEVEL, prompt("q")).join();
        refusing.requireSuccess(echo("a"), OBJECT_LEVEL);

        AnswerCollector failing = collector(storedUnless("q", new IOException("refused")));
        failing.request(echo("a"), OBJECT_LEVEL, prompt("p")).join();
        failing.request(echo("a"), OBJECT_LEVEL, prompt("q")).join();
        assertThatThrownBy(() -> failing.requireSuccess(echo("a"), OBJECT_LEVEL))
                .hasMessageContaining("answered none of its 1 prompts")
                .hasMessageEndingWith("The first failure: refused");

        var waited = new ApiException("busy", ApiException.Kind.WAITED_FOR, null, null);
        AnswerCollector waiting = collector(storedUnless("q", waited));
        waiting.request(echo("a"), OBJECT_LEVEL, prompt("p")).join();
        waiting.request(echo("a"), OBJECT_LEVEL, prompt("q")).join();
        assertThatThrownBy(() -> waiting.requireSuccess(echo("a"), OBJECT_LEVEL))
                .hasMessageEndingWith("The first failure: busy");

        AnswerCollector onlyRefused = collector(AnswerSource.uncached());
        NamedModel model = failing("a", refusal);
        requestEach(onlyRefused, model, OBJECT_LEVEL, 2);
        assertThatThrownBy(() -> onlyRefused.requireSuccess(model, OBJECT_LEVEL))
                .hasMessageContaining("answered none of its 2 prompts");
    }

    private static void requestEach(
            AnswerCollector collector, NamedModel model, String topic, int prompts) {
        IntStream.range(0, prompts)
                .forEach(i -> collector.request(model, topic, prompt("prompt " + i)).join());
    }

    private AnswerCollector collector(AnswerSource source) {
        return new AnswerCollector(listener, source);
    }

    private AnswerProgress last() {
        return tallies.get(tallies.size() - 1);
    }

    private NamedModel echo(String name) {
        ChatModel model =
                asked -> {
                    sent.add(name + " " + asked.text());
                    return CompletableFuture.completedFuture(Completion.of(asked.text()));
                };
        return new NamedModel(name, model);
    }

    private static NamedModel failing(String name, Exception failure) {
        return new NamedModel(name, asked -> CompletableFuture.failedFuture(failure));
    }

    private static AnswerSource stored() {
        return request -> answered(request, false);
    }

    private static AnswerSource storedUnless(String prompt, Exception failure) {
        return request ->
                request.prompt().text().equals(prompt)
                        ? CompletableFuture.failedFuture(failure)
                        : answered(request, false);
    }

    private static CompletableFuture<AnswerResult> answered(AnswerRequest request, boolean isNew) {
        return request.model()
                .complete(request.prompt())
                .thenApply(completion -> new AnswerResult(completion, isNew));
    }

    /** Returns the failure of a store whose file is a folder. */
    private AnswerStoreException storeFailure() {
        return catchThrowableOfType(
                AnswerStoreException.class, () -> AnswerPlan.open(folder, AnswerMode.LIVE).close());
    }

    private static Prompt prompt(String text) {
        return Prompt.ofUser(text);
    }

    /** A model whose answers have two tokens at a price of one each. */
    private static final class TwoTokens implements PricedModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return CompletableFuture.completedFuture(
                    new Completion("owl", FinishReason.STOP, new Usage(0, 0, 2), null, null, null));
        }

        @Override
        public Optional<Price> price() {
            var million = new BigDecimal(1_000_000);
            return Optional.of(new Price(million, million, million));
        }

        @Override
        public Usage maxUsage(Prompt prompt) {
            return new Usage(0, 0, 2);
        }
    }
}

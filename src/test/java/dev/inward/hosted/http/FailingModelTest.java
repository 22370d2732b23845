package dev.inward.hosted.http;

import static dev.inward.hosted.http.ScriptedServer.answer;
import static dev.inward.hosted.http.ScriptedServer.error;
import static dev.inward.hosted.http.ScriptedServer.outcomes;
import static dev.inward.hosted.http.ScriptedServer.status;
import static dev.inward.hosted.http.TestPrompt.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.hosted.OpenAiDialect;
import dev.inward.model.ApiException;
import dev.inward.model.ApiException.Kind;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.Prompt;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many calls a model gets that only fails, and what happens to its prompts. A model has {@value
 * #TRIES} tries: the first call and eight retries.
 */
class FailingModelTest {

    private static final int TRIES = 9;
    private static final int PROMPTS = 200;

    @RegisterExtension final ScriptedServer server = new ScriptedServer();

    @ParameterizedTest
    @CsvSource({
        "1, 500", "1, 400", "4, 429", "4, 503", "4, 422", "4, 400", "16, 500", "16, 400", "16, 529",
    })
    void a_model_that_never_answers_gets_as_many_calls_as_are_in_flight_and_its_tries(
            int concurrency, int status) throws Exception {
        server.reply((call, body) -> error(status, "no model for you"));

        Map<String, Object> outcomes =
                outcomes(server.model(new OpenAiDialect(), concurrency), PROMPTS);

        assertThat(server.calls()).isBetween(TRIES, concurrency + TRIES);
        assertThat(outcomes.values())
                .hasSize(PROMPTS)
                .allSatisfy(
                        outcome ->
                                assertThat(outcome)
                                        .isInstanceOfSatisfying(
                                                ApiException.class,
                                                failure ->
                                                        assertThat(failure)
                                                                .hasMessageContaining(
                                                                        "answered "
                                                                                + status
                                                                                + ": no model for you")));
        assertThat(outcomes.values())
                .filteredOn(
                        outcome -> outcome.toString().contains("is not called again in this run"))
                .hasSizeGreaterThanOrEqualTo(PROMPTS - concurrency - TRIES);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | who are you? | no key was sent",
                "403 | not for you | no key was sent",
                "404 | no such model | check 'id' and 'base-url'",
                "402 | please pay | no credit left",
                "429 | insufficient_quota | no credit left",
                "400 | Your credit balance is too low to access the API. | no credit left",
                "400 | API key not valid. Please pass a valid API key. | no key was sent",
                "400 | No connected db. | no key was sent",
            })
    void an_error_that_concerns_every_prompt_ends_the_calls_at_once(
            int status, String message, String hint) throws Exception {
        server.reply((call, body) -> error(status, message));

        Map<String, Object> outcomes = outcomes(server.model(new OpenAiDialect(), 4), PROMPTS);

        assertThat(server.calls()).isLessThanOrEqualTo(4);
        assertThat(outcomes.values())
                .allSatisfy(
                        outcome ->
                                assertThat(outcome)
                                        .isInstanceOfSatisfying(
                                                ApiException.class,
                                                failure -> {
                                                    assertThat(failure)
                                                            .hasMessageContaining(message)
                                                            .hasMessageContaining(hint);
                                                    assertThat(failure.endsStudy()).isTrue();
                                                }));
    }

    @Test
    void a_reply_without_an_answer_counts_like_an_error() throws Exception {
        server.reply((call, body) -> status(200).body("<html>Welcome!</html>").build());

        Map<String, Object> outcomes = outcomes(server.model(new OpenAiDialect(), 4), PROMPTS);

        assertThat(server.calls()).isBetween(TRIES, 4 + TRIES);
        assertThat(outcomes.values())
                .allSatisfy(outcome -> assertThat(outcome.toString()).contains("Welcome!"));
    }

    @ParameterizedTest
    @ValueSource(ints = {503, 429, 500})
    void a_server_that_is_slow_to_start_answers_every_prompt_in_the_end(int status)
            throws Exception {
        int failing = TRIES - 1;
        server.reply((call, body) -> call <= failing ? error(status, "loading") : answer());

        Map<String, Object> outcomes = outcomes(server.model(new OpenAiDialect(), 4), PROMPTS);

        assertThat(outcomes.values()).containsOnly("lion");
        assertThat(server.calls()).isEqualTo(PROMPTS + failing);
    }

    @ParameterizedTest
    @CsvSource({"400, 1", "422, 1", "400, 16", "413, 16"})
    void a_refusal_of_one_prompt_concerns_no_other(int status, int concurrency) throws Exception {
        server.reply(
                (call, body) -> body.contains("\"p1\"") ? error(status, "too long") : answer());

        Map<String, Object> outcomes =
                outcomes(server.model(new OpenAiDialect(), concurrency), PROMPTS);

        assertThat(server.calls()).isEqualTo(PROMPTS);
        assertThat(outcomes.remove("p1"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.PROMPT));
        assertThat(outcomes.values()).containsOnly("lion");
    }

    @Test
    void many_refusals_among_answers_concern_their_prompts_only() throws Exception {
        server.reply(
                (call, body) ->
                        body.matches("(?s).*\"p\\d*[02468]\".*") ? error(400, "no") : answer());

        Map<String, Object> outcomes = outcomes(server.model(new OpenAiDialect(), 1), PROMPTS);

        assertThat(server.calls()).isEqualTo(PROMPTS);
        assertThat(outcomes.values()).filteredOn("lion"::equals).hasSize(PROMPTS / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void a_prompt_that_always_fails_ends_after_its_tries_and_stands_for_no_other(int concurrency)
            throws Exception {
        server.reply((call, body) -> body.contains("\"p1\"") ? error(500, "crash") : answer());

        Map<String, Object> outcomes =
                outcomes(server.model(new OpenAiDialect(), concurrency), PROMPTS);

        assertThat(server.calls()).isEqualTo(PROMPTS - 1 + TRIES);
        assertThat(String.valueOf(outcomes.remove("p1"))).contains("answered 500: crash");
        assertThat(outcomes.values()).containsOnly("lion");
    }

    @ParameterizedTest
    @CsvSource({"429, 0", "503, 0", "500, 0", "429, 7", "503, 7"})
    void a_prompt_that_is_never_answered_ends_after_its_tries_whatever_wait_is_asked_for(
            int status, int seconds) throws Exception {
        server.reply(
                (call, body) ->
                        status(status)
                                .addHeader("Retry-After", String.valueOf(seconds))
                                .body("busy")
                                .build());

        Map<String, Object> outcomes = outcomes(server.model(new OpenAiDialect(), 1), 1);

        assertThat(server.calls()).isEqualTo(TRIES);
        assertThat(String.valueOf(outcomes.get("p1"))).contains("answered " + status + ": busy");
        assertThat(server.waited().toSeconds()).isBetween(8L * seconds - 1, 9L * seconds);
    }

    @Test
    void a_server_that_stops_answering_is_not_called_for_every_prompt_that_is_left()
            throws Exception {
        server.reply((call, body) -> call <= 50 ? answer() : error(500, "down"));

        Map<String, Object> outcomes = outcomes(server.model(new OpenAiDialect(), 4), PROMPTS);

        assertThat(outcomes.values()).filteredOn("lion"::equals).hasSize(50);
        assertThat(server.calls()).isBetween(50 + TRIES, 50 + 4 * TRIES);
    }

    @Test
    void a_403_after_answers_is_the_refusal_of_a_prompt() throws Exception {
        assertRefusalOfPrompt(error(403, "not this one"));
    }

    @Test
    void a_403_inside_a_200_after_answers_is_the_refusal_of_a_prompt() throws Exception {
        assertRefusalOfPrompt(
                status(200).body("{\"error\": {\"code\": 403, \"message\": \"no\"}}").build());
    }

    private void assertRefusalOfPrompt(MockResponse refusal) throws Exception {
        var model = server.model(new OpenAiDialect(), 1);
        server.reply((call, body) -> body.contains("\"p2\"") ? refusal : answer());
        outcomes(model, 1);

        Map<String, Object> outcomes = outcomes(model, 5);

        assertThat(outcomes.get("p2"))
                .isInstanceOfSatisfying(
                        ApiException.class, failure -> assertThat(failure.endsStudy()).isFalse());
        assertThat(outcomes.values()).filteredOn("lion"::equals).hasSize(4);
    }

    @Test
    void a_prompt_that_a_moderation_has_flagged_is_filtered_before_any_answer() {
        server.reply(
                (call, body) ->
                        status(403)
                                .body(
                                        "{\"error\": {\"code\": 403, \"metadata\": {\"flagged_input\": \"x\"}}}")
                                .build());

        assertThat(answerOf(server.model(new OpenAiDialect(), 1)).finishReason())
                .isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @ParameterizedTest
    @ValueSource(ints = {423, 424, 425, 498, 499})
    void a_status_that_blames_the_server_is_tried_again(int status) throws Exception {
        server.reply((call, body) -> call == 1 ? error(status, "later") : answer());

        assertThat(outcomes(server.model(new OpenAiDialect(), 1), 1).values()).containsOnly("lion");
    }

    @ParameterizedTest
    @ValueSource(ints = {405, 410})
    void a_status_that_blames_the_address_ends_the_calls_at_once(int status) throws Exception {
        server.reply((call, body) -> error(status, "not here"));

        assertThat(outcomes(server.model(new OpenAiDialect(), 1), PROMPTS).values())
                .allSatisfy(
                        outcome ->
                                assertThat(outcome.toString())
                                        .contains("check 'id' and 'base-url' of this model"));
        assertThat(server.calls()).isEqualTo(1);
    }

    @Test
    void a_server_that_refuses_several_answers_per_call_still_answers_every_prompt()
            throws Exception {
        server.reply(
                (call, body) -> body.contains("\"n\":") ? error(400, "n must be 1") : answer());
        ApiModel model = server.model(new OpenAiDialect(), 16);

        List<CompletableFuture<List<Completion>>> answers =
                IntStream.range(0, PROMPTS)
                        .mapToObj(i -> model.complete(Prompt.ofUser("p" + i), 5))
                        .toList();

        for (CompletableFuture<List<Completion>> each : answers) {
            assertThat(each.get(60, TimeUnit.SECONDS)).hasSize(1);
        }
    }

    @Test
    void every_failed_try_is_reported_at_once_with_the_words_of_the_server() throws Exception {
        Set<String> reportedBefore = ConcurrentHashMap.newKeySet();
        server.reply(
                (call, body) -> {
                    reportedBefore.addAll(server.failures());
                    return call == 1 ? error(503, "loading the weights") : answer();
                });

        outcomes(server.model(new OpenAiDialect(), 1), 1);

        assertThat(reportedBefore)
                .singleElement()
                .asString()
                .startsWith("model 'hosted' at http://")
                .endsWith("/v1/chat/completions answered 503: loading the weights");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{\"error\": {\"message\": \"words\"}}",
                "{\"error\": \"words\"}",
                "{\"message\": \"words\"}",
                "{\"detail\": \"words\"}",
                "{\"errors\": [{\"message\": \"words\"}]}",
                "[{\"error\": {\"code\": 400, \"message\": \"words\"}}]",
                "words",
            })
    void the_words_of_the_server_are_found_wherever_they_stand(String body) throws Exception {
        MockResponse refusal = status(400).body(body).build();
        server.reply((call, request) -> refusal);

        assertThat(String.valueOf(outcomes(server.model(new OpenAiDialect(), 1), 1).get("p1")))
                .contains("answered 400: words; check");
    }
}

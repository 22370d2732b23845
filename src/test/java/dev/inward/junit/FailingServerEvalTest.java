package dev.inward.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.inward.knowntruth.CapturedConsole;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.knowntruth.KnownTruthServer;
import dev.inward.knowntruth.ThrownByEval;
import dev.inward.model.UnusableModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** An eval whose models only fail: an error that says why, at once and after few calls. */
@Isolated("The evals inside print to the console.")
@Tag("slow")
class FailingServerEvalTest {

    /** Two models are called at once: 16 calls in flight and nine tries each. */
    private static final int MOST_CALLS = 2 * (16 + 9);

    @TempDir Path folder;
    @RegisterExtension final CapturedConsole console = new CapturedConsole();
    @RegisterExtension final KnownTruthServer server = new KnownTruthServer();

    private final Map<String, String> parameters = new HashMap<>();

    @BeforeEach
    void configure_an_oracle_and_a_stranger() {
        KnownTruthEvals.writeFew(
                folder.resolve("evals"), server.entry("oracle", ""), server.entry("stranger", ""));
        parameters.put("inward.evals", folder.resolve("evals").toString());
        parameters.put("inward.reports", folder.resolve("reports").toString());
        parameters.put("inward.home", folder.resolve("home").toString());
        parameters.put("inward.classifiers", "false");
        parameters.put("inward.target", "oracle");
        parameters.put("inward.predictors", "stranger");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | <img src=x onerror=alert(41)> | check the sampling keys",
                "400 | No connected db. | no key was sent",
                "401 | who are you? | no key was sent",
                "403 | not for you | no key was sent",
                "404 | no such model | check 'id' and 'base-url'",
            })
    void a_server_that_refuses_every_call_makes_an_error_also_locally(
            int status, String message, String hint) throws IOException {
        refuseAll(status, message);

        Throwable thrown = ThrownByEval.in(run().failed());

        assertThat(thrown)
                .isNotInstanceOf(AssertionError.class)
                .hasMessageContaining("answered " + status + ": " + message)
                .hasMessageContaining(hint);
        assertThat(exitCode()).isEqualTo("3");
        assertThat(Files.readString(folder.resolve("reports/outcome.json"))).contains("BROKEN");
        assertThat(server.calls().get()).isLessThanOrEqualTo(MOST_CALLS);
        assertThat(console.printed())
                .containsOnlyOnce(
                        "inward: model 'oracle' at "
                                + server.baseUrl()
                                + "/chat/completions answered "
                                + status)
                .contains(message);
    }

    @Test
    void a_model_with_fewer_prompts_than_tries_is_an_error_too() throws IOException {
        parameters.put("inward.items", "2");
        server.answerEach(
                request ->
                        isHypothetical(request.getBody() == null ? "" : request.getBody().utf8())
                                ? refusal(400, "too long")
                                : KnownTruthServer.truth(request));

        assertThat(ThrownByEval.in(run().failed()))
                .isInstanceOf(UnusableModelException.class)
                .hasMessageContaining(
                        "model 'oracle' answered none of its 6 prompts about first_character")
                .hasMessageContaining("answered 400: too long");
        assertThat(exitCode()).isEqualTo("3");
    }

    @Test
    void the_reason_is_on_the_console_before_the_second_try() {
        Set<String> printed = ConcurrentHashMap.newKeySet();
        server.answerEach(
                request -> {
                    printed.add(console.printed());
                    return server.calls().get() <= 2
                            ? refusal(503, "loading the weights")
                                    .newBuilder()
                                    .addHeader("retry-after-ms", "1")
                                    .build()
                            : KnownTruthServer.truth(request);
                });

        assertThat(run().succeeded().count()).isEqualTo(1);
        assertThat(printed)
                .anyMatch(
                        text ->
                                text.contains("answered 503: loading the weights")
                                        && text.lines().count() <= 3);
    }

    @Test
    void a_prompt_that_is_refused_among_answered_ones_changes_no_verdict() throws IOException {
        KnownTruthEvals.write(
                folder.resolve("evals"), server.entry("oracle", ""), server.entry("stranger", ""));
        server.answerEach(
                request ->
                        server.calls().get() == 1
                                ? refusal(400, "flagged")
                                : KnownTruthServer.truth(request));

        assertThat(run().succeeded().count()).isEqualTo(1);
        assertThat(exitCode()).isEqualTo("0");
    }

    @Test
    void answers_of_an_earlier_run_make_a_few_refused_prompts_no_error() throws IOException {
        server.answerEach(
                request -> {
                    boolean isRefused =
                            String.valueOf(request.getBody()).hashCode() % 100 == 1
                                    && isHypothetical(String.valueOf(request.getBody()));
                    return isRefused ? refusal(400, "flagged") : KnownTruthServer.truth(request);
                });
        run();
        String first = exitCode();
        server.answerEach(request -> refusal(400, "flagged"));

        run();

        assertThat(exitCode()).isEqualTo(first).isNotEqualTo("3");
    }

    @Test
    void a_budget_without_any_call_is_inconclusive_and_no_error() throws IOException {
        parameters.put("inward.max-calls", "0");
        // Without this a CI machine fails the eval instead.
        parameters.put("inward.inconclusive", "abort");

        Events tests = run();

        assertThat(ThrownByEval.in(tests.aborted())).hasMessageContaining("INCONCLUSIVE");
        assertThat(exitCode()).isEqualTo("2");
        assertThat(server.calls()).hasValue(0);
        assertThat(console.printed()).doesNotContain("inward: model");
    }

    @Test
    void a_wait_above_the_limit_is_an_error_and_the_answers_are_kept() throws IOException {
        AtomicInteger started = new AtomicInteger();
        server.answerEach(
                request ->
                        started.incrementAndGet() <= 40
                                ? KnownTruthServer.truth(request)
                                : new MockResponse.Builder()
                                        .code(429)
                                        .addHeader("Retry-After", "3600")
                                        .body("daily limit")
                                        .build());

        assertThat(ThrownByEval.in(run().failed()))
                .hasMessageContaining("answered 429: daily limit")
                .hasMessageContaining("asks to wait 1 h 0 min");
        assertThat(exitCode()).isEqualTo("3");
        int calls = server.calls().getAndSet(0);
        server.answerEach(KnownTruthServer::truth);

        assertThat(run().succeeded().count()).isEqualTo(1);
        assertThat(calls).isLessThanOrEqualTo(40 + 32);
        assertThat(server.calls().get()).isBetween(200, callsOfAFreshRun() - 40);
    }

    private int callsOfAFreshRun() {
        parameters.put("inward.home", folder.resolve("fresh").toString());
        int before = server.calls().get();
        run();
        return server.calls().get() - before;
    }

    private static boolean isHypothetical(String body) {
        return body.contains("Suppose you were asked: ");
    }

    private void refuseAll(int status, String message) {
        server.answerEach(request -> refusal(status, message));
    }

    private static MockResponse refusal(int status, String message) {
        return new MockResponse.Builder()
                .code(status)
                .body("{\"error\": {\"message\": \"" + message + "\"}}")
                .build();
    }

    private String exitCode() throws IOException {
        return Files.readString(folder.resolve("reports/exit-code")).strip();
    }

    private Events run() {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(FirstCharacter.class))
                .configurationParameters(parameters)
                .execute()
                .testEvents();
    }
}

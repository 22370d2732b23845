package dev.inward.cache;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.model.Prompt;
import dev.inward.model.budget.Budget;
import dev.inward.model.registry.ModelRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A store with an answer that an earlier version kept under an earlier rule. */
@Timeout(60)
class AnswerRuleTest {

    private static final String ANSWER =
            "{\"choices\": [{\"finish_reason\": \"stop\", \"message\": {\"content\": \"%s\"}}]}";

    @TempDir Path folder;

    private final MockWebServer server = new MockWebServer();
    private @Nullable ModelRegistry models;
    private volatile String served = "";

    @BeforeEach
    void serve_and_keep_one_answer() throws IOException {
        server.setDispatcher(
                new Dispatcher() {
                    @Override
                    public MockResponse dispatch(RecordedRequest request) {
                        return new MockResponse.Builder().body(ANSWER.formatted(served)).build();
                    }
                });
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
        Path file = folder.resolve("models.yaml");
        Files.writeString(
                file,
                "models: {hosted: {provider: openai, id: tiny, base-url: \"%s\"}}"
                        .formatted(server.url("/v1")));
        models = ModelRegistry.read(file, folder, Map.of());
        assertThat(answerWithServed("lion")).isEqualTo("lion");
    }

    @AfterEach
    void close() {
        requireNonNull(models).close();
        server.close();
    }

    @Test
    void an_answer_of_the_current_rule_is_used() throws Exception {
        assertThat(answerWithServed("another")).isEqualTo("lion");
    }

    @Test
    void an_answer_of_an_earlier_rule_is_read_again_from_its_response() throws Exception {
        change("rule = 1, text = 'as the earlier rule read it'");

        assertThat(answerWithServed("another")).isEqualTo("lion");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void an_answer_of_an_earlier_rule_without_its_response_is_requested_again_and_replaced()
            throws Exception {
        change("rule = 1, raw = NULL");

        assertThat(answerWithServed("tiger")).isEqualTo("tiger");
        assertThat(answerWithServed("another")).isEqualTo("tiger");
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void a_response_that_is_no_answer_today_is_requested_again() throws Exception {
        change("rule = 1, raw = ?", "{\"error\": {\"message\": \"overloaded\"}}");

        assertThat(answerWithServed("tiger")).isEqualTo("tiger");
        assertThat(answerWithServed("another")).isEqualTo("tiger");
    }

    @Test
    void a_finish_reason_that_no_longer_exists_is_requested_again() throws Exception {
        change("finish = 'A_REASON_OF_OLD', raw = NULL");

        assertThat(answerWithServed("tiger")).isEqualTo("tiger");
        assertThat(answerWithServed("another")).isEqualTo("tiger");
    }

    @Test
    void a_store_without_rules_is_of_the_first_rule() throws Exception {
        execute("ALTER TABLE answer DROP COLUMN rule");
        change("text = 'as the earlier rule read it'");

        assertThat(answerWithServed("another")).isEqualTo("lion");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void a_plan_counts_what_would_be_requested_again() throws Exception {
        change("rule = 1, raw = NULL");

        try (AnswerPlan plan = AnswerPlan.open(folder.resolve("answers.db"), AnswerMode.LIVE)) {
            plan.answer(request()).handle((answer, planned) -> answer).join();
            assertThat(plan.calls())
                    .singleElement()
                    .satisfies(calls -> assertThat(calls.calls()).isOne());
        }
    }

    /** Returns the answer of a new run. If the run calls the server, it gets the text. */
    private String answerWithServed(String text) {
        served = text;
        try (AnswerStore store =
                AnswerStore.open(
                        folder.resolve("answers.db"),
                        folder.resolve("reports"),
                        Clock.systemUTC(),
                        Budget.unlimited())) {
            return store.answer(request()).join().completion().text();
        }
    }

    private AnswerRequest request() {
        return new AnswerRequest(
                requireNonNull(models).open("hosted"),
                "hosted",
                "topic",
                Prompt.ofUser("Which?"),
                0);
    }

    private void change(String assignments) throws Exception {
        execute("UPDATE answer SET " + assignments);
    }

    private void change(String assignments, String response) throws Exception {
        var compressed = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(compressed)) {
            deflater.write(response.getBytes(StandardCharsets.UTF_8));
        }
        try (Connection connection = connect();
                var update = connection.prepareStatement("UPDATE answer SET " + assignments)) {
            update.setBytes(1, compressed.toByteArray());
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private void execute(String sql) throws Exception {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("answers.db"));
    }
}

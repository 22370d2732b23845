package dev.inward.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.model.budget.Budget;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two runs with one store. Each run has a model of its own, which shows what the run requests. */
@Timeout(60)
@Tag("slow")
class SharedStoreTest {

    @TempDir Path folder;

    private final StoredModel first = new StoredModel();
    private final StoredModel second = new StoredModel();
    private final AdjustableClock clock = new AdjustableClock();

    @Test
    void a_run_waits_for_the_answer_that_another_run_requests() throws Exception {
        try (AnswerStore one = open();
                AnswerStore other = open()) {
            CompletableFuture<AnswerResult> requested = one.answer(first.request("p"));
            first.awaitCalls(1);
            CompletableFuture<AnswerResult> waiting = other.answer(second.request("p"));
            assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            first.calls().get(0).answer("lion");

            assertThat(requested.join().isNew()).isTrue();
            assertThat(waiting.join().completion().text()).isEqualTo("lion");
            assertThat(waiting.join().isNew()).isFalse();
        }
        assertThat(second.calls()).isEmpty();
    }

    @Test
    void a_waiting_run_requests_an_answer_whose_other_request_fails() throws Exception {
        try (AnswerStore one = open();
                AnswerStore other = open()) {
            CompletableFuture<AnswerResult> requested = one.answer(first.request("p"));
            first.awaitCalls(1);
            CompletableFuture<AnswerResult> waiting = other.answer(second.request("p"));
            first.calls().get(0).answer().completeExceptionally(new IOException("gone"));
            second.awaitCalls(1).get(0).answer("tiger");

            assertThatThrownBy(requested::join).hasRootCauseMessage("gone");
            assertThat(waiting.join().completion().text()).isEqualTo("tiger");
            assertThat(waiting.join().isNew()).isTrue();
        }
    }

    @Test
    void a_waiting_run_requests_what_the_other_run_gave_up_at_its_end() throws Exception {
        AnswerStore one = open();
        try (AnswerStore other = open()) {
            CompletableFuture<AnswerResult> unanswered = one.answer(first.request("p"));
            first.awaitCalls(1);
            CompletableFuture<AnswerResult> waiting = other.answer(second.request("p"));
            one.close();
            second.awaitCalls(1).get(0).answer("tiger");

            assertThat(waiting.join().completion().text()).isEqualTo("tiger");
            assertThat(unanswered).isNotDone();
        }
    }

    @Test
    void a_claim_of_a_silent_run_on_another_host_lapses_with_time() throws Exception {
        insertClaim("another-host", 1, clock.millis() + ClaimTable.TIMEOUT.toMillis());
        try (AnswerStore store = open()) {
            CompletableFuture<AnswerResult> waiting = store.answer(second.request("p"));
            assertThatThrownBy(() -> waiting.get(300, TimeUnit.MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);
            clock.advance(ClaimTable.TIMEOUT);
            second.awaitCalls(1).get(0).answer("tiger");

            assertThat(waiting.join().completion().text()).isEqualTo("tiger");
        }
    }

    @Test
    void a_claim_of_a_process_that_has_ended_lapses_at_once() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        insertClaim(
                StoreOwner.create().host(),
                ended.pid(),
                clock.millis() + ClaimTable.TIMEOUT.toMillis());
        try (AnswerStore store = open()) {
            CompletableFuture<AnswerResult> answer = store.answer(second.request("p"));
            second.awaitCalls(1).get(0).answer("tiger");

            assertThat(answer.join().completion().text()).isEqualTo("tiger");
        }
    }

    @Test
    void each_sample_is_claimed_by_itself() throws Exception {
        try (AnswerStore one = open();
                AnswerStore other = open()) {
            CompletableFuture<AnswerResult> requested = one.answer(first.request("p", 1));
            first.awaitCalls(1);
            List<CompletableFuture<AnswerResult>> three =
                    other.answers(
                            List.of(
                                    second.request("p", 0),
                                    second.request("p", 1),
                                    second.request("p", 2)));
            second.awaitCalls(2).forEach(call -> call.answer("own"));
            first.calls().get(0).answer("of the other run");

            assertThat(three.stream().map(answer -> answer.join().completion().text()))
                    .containsExactly("own", "of the other run", "own");
            assertThat(requested.join().isNew()).isTrue();
        }
        assertThat(second.calls()).hasSize(2);
    }

    @Test
    void two_runs_that_wait_for_each_other_both_end() throws Exception {
        try (AnswerStore one = open();
                AnswerStore other = open()) {
            CompletableFuture<AnswerResult> a = one.answer(first.request("a"));
            CompletableFuture<AnswerResult> b = other.answer(second.request("b"));
            first.awaitCalls(1);
            second.awaitCalls(1);
            CompletableFuture<AnswerResult> waitingForB = one.answer(first.request("b"));
            CompletableFuture<AnswerResult> waitingForA = other.answer(second.request("a"));
            first.calls().get(0).answer("a");
            second.calls().get(0).answer("b");

            assertThat(
                            List.of(
                                    a.join().completion().text(),
                                    waitingForA.join().completion().text(),
                                    b.join().completion().text(),
                                    waitingForB.join().completion().text()))
                    .containsExactly("a", "a", "b", "b");
        }
    }

    @Test
    void a_run_that_ends_while_it_waits_fails_the_answer() throws Exception {
        try (AnswerStore one = open()) {
            CompletableFuture<AnswerResult> requested = one.answer(first.request("p"));
            first.awaitCalls(1);
            CompletableFuture<AnswerResult> waiting;
            try (AnswerStore other = open()) {
                waiting = other.answer(second.request("p"));
                Thread.sleep(200);
            }
            assertThatThrownBy(waiting::join)
                    .hasMessageContaining("The run ended before another run gave the answer");
            assertThat(requested).isNotDone();
        }
    }

    @Test
    void a_refreshing_run_requests_an_answer_itself() throws Exception {
        try (AnswerStore one = open();
                AnswerStore refreshing =
                        AnswerStore.openRefreshing(
                                folder.resolve("answers.db"),
                                folder.resolve("reports"),
                                clock,
                                Budget.unlimited())) {
            CompletableFuture<AnswerResult> requested = one.answer(first.request("p"));
            first.awaitCalls(1).get(0).answer("old");
            requested.join();
            CompletableFuture<AnswerResult> refreshed = refreshing.answer(second.request("p"));
            second.awaitCalls(1).get(0).answer("new");

            assertThat(refreshed.join().completion().text()).isEqualTo("new");
            assertThat(one.answer(first.request("p")).join().completion().text()).isEqualTo("new");
        }
    }

    @Test
    void a_run_leaves_no_claim_behind() throws Exception {
        try (AnswerStore store = open()) {
            CompletableFuture<AnswerResult> answered = store.answer(first.request("a"));
            CompletableFuture<AnswerResult> unanswered = store.answer(first.request("b"));
            first.awaitCalls(2).get(0).answer("lion");
            answered.join();
            assertThat(count("claim")).isEqualTo(1);
            assertThat(unanswered).isNotDone();
        }
        assertThat(count("claim")).isZero();
        assertThat(count("claimant")).isZero();
    }

    private long count(String table) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            return statement.executeQuery("SELECT count(*) FROM " + table).getLong(1);
        }
    }

    private void insertClaim(String host, long pid, long until) throws Exception {
        open().close();
        try (Connection connection = connect();
                var claimant =
                        connection.prepareStatement("INSERT INTO claimant VALUES (7, ?, ?, ?)");
                var claim = connection.prepareStatement("INSERT INTO claim VALUES (?, 7)")) {
            claimant.setString(1, host);
            claimant.setLong(2, pid);
            claimant.setLong(3, until);
            claimant.executeUpdate();
            claim.setBytes(1, AnswerKey.of(second.request("p")).orElseThrow().bytes());
            claim.executeUpdate();
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("answers.db"));
    }

    private AnswerStore open() {
        return AnswerStore.open(
                folder.resolve("answers.db"), folder.resolve("reports"), clock, Budget.unlimited());
    }

    /** A clock that only the test moves. */
    private static final class AdjustableClock extends Clock {

        private volatile Instant now = Instant.parse("2026-11-24T12:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

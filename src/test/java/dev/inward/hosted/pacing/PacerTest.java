package dev.inward.hosted.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.hosted.pacing.ServerFeedback.Problem;
import dev.inward.hosted.pacing.ServerLimit.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The order and the speed of calls to one server, on a fake clock. */
class PacerTest {

    private static final ServerFeedback GOOD = new ServerFeedback(Problem.NONE, null, List.of());
    private static final ServerFeedback FAULT = ServerFeedback.NO_REPLY;
    private static final ServerFeedback OVERLOAD =
            new ServerFeedback(Problem.OVERLOAD, null, List.of());

    private final FakeTime time = new FakeTime();
    private final Pacer pacer = new Pacer(time, time, Duration.ofSeconds(60));
    private final List<QueuedCall> inFlight = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    @Test
    void calls_are_sent_in_order_up_to_the_concurrency() {
        ModelQueue queue = queue(2);
        List<QueuedCall> calls = submit(queue, "a", "b", "c", "d");
        assertThat(sent).containsExactly("a", "b");

        finish(calls.get(1), GOOD);

        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void a_retry_goes_before_newer_calls() {
        ModelQueue queue = queue(1);
        List<QueuedCall> calls = submit(queue, "first", "second", "third");
        finish(calls.get(0), FAULT);
        assertThat(sent).endsWith("second");

        pacer.submit(calls.get(0));
        finish(calls.get(1), GOOD);

        assertThat(sent).containsExactly("first", "second", "first");
    }

    @Test
    void the_window_starts_at_16_and_doubles_each_round_up_to_the_concurrency() {
        submit(queue(100), 1000);

        assertThat(rounds(5)).containsExactly(16, 32, 64, 100, 100);
    }

    @Test
    void after_the_first_fault_the_window_grows_by_one_per_round() {
        submit(queue(100), 1000);
        finish(inFlight.get(0), FAULT);

        // Calls that were in flight at the fault do not let the window grow.
        assertThat(rounds(4)).containsExactly(16, 16, 17, 18);
    }

    @Test
    void the_window_does_not_grow_while_the_server_has_faults() {
        submit(queue(100), 1000);
        for (int round = 0; round < 5; round++) {
            List<QueuedCall> currentRound = List.copyOf(inFlight);
            currentRound.subList(0, 15).forEach(call -> finish(call, GOOD));
            finish(currentRound.get(15), FAULT);
        }

        assertThat(inFlight).hasSizeLessThanOrEqualTo(31);
        int size = inFlight.size();
        for (int round = 0; round < 5; round++) {
            List<QueuedCall> currentRound = List.copyOf(inFlight);
            finish(currentRound.get(0), FAULT);
            currentRound.subList(1, currentRound.size()).forEach(call -> finish(call, GOOD));
        }
        assertThat(inFlight).hasSizeLessThanOrEqualTo(size + 1);
    }

    @Test
    void several_overloads_of_one_round_halve_the_window_once() {
        submit(queue(100), 1000);

        List.copyOf(inFlight).forEach(call -> finish(call, OVERLOAD));

        assertThat(inFlight).hasSize(8);
        List.copyOf(inFlight).forEach(call -> finish(call, OVERLOAD));
        assertThat(inFlight).hasSize(4);
    }

    @Test
    void the_window_never_falls_below_one_call() {
        submit(queue(100), 1000);

        for (int round = 0; round < 10; round++) {
            List.copyOf(inFlight).forEach(call -> finish(call, OVERLOAD));
        }

        assertThat(inFlight).hasSize(1);
    }

    @Test
    void a_pause_holds_back_all_calls_to_the_server_exactly_as_long_as_requested() {
        List<QueuedCall> calls = submit(queue(2), "a", "b", "c");
        finish(
                calls.get(0),
                new ServerFeedback(Problem.OVERLOAD, Duration.ofSeconds(7), List.of()));
        finish(calls.get(1), GOOD);
        submit(pacer.queue("another model", concurrency(5)), "d");

        time.advance(6_999);
        assertThat(sent).containsExactly("a", "b");
        time.advance(1);
        assertThat(sent).startsWith("a", "b", "c");
        finish(calls.get(2), GOOD);
        assertThat(sent).containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_pause_of_many_minutes_is_not_cut_short() {
        List<QueuedCall> calls = submit(queue(1), "a", "b");
        finish(
                calls.get(0),
                new ServerFeedback(Problem.OVERLOAD, Duration.ofMinutes(9), List.of()));

        time.advance(9 * 60_000 - 1);
        assertThat(sent).containsExactly("a");
        time.advance(1);
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void the_requests_per_minute_are_not_exceeded() {
        ModelQueue queue =
                pacer.queue(
                        "m", new PacingLimits(16, OptionalDouble.of(120), OptionalDouble.empty()));
        submit(queue, 10);

        assertThat(sent).hasSize(1);
        time.advance(499);
        assertThat(sent).hasSize(1);
        time.advance(1);
        assertThat(sent).hasSize(2);
        time.advance(2_000);
        assertThat(sent).hasSize(6);
    }

    @Test
    void a_call_above_the_bucket_capacity_is_sent_and_delays_the_next_call() {
        ModelQueue queue =
                pacer.queue(
                        "m",
                        new PacingLimits(16, OptionalDouble.empty(), OptionalDouble.of(6_000)));
        submit(queue, 300, "large", "next");

        assertThat(sent).containsExactly("large");
        time.advance(2_999);
        assertThat(sent).containsExactly("large");
        time.advance(1);
        assertThat(sent).containsExactly("large", "next");
    }

    @Test
    void calls_do_not_exceed_the_remaining_limit_of_the_server() {
        ModelQueue queue = queue(1000);
        List<QueuedCall> calls = submit(queue, 4);
        finish(calls.get(3), limits(Unit.REQUESTS, 10, 3, Duration.ofSeconds(7)));

        submit(queue, 500);

        assertThat(sent).hasSize(4 + 3);
        time.advance(999);
        assertThat(sent).hasSize(4 + 3);
        time.advance(1);
        assertThat(sent).hasSize(4 + 3 + 1);
        time.advance(2_000);
        assertThat(sent).hasSize(4 + 3 + 3);
    }

    @Test
    void calls_sent_after_the_reporting_call_count_against_the_reported_limit() {
        ModelQueue queue = queue(3);
        List<QueuedCall> calls = submit(queue, "a", "b", "c", "d", "e");

        finish(calls.get(0), limits(Unit.REQUESTS, 10, 3, Duration.ofSeconds(7)));

        // Three requests remained. Calls b and c have used two of them, and d uses the last.
        assertThat(sent).containsExactly("a", "b", "c", "d");
        finish(calls.get(1), GOOD);
        assertThat(sent).containsExactly("a", "b", "c", "d");
        time.advance(1_000);
        assertThat(sent).endsWith("e");
    }

    @Test
    void a_late_report_of_an_earlier_call_is_ignored() {
        ModelQueue queue = queue(3);
        List<QueuedCall> calls = submit(queue, "a", "b", "c", "d");
        finish(calls.get(1), limits(Unit.REQUESTS, 10, 0, Duration.ofSeconds(10)));
        assertThat(sent).hasSize(3);

        finish(calls.get(0), limits(Unit.REQUESTS, 10, 10, Duration.ZERO));

        assertThat(sent).hasSize(3);
    }

    @Test
    void after_one_minute_a_call_tests_a_limit_that_resets_in_a_day() {
        ModelQueue queue = queue(1);
        List<QueuedCall> calls = submit(queue, "a", "b");
        finish(calls.get(0), limits(Unit.REQUESTS, 200, 0, Duration.ofHours(24)));

        time.advance(59_999);
        assertThat(sent).containsExactly("a");
        time.advance(1);
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void the_limit_of_one_model_does_not_hold_back_another_model() {
        ModelQueue queue = queue(2);
        List<QueuedCall> calls = submit(queue, "a");
        finish(calls.get(0), limits(Unit.TOKENS, 1000, 0, Duration.ofSeconds(60)));
        submit(queue, 100, "held");

        submit(pacer.queue("another model", concurrency(2)), "free");

        assertThat(sent).containsExactly("a", "free");
    }

    @Test
    void models_of_one_server_share_the_window() {
        submit(queue(3), "a", "b", "c");
        submit(pacer.queue("another model", concurrency(2)), "d");

        assertThat(sent).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 200, 400})
    void calls_use_nearly_all_of_a_reported_limit_and_almost_none_is_refused(int latencyMillis) {
        var server = new FakeServer(100, latencyMillis);

        server.serve(60);

        assertThat(server.served).isGreaterThan((int) (0.95 * 100 * 61));
        assertThat(server.refused).isLessThan(server.served / 100);
        assertThat(time.scheduledCount()).isLessThan(2 * server.served);
    }

    @ParameterizedTest
    @CsvSource({"408, FAULT", "429, OVERLOAD", "500, FAULT", "503, FAULT", "529, OVERLOAD"})
    void a_status_maps_to_a_server_problem(int status, Problem problem) {
        assertThat(ServerFeedback.problemOf(status)).isEqualTo(problem);
    }

    @Test
    void a_closed_pacer_runs_all_waiting_calls() {
        submit(queue(1), 10);

        pacer.close();
        time.advance(0);

        assertThat(sent).hasSize(10);
    }

    @Test
    void calls_that_fail_while_they_are_sent_do_not_grow_the_stack() {
        ModelQueue queue = queue(1);
        CallGroup group = group(queue);
        for (int i = 0; i < 100_000; i++) {
            var self = new ArrayList<QueuedCall>();
            self.add(pacer.newCall(queue, group, 1, () -> finish(self.get(0), GOOD)));
            group.add(self.get(0));
        }

        submit(queue, "last");

        assertThat(sent).containsExactly("last");
    }

    /** A server whose limit refills in one second and whose headers are rounded as OpenAI's are. */
    private final class FakeServer {

        private final int perSecond;
        private final int latencyMillis;
        private double level;
        private long updatedAt;
        private int served;
        private int refused;

        private FakeServer(int perSecond, int latencyMillis) {
            this.perSecond = perSecond;
            this.latencyMillis = latencyMillis;
            level = perSecond;
        }

        private void serve(int seconds) {
            ModelQueue queue = queue(1000);
            CallGroup group = group(queue);
            for (int i = 0; i < perSecond * (seconds + 2); i++) {
                pacer.submit(newCall(queue, group));
            }
            time.advance(seconds * 1000L);
        }

        private QueuedCall newCall(ModelQueue queue, CallGroup group) {
            var self = new ArrayList<QueuedCall>();
            self.add(pacer.newCall(queue, group, 1, () -> receive(self.get(0))));
            return self.get(0);
        }

        private void receive(QueuedCall call) {
            level =
                    Math.min(
                            perSecond,
                            level + perSecond * (time.elapsedMillis() - updatedAt) / 1e3);
            updatedAt = time.elapsedMillis();
            boolean isAllowed = level >= 1;
            if (isAllowed) {
                level -= 1;
                served++;
            } else {
                refused++;
            }
            var limit =
                    new ServerLimit(
                            Unit.REQUESTS,
                            perSecond,
                            Math.floor(level),
                            Duration.ofMillis(Math.round(1e3 * (perSecond - level) / perSecond)));
            time.schedule(
                    latencyMillis * 1_000_000L,
                    () ->
                            pacer.finish(
                                    call,
                                    new ServerFeedback(
                                            isAllowed ? Problem.NONE : Problem.OVERLOAD,
                                            null,
                                            List.of(limit)),
                                    CallOutcome.NEUTRAL));
        }
    }

    private static ServerFeedback limits(
            Unit unit, double limit, double remaining, Duration reset) {
        return new ServerFeedback(
                Problem.NONE, null, List.of(new ServerLimit(unit, limit, remaining, reset)));
    }

    private static PacingLimits concurrency(int concurrency) {
        return new PacingLimits(concurrency, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private CallGroup group(ModelQueue queue) {
        return pacer.newGroup(queue, 1, 1, failures -> Duration.ZERO);
    }

    private ModelQueue queue(int concurrency) {
        return pacer.queue("a model", concurrency(concurrency));
    }

    private List<QueuedCall> submit(ModelQueue queue, String... names) {
        return submit(queue, 1, names);
    }

    private List<QueuedCall> submit(ModelQueue queue, int count) {
        return submit(
                queue,
                1,
                IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new));
    }

    private List<QueuedCall> submit(ModelQueue queue, double tokens, String... names) {
        CallGroup group = group(queue);
        var calls = new ArrayList<QueuedCall>();
        for (String name : names) {
            var self = new ArrayList<QueuedCall>();
            self.add(
                    pacer.newCall(
                            queue,
                            group,
                            tokens,
                            () -> {
                                sent.add(name);
                                inFlight.add(self.get(0));
                            }));
            calls.add(self.get(0));
            pacer.submit(self.get(0));
        }
        return calls;
    }

    private void finish(QueuedCall call, ServerFeedback feedback) {
        inFlight.remove(call);
        pacer.finish(call, feedback, CallOutcome.NEUTRAL);
    }

    /** Finishes all calls in flight, round by round; returns their number at each start. */
    private List<Integer> rounds(int rounds) {
        var sizes = new ArrayList<Integer>();
        for (int round = 0; round < rounds; round++) {
            sizes.add(inFlight.size());
            List.copyOf(inFlight).forEach(call -> finish(call, GOOD));
        }
        return sizes;
    }
}

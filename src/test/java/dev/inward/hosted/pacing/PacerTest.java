package dev.inward.hosted.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.hosted.pacing.ServerFeedback.Trouble;
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

/** The line before a server, in time that passes when a test says so. */
class PacerTest {

    private static final ServerFeedback GOOD = new ServerFeedback(Trouble.NONE, null, List.of());
    private static final ServerFeedback FAULT = ServerFeedback.NO_REPLY;
    private static final ServerFeedback OVERLOAD =
            new ServerFeedback(Trouble.OVERLOAD, null, List.of());

    private final FakeTime time = new FakeTime();
    private final Pacer pacer = new Pacer(time, time, Duration.ofSeconds(60));
    private final List<QueuedCall> underWay = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();

    @Test
    void calls_go_first_come_first_served_as_many_as_may_at_once() {
        ModelQueue lane = lane(2);
        List<QueuedCall> turns = enter(lane, "a", "b", "c", "d");
        assertThat(sent).containsExactly("a", "b");

        end(turns.get(1), GOOD);

        assertThat(sent).containsExactly("a", "b", "c");
    }

    @Test
    void a_call_that_is_tried_again_stands_at_the_head_of_the_line() {
        ModelQueue lane = lane(1);
        List<QueuedCall> turns = enter(lane, "first", "second", "third");
        end(turns.get(0), FAULT);
        assertThat(sent).endsWith("second");

        pacer.enter(turns.get(0));
        end(turns.get(1), GOOD);

        assertThat(sent).containsExactly("first", "second", "first");
    }

    @Test
    void the_window_starts_at_16_and_doubles_each_round_up_to_the_cap() {
        enter(lane(100), 1000);

        assertThat(rounds(5)).containsExactly(16, 32, 64, 100, 100);
    }

    @Test
    void after_the_first_fault_the_window_grows_by_one_a_round() {
        enter(lane(100), 1000);
        end(underWay.get(0), FAULT);

        // What was under way beside the fault says nothing for growth.
        assertThat(rounds(4)).containsExactly(16, 16, 17, 18);
    }

    @Test
    void the_window_does_not_grow_while_faults_come() {
        enter(lane(100), 1000);
        for (int round = 0; round < 5; round++) {
            List<QueuedCall> now = List.copyOf(underWay);
            now.subList(0, 15).forEach(turn -> end(turn, GOOD));
            end(now.get(15), FAULT);
        }

        assertThat(underWay).hasSizeLessThanOrEqualTo(31);
        int size = underWay.size();
        for (int round = 0; round < 5; round++) {
            List<QueuedCall> now = List.copyOf(underWay);
            end(now.get(0), FAULT);
            now.subList(1, now.size()).forEach(turn -> end(turn, GOOD));
        }
        assertThat(underWay).hasSizeLessThanOrEqualTo(size + 1);
    }

    @Test
    void the_window_is_halved_once_for_all_the_refusals_of_a_round() {
        enter(lane(100), 1000);

        List.copyOf(underWay).forEach(turn -> end(turn, OVERLOAD));

        assertThat(underWay).hasSize(8);
        List.copyOf(underWay).forEach(turn -> end(turn, OVERLOAD));
        assertThat(underWay).hasSize(4);
    }

    @Test
    void one_call_at_a_time_is_the_least() {
        enter(lane(100), 1000);

        for (int round = 0; round < 10; round++) {
            List.copyOf(underWay).forEach(turn -> end(turn, OVERLOAD));
        }

        assertThat(underWay).hasSize(1);
    }

    @Test
    void a_pause_holds_every_call_to_the_server_and_no_longer_than_is_asked() {
        List<QueuedCall> turns = enter(lane(2), "a", "b", "c");
        end(turns.get(0), new ServerFeedback(Trouble.OVERLOAD, Duration.ofSeconds(7), List.of()));
        end(turns.get(1), GOOD);
        enter(pacer.lane("another model", pace(5)), "d");

        time.pass(6_999);
        assertThat(sent).containsExactly("a", "b");
        time.pass(1);
        assertThat(sent).startsWith("a", "b", "c");
        end(turns.get(2), GOOD);
        assertThat(sent).containsExactly("a", "b", "c", "d");
    }

    @Test
    void a_pause_lasts_a_minute_at_most() {
        List<QueuedCall> turns = enter(lane(1), "a", "b");
        end(turns.get(0), new ServerFeedback(Trouble.OVERLOAD, Duration.ofHours(24), List.of()));

        time.pass(60_000);

        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void requests_per_minute_are_kept() {
        ModelQueue lane =
                pacer.lane(
                        "m", new PacingLimits(16, OptionalDouble.of(120), OptionalDouble.empty()));
        enter(lane, 10);

        assertThat(sent).hasSize(1);
        time.pass(499);
        assertThat(sent).hasSize(1);
        time.pass(1);
        assertThat(sent).hasSize(2);
        time.pass(2_000);
        assertThat(sent).hasSize(6);
    }

    @Test
    void a_call_that_weighs_more_than_a_burst_goes_and_the_others_wait_for_it() {
        ModelQueue lane =
                pacer.lane(
                        "m",
                        new PacingLimits(16, OptionalDouble.empty(), OptionalDouble.of(6_000)));
        enter(lane, 300, "heavy", "next");

        assertThat(sent).containsExactly("heavy");
        time.pass(2_999);
        assertThat(sent).containsExactly("heavy");
        time.pass(1);
        assertThat(sent).containsExactly("heavy", "next");
    }

    @Test
    void what_a_server_has_left_is_not_overdrawn() {
        ModelQueue lane = lane(1000);
        List<QueuedCall> turns = enter(lane, 4);
        end(turns.get(3), limits(Unit.REQUESTS, 10, 3, Duration.ofSeconds(7)));

        enter(lane, 500);

        assertThat(sent).hasSize(4 + 3);
        time.pass(999);
        assertThat(sent).hasSize(4 + 3);
        time.pass(1);
        assertThat(sent).hasSize(4 + 3 + 1);
        time.pass(2_000);
        assertThat(sent).hasSize(4 + 3 + 3);
    }

    @Test
    void calls_that_left_after_the_one_that_brings_the_news_are_counted() {
        ModelQueue lane = lane(3);
        List<QueuedCall> turns = enter(lane, "a", "b", "c", "d", "e");

        end(turns.get(0), limits(Unit.REQUESTS, 10, 3, Duration.ofSeconds(7)));

        // Of the three that were left b and c have taken two, and d takes the last.
        assertThat(sent).containsExactly("a", "b", "c", "d");
        end(turns.get(1), GOOD);
        assertThat(sent).containsExactly("a", "b", "c", "d");
        time.pass(1_000);
        assertThat(sent).endsWith("e");
    }

    @Test
    void late_news_of_an_earlier_call_are_not_listened_to() {
        ModelQueue lane = lane(3);
        List<QueuedCall> turns = enter(lane, "a", "b", "c", "d");
        end(turns.get(1), limits(Unit.REQUESTS, 10, 0, Duration.ofSeconds(10)));
        assertThat(sent).hasSize(3);

        end(turns.get(0), limits(Unit.REQUESTS, 10, 10, Duration.ZERO));

        assertThat(sent).hasSize(3);
    }

    @Test
    void a_bucket_that_is_empty_for_a_day_is_asked_about_again_after_a_minute() {
        ModelQueue lane = lane(1);
        List<QueuedCall> turns = enter(lane, "a", "b");
        end(turns.get(0), limits(Unit.REQUESTS, 200, 0, Duration.ofHours(24)));

        time.pass(59_999);
        assertThat(sent).containsExactly("a");
        time.pass(1);
        assertThat(sent).containsExactly("a", "b");
    }

    @Test
    void limits_of_one_model_do_not_hold_another_back() {
        ModelQueue lane = lane(2);
        List<QueuedCall> turns = enter(lane, "a");
        end(turns.get(0), limits(Unit.TOKENS, 1000, 0, Duration.ofSeconds(60)));
        enter(lane, 100, "held");

        enter(pacer.lane("another model", pace(2)), "free");

        assertThat(sent).containsExactly("a", "free");
    }

    @Test
    void models_that_share_a_line_share_its_window() {
        enter(lane(3), "a", "b", "c");
        enter(pacer.lane("another model", pace(2)), "d");

        assertThat(sent).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50, 200, 400})
    void a_server_that_tells_its_limit_serves_nearly_all_of_it_and_refuses_nearly_nothing(
            int thinkMillis) {
        var server = new FakeServer(100, thinkMillis);

        server.serve(60);

        assertThat(server.served).isGreaterThan((int) (0.95 * 100 * 61));
        assertThat(server.refused).isLessThan(server.served / 100);
        assertThat(time.alarms()).isLessThan(2 * server.served);
    }

    @ParameterizedTest
    @CsvSource({"408, FAULT", "429, OVERLOAD", "500, FAULT", "503, FAULT", "529, OVERLOAD"})
    void a_status_says_what_is_wrong_with_the_server(int status, Trouble trouble) {
        assertThat(ServerFeedback.troubleOf(status)).isEqualTo(trouble);
    }

    @Test
    void a_line_that_is_closed_lets_everything_go() {
        enter(lane(1), 10);

        pacer.close();
        time.pass(0);

        assertThat(sent).hasSize(10);
    }

    @Test
    void calls_that_fail_while_they_are_sent_do_not_pile_up_on_the_stack() {
        ModelQueue lane = lane(1);
        for (int i = 0; i < 100_000; i++) {
            var self = new ArrayList<QueuedCall>();
            self.add(pacer.turn(lane, 1, () -> pacer.leave(self.get(0), GOOD)));
            lane.enter(self.get(0));
        }

        enter(lane, "last");

        assertThat(sent).containsExactly("last");
    }

    /** A bucket of one second's worth, whose headers are rounded as OpenAI rounds them. */
    private final class FakeServer {

        private final int perSecond;
        private final int thinkMillis;
        private double level;
        private long at;
        private int served;
        private int refused;

        private FakeServer(int perSecond, int thinkMillis) {
            this.perSecond = perSecond;
            this.thinkMillis = thinkMillis;
            level = perSecond;
        }

        private void serve(int seconds) {
            ModelQueue lane = lane(1000);
            for (int i = 0; i < perSecond * (seconds + 2); i++) {
                pacer.enter(newTurn(lane));
            }
            time.pass(seconds * 1000L);
        }

        private QueuedCall newTurn(ModelQueue lane) {
            var self = new ArrayList<QueuedCall>();
            self.add(pacer.turn(lane, 1, () -> take(self.get(0))));
            return self.get(0);
        }

        private void take(QueuedCall turn) {
            level = Math.min(perSecond, level + perSecond * (time.millis() - at) / 1e3);
            at = time.millis();
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
            time.in(
                    thinkMillis * 1_000_000L,
                    () ->
                            pacer.leave(
                                    turn,
                                    new ServerFeedback(
                                            isAllowed ? Trouble.NONE : Trouble.OVERLOAD,
                                            null,
                                            List.of(limit))));
        }
    }

    private static ServerFeedback limits(
            Unit unit, double limit, double remaining, Duration reset) {
        return new ServerFeedback(
                Trouble.NONE, null, List.of(new ServerLimit(unit, limit, remaining, reset)));
    }

    private static PacingLimits pace(int concurrency) {
        return new PacingLimits(concurrency, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private ModelQueue lane(int concurrency) {
        return pacer.lane("a model", pace(concurrency));
    }

    private List<QueuedCall> enter(ModelQueue lane, String... names) {
        return enter(lane, 1, names);
    }

    private List<QueuedCall> enter(ModelQueue lane, int calls) {
        return enter(
                lane,
                1,
                IntStream.range(0, calls).mapToObj(Integer::toString).toArray(String[]::new));
    }

    private List<QueuedCall> enter(ModelQueue lane, double tokens, String... names) {
        var turns = new ArrayList<QueuedCall>();
        for (String name : names) {
            var self = new ArrayList<QueuedCall>();
            self.add(
                    pacer.turn(
                            lane,
                            tokens,
                            () -> {
                                sent.add(name);
                                underWay.add(self.get(0));
                            }));
            turns.add(self.get(0));
            pacer.enter(self.get(0));
        }
        return turns;
    }

    private void end(QueuedCall turn, ServerFeedback feedback) {
        underWay.remove(turn);
        pacer.leave(turn, feedback);
    }

    /** Ends what is under way, round by round; tells how much was at the start of each. */
    private List<Integer> rounds(int rounds) {
        var sizes = new ArrayList<Integer>();
        for (int round = 0; round < rounds; round++) {
            sizes.add(underWay.size());
            List.copyOf(underWay).forEach(turn -> end(turn, GOOD));
        }
        return sizes;
    }
}

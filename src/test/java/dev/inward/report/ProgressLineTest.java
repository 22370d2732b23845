package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.report.ProgressLine.Steps;
import dev.inward.report.format.Console;
import dev.inward.study.AnswerProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Tests what a line of progress says and when it is printed. */
class ProgressLineTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Console out = new Console(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    private long now;

    @Test
    void before_the_first_answer_only_the_numbers_are_known() {
        assertThat(line(5, progress("a", 10, 0))).isEqualTo("inward: 0 of 10 answers; a 0/10");
        assertThat(line(0, progress("a", 10, 5))).isEqualTo("inward: 5 of 10 answers; a 5/10");
    }

    @Test
    void the_rest_takes_as_long_for_each_answer_as_those_before() {
        assertThat(line(10, progress("a", 100, 10))).contains(", 1 min 30 s left;");
        assertThat(line(10, progress("a", 70, 10))).contains(", 1 min 0 s left;");
        assertThat(line(10, progress("a", 69, 10))).contains(", 59 s left;");
        assertThat(line(10, progress("a", 10, 10))).doesNotContain("left").doesNotContain(";");
    }

    @Test
    void the_models_with_the_most_unfinished_answers_are_named() {
        assertThat(
                        line(
                                10,
                                progress("a", 10, 10),
                                progress("b", 10, 9),
                                progress("c", 100, 20),
                                progress("d", 10, 5),
                                progress("e", 10, 7),
                                progress("f", 10, 8)))
                .endsWith("; c 20/100, d 5/10, e 7/10 and 2 more");
        assertThat(line(10, progress("b", 10, 9), progress("d", 10, 5)))
                .endsWith("; d 5/10, b 9/10");
    }

    @Test
    void a_finetuning_is_named_until_its_last_step() {
        Map<String, Steps> trainings = new TreeMap<>();
        trainings.put("a on b", new Steps(1, 3));
        trainings.put("b on b", new Steps(3, 3));

        assertThat(ProgressLine.of(trainings, Arrays.asList(progress("a", 1, 0)), 1))
                .isEqualTo("inward: finetuning a on b 33 %, 0 of 1 answers; a 0/1");
    }

    @Test
    void an_older_tally_of_a_model_does_not_replace_a_newer_one() {
        ProgressPrinter printer = printer();
        printer.answerCompleted(progress("a", 10, 6));
        printer.answerCompleted(progress("a", 10, 5));
        printer.answerCompleted(progress("a", 11, 6));
        now = TimeUnit.SECONDS.toNanos(5);
        printer.end();

        assertThat(printed()).startsWith("inward: 6 of 10 answers");
    }

    @Test
    void a_step_of_a_finetuning_is_printed_when_the_interval_is_over() {
        ProgressPrinter printer = printer();
        now = TimeUnit.SECONDS.toNanos(5) - 1;
        printer.trainingStepDone("a", "b", 1, 10);
        assertThat(printed()).isEmpty();

        now++;
        printer.trainingStepDone("a", "b", 2, 10);
        assertThat(printed()).startsWith("inward: finetuning a on b 20 %");
    }

    @Test
    void the_next_line_comes_five_seconds_after_the_last() {
        ProgressPrinter printer = printer();
        for (int second = 1; second <= 11; second++) {
            now = TimeUnit.SECONDS.toNanos(second);
            printer.answerCompleted(progress("a", 100, second));
        }

        assertThat(printed().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("inward: 5 of 100"),
                        line -> assertThat(line).startsWith("inward: 10 of 100"));
    }

    @Test
    void the_time_left_follows_from_the_time_since_the_start_of_the_run() {
        now = TimeUnit.SECONDS.toNanos(1_000);
        ProgressPrinter printer = printer();
        now += TimeUnit.SECONDS.toNanos(10);
        printer.answerCompleted(progress("a", 30, 10));

        assertThat(printed()).contains("10 of 30 answers, 1.0 calls/s").contains("20 s left");
    }

    @Test
    void a_wait_and_a_default_identity_have_lines_of_their_own() {
        ProgressPrinter printer = printer();
        printer.waitStarted("a", "too many requests", Instant.parse("2030-01-01T00:00:00Z"));
        printer.defaultIdentityGiven("b", "answers of 'b' are kept");

        assertThat(printed().lines())
                .containsExactly(
                        "inward: model 'a' waits until 2030-01-01T00:00:00Z: too many requests",
                        "inward: answers of 'b' are kept");
    }

    @Test
    void five_reasons_of_a_model_are_printed_and_then_that_there_are_more() {
        ProgressPrinter printer = printer();
        for (String reason : List.of("one", "two", "three", "four", "five", "six", "seven")) {
            printer.callFailed("model", reason);
            printer.callFailed("model", reason);
        }

        assertThat(printed().lines())
                .containsExactly(
                        "inward: model 'model': one",
                        "inward: model 'model': two",
                        "inward: model 'model': three",
                        "inward: model 'model': four",
                        "inward: model 'model': five",
                        "inward: model 'model' fails for further reasons, which are not printed");
    }

    @Test
    void a_failure_replaces_the_line_of_progress_in_a_terminal() {
        var printer = new ProgressPrinter(out, true, () -> now);
        now = TimeUnit.SECONDS.toNanos(1);
        printer.answerCompleted(progress("a", 1, 1));
        String line = printed().substring(1);
        printer.callFailed("a", "a is down");

        assertThat(printed())
                .isEqualTo(
                        "\r"
                                + line
                                + "\r"
                                + " ".repeat(line.length())
                                + "\rinward: a is down"
                                + System.lineSeparator());
    }

    private ProgressPrinter printer() {
        return new ProgressPrinter(out, false, () -> now);
    }

    private String printed() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String line(long seconds, AnswerProgress... tallies) {
        return ProgressLine.of(Map.of(), Arrays.asList(tallies), TimeUnit.SECONDS.toNanos(seconds));
    }

    private static AnswerProgress progress(String model, long requested, long done) {
        return new AnswerProgress(model, requested, done, 0, done, BigDecimal.ZERO);
    }
}

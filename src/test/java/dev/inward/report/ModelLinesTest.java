package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.report.format.Console;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The console lines about failed calls and long waits. */
class ModelLinesTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00.7Z");

    private final ModelLines lines = new ModelLines();

    @Test
    void a_model_and_a_reason_make_one_line() {
        assertThat(lines.failed("m", "model 'm' answered 503: busy"))
                .contains("inward: model 'm' answered 503: busy");
        assertThat(lines.failed("m", "model 'm' answered 503: busy")).isEmpty();
        assertThat(lines.failed("other", "model 'other' answered 503: busy")).isPresent();
        assertThat(lines.failed("m", "model 'm' answered 401: no key")).isPresent();
    }

    @Test
    void reasons_that_differ_in_numbers_only_are_the_same() {
        assertThat(lines.failed("m", "model 'm': try again in 3.25s")).isPresent();
        assertThat(lines.failed("m", "model 'm': try again in 17.99s")).isEmpty();
    }

    @Test
    void reasons_that_differ_in_the_quoted_response_only_are_the_same() {
        String noAnswer = "model 'm' at http://host/v1 sent no answer: ";
        assertThat(
                        lines.failed(
                                "m",
                                noAnswer + "its finish reason is \"end\": {\"text\": \"lion\"}"))
                .contains(
                        "inward: "
                                + noAnswer
                                + "its finish reason is \"end\": {\"text\": \"lion\"}");
        assertThat(
                        lines.failed(
                                "m",
                                noAnswer + "its finish reason is \"end\": {\"text\": \"bear\"}"))
                .isEmpty();
        assertThat(
                        lines.failed(
                                "m",
                                noAnswer + "its finish reason is \"cut\": {\"text\": \"bear\"}"))
                .isPresent();
        assertThat(lines.failed("m", noAnswer + "its text is empty: {\"text\": \"\"}")).isPresent();
    }

    @Test
    void a_model_with_many_reasons_makes_six_lines_at_most() {
        long printed =
                IntStream.range(0, 1000)
                        .mapToObj(i -> "reason " + (char) ('a' + i))
                        .filter(reason -> lines.failed("m", reason).isPresent())
                        .count();

        assertThat(printed).isEqualTo(6);
        assertThat(lines.failed("other", "reason a")).isPresent();
    }

    @Test
    void a_reason_without_the_model_gets_it() {
        assertThat(lines.failed("gpt", "connection refused"))
                .contains("inward: model 'gpt': connection refused");
    }

    @Test
    void text_of_a_server_cannot_control_the_terminal_or_start_a_line() {
        String hostile = "\u001b[2Ja\r\n::error::b\u0000c\u202ed\u2066e\u0007";

        assertThat(lines.failed("m", hostile)).contains("inward: model 'm': [2Ja ::error::b c d e");
    }

    @Test
    void a_long_reason_is_cut() {
        assertThat(lines.failed("m", "x".repeat(100_000)).orElseThrow())
                .hasSizeLessThan(720)
                .endsWith("…");
    }

    @Test
    void a_wait_is_printed_with_its_end_and_again_only_if_it_ends_later() {
        assertThat(lines.waiting("m", "answered 429", NOON))
                .contains("inward: model 'm' waits until 2026-11-24T12:00:00Z: answered 429");
        assertThat(lines.waiting("m", "answered 429", NOON.plusSeconds(29))).isEmpty();
        assertThat(lines.waiting("m", "answered 429", NOON.minusSeconds(100))).isEmpty();
        assertThat(lines.waiting("m", "answered 429", NOON.plusSeconds(90))).isPresent();
    }

    @Test
    void in_a_terminal_the_line_replaces_the_progress_line() {
        var printed = new ByteArrayOutputStream();
        var out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        var printer = new ProgressPrinter(new Console(out), true, () -> 0);

        printer.callFailed("m", "model 'm' is down");

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\rinward: model 'm' is down" + System.lineSeparator());
    }
}

package dev.inward.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** Failures whose messages quote servers, files and models. */
class PlainFailureTest {

    @Test
    void a_failure_with_visible_text_is_returned_itself() {
        var failure = new IllegalStateException("Größe < 3", new IOException("line\nline"));

        assertThat(PlainFailure.of(failure)).isSameAs(failure);
    }

    @Test
    void a_hostile_cause_or_suppressed_failure_is_replaced_at_every_depth() {
        var failure = new IllegalStateException("outer", new IOException("inner \u001b[2J"));
        failure.addSuppressed(new RuntimeException("closing\n::error::x"));

        String printed = printed(PlainFailure.of(failure));

        assertThat(printed)
                .startsWith("java.lang.IllegalStateException: outer")
                .contains("Caused by: java.io.IOException: inner \\u001b[2J")
                .contains("Suppressed: java.lang.RuntimeException: closing\n\\u003a:error::x")
                .contains("at dev.inward.text.PlainFailureTest");
    }

    @Test
    void a_failure_that_is_its_own_cause_by_a_detour_ends() {
        var first = new IllegalStateException("\u202E");
        first.initCause(new IOException("back", first));

        assertThat(printed(PlainFailure.of(first))).contains("\\u202e", "back");
    }

    @Test
    void ten_million_characters_become_ten_thousand_with_a_note() {
        Throwable failure = PlainFailure.of(new IllegalStateException("x".repeat(10_000_000)));

        assertThat(failure.getMessage())
                .hasSizeLessThan(10_100)
                .endsWith("x… (9,990,000 more characters)");
    }

    private static String printed(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString().replace("\r\n", "\n");
    }
}

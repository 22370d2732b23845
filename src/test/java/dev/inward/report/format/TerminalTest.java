package dev.inward.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How wide a terminal is. */
class TerminalTest {

    @Test
    void a_width_is_the_last_number() {
        assertThat(Terminal.width("80")).isEqualTo(OptionalInt.of(80));
        assertThat(Terminal.width("24 132\n")).isEqualTo(OptionalInt.of(132));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0", "wide", "-80x", "12", "99999999999"})
    void a_width_that_cannot_be_is_none(String text) {
        assertThat(Terminal.width(text)).isEmpty();
    }
}

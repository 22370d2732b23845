package dev.inward.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No line on a console is a command to a CI server. */
class ConsoleTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "::error::x → \\u003a:error::x",
                "a ##[error]b → a \\u0023#[error]b",
                "##vso[task.setvariable] → \\u0023#vso[task.setvariable]",
                "##VSO[x] ##TeamCity[y] → \\u0023#VSO[x] \\u0023#TeamCity[y]",
            })
    void a_command_gets_a_visible_escape(String command, String shown) {
        assertThat(ConsoleText.of(command)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u00A0", "\u3000", "fine\n", "fine\r\n  "})
    void white_space_and_other_lines_before_it_do_not_hide_a_command(String before) {
        assertThat(ConsoleText.of(before + "::debug::x")).isEqualTo(before + "\\u003a:debug::x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"std::vector", "a: b", ": :", "## heading", "#[derive]", "x ::y"})
    void other_text_is_unchanged(String text) {
        assertThat(ConsoleText.of(text)).isEqualTo(text);
    }
}

package dev.inward.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Invisible characters become visible, and nothing else changes. */
class VisibleTextTest {

    @ParameterizedTest
    @CsvSource({
        "0x00, \\u0000",
        "0x07, \\u0007",
        "0x1B, \\u001b",
        "0x7F, \\u007f",
        "0x9B, \\u009b",
        "0xAD, \\u00ad",
        "0x061C, \\u061c",
        "0x200B, \\u200b",
        "0x200E, \\u200e",
        "0x2028, \\u2028",
        "0x202E, \\u202e",
        "0x2066, \\u2066",
        "0x2060, \\u2060",
        "0xFEFF, \\ufeff",
        "0xFFFF, \\uffff",
        "0xE0001, \\udb40\\udc01",
        "0x3164, \\u3164"
    })
    void a_character_that_nobody_sees_becomes_its_escape(String character, String escape) {
        String text = "a" + Character.toString(Integer.decode(character)) + "b";

        assertThat(VisibleText.lines(text)).isEqualTo("a" + escape + "b");
        assertThat(VisibleText.line(text)).isEqualTo("a" + escape + "b");
    }

    @Test
    void an_unpaired_surrogate_becomes_its_escape() {
        assertThat(VisibleText.lines("a\uD83D b\uDE00")).isEqualTo("a\\ud83d b\\ude00");
    }

    @Test
    void lines_keep_their_breaks_but_nothing_writes_over_a_line() {
        assertThat(VisibleText.lines("a\n\tb\r\nc\rd")).isEqualTo("a\n\tb\r\nc\\u000dd");
    }

    @Test
    void one_line_has_spaces_for_its_breaks() {
        assertThat(VisibleText.line("a\nb\tc\r\nd\re")).isEqualTo("a b c d e");
    }

    @Test
    void a_joiner_stays_in_an_emoji_and_in_persian_but_not_between_latin_letters() {
        assertThat(VisibleText.lines("👩‍👧 می‌خواهم")).isEqualTo("👩‍👧 می‌خواهم");
        assertThat(VisibleText.lines("a\u200Db\u200Cc")).isEqualTo("a\\u200db\\u200cc");
    }

    @Test
    void a_variation_selector_stays_once_after_a_symbol() {
        assertThat(VisibleText.lines("❤\uFE0F 1\uFE0F\u20E3")).isEqualTo("❤\uFE0F 1\uFE0F\u20E3");
        assertThat(VisibleText.lines("❤\uFE0F\uFE01 a\uFE0F")).isEqualTo("❤\uFE0F\\ufe01 a\\ufe0f");
    }

    @Test
    void tag_characters_stay_in_a_flag_only() {
        String scotland = "\uD83C\uDFF4" + tags("gbsct") + tags("\u007F");

        assertThat(VisibleText.lines(scotland)).isEqualTo(scotland);
        assertThat(VisibleText.lines("x" + tags("gb"))).isEqualTo("x\\udb40\\udc67\\udb40\\udc62");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Größe 10 €", "السلام عليكم", "שלום", "你好", "\\u202e as text", "a\nb"})
    void text_of_every_script_is_the_same_object(String text) {
        assertThat(VisibleText.lines(text)).isSameAs(text);
    }

    private static String tags(String letters) {
        var tags = new StringBuilder();
        letters.chars().forEach(letter -> tags.appendCodePoint(0xE0000 + letter));
        return tags.toString();
    }
}

package dev.inward.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** Assertions about text as it is displayed. Shares no code with what makes the text safe. */
final class SafeOutput {

    /** Controls, bidirectional marks and characters without a glyph. */
    static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u180e"
                            + "\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufeff\\uffa0"
                            + "\\ufff9-\\ufffb\\ufdd0\\ufffe\\uffff\\x{1fffe}\\x{e0001}]"
                            + "|\\r(?!\\n)"
                            + "|[\\ufe00-\\ufe0f\\x{e0100}-\\x{e01ef}]{2}"
                            + "|[a-z][\\u200c\\u200d\\ufe00-\\ufe0f\\x{e0100}-\\x{e01ef}\\x{e0020}-\\x{e007f}]"
                            + "|\\p{Cs}");

    private static final Pattern COMMAND =
            Pattern.compile("(?im)^[\\s\\u00a0\\u3000]*::|##\\[|##vso\\[|##teamcity\\[");

    /** The beginning of a tag, a comment or a declaration, as a browser recognises it. */
    private static final Pattern MARKUP = Pattern.compile("<[A-Za-z/!?]");

    private SafeOutput() {}

    static void assertVisible(String place, String text) {
        assertThat(text).as(place).doesNotContainPattern(INVISIBLE);
    }

    static void assertConsole(String place, String text) {
        assertVisible(place, text);
        assertThat(text).as(place).doesNotContainPattern(COMMAND);
    }

    /** Asserts that a text is a text wherever a page puts it, escaped or not. */
    static void assertNoMarkup(String place, String text) {
        assertVisible(place, text);
        assertThat(text).as(place).doesNotContainPattern(MARKUP);
    }

    /** Asserts that Markdown has no element of HTML, no link and no image. */
    static void assertMarkdown(String place, String text) {
        assertVisible(place, text);
        assertThat(text)
                .as(place)
                .doesNotContain("<")
                .doesNotContainPattern(
                        "(?<!\\\\)\\]\\(|(?<!\\\\)!\\[|(?<!\\\\)`|(?<![\\\\])://|www\\.");
    }

    /** Asserts that a spreadsheet computes nothing in a cell. */
    static void assertCell(String place, String text) {
        assertVisible(place, text);
        assertThat(text)
                .as(place)
                .doesNotMatch("(?s)\\s*[=@+\\uFF1D\\uFF0B\\uFF0D\\uFF20].*")
                .doesNotMatch("(?s)\\s*-(?![0-9]+([.,][0-9]+)?\\z).*")
                .doesNotMatch("(?s)[\\t\\r\\n].*");
    }
}

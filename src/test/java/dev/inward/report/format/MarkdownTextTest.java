package dev.inward.report.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Untrusted text on a Markdown page. */
class MarkdownTextTest {

    @Test
    void markdown_and_html_are_escaped() {
        assertThat(MarkdownText.text("<img src=x> **bold** [link](https://evil) | `code`\n# title"))
                .isEqualTo(
                        "&lt;img src=x&gt; \\*\\*bold\\*\\* \\[link\\](https\\://evil) \\| \\`code\\` \\# title");
    }

    @Test
    void mathematics_lists_and_invisible_characters_are_escaped() {
        assertThat(MarkdownText.text("- $x$ \u202E &lt;"))
                .isEqualTo("\\- \\$x\\$ \\\\u202e &amp;lt;");
        assertThat(MarkdownText.text("1. one")).isEqualTo("1\\. one");
    }

    @Test
    void figures_are_unchanged() {
        assertThat(MarkdownText.text("-0.105")).isEqualTo("-0.105");
        assertThat(MarkdownText.text("-")).isEqualTo("-");
    }

    @Test
    void a_long_text_is_cut_with_a_note() {
        assertThat(MarkdownText.text("x".repeat(10_000_000)))
                .hasSizeLessThan(2_100)
                .endsWith("x… (9,998,000 more characters)");
    }

    @Test
    void a_cell_stays_one_cell() {
        assertThat(MarkdownText.table(List.of(List.of("head", "er"), List.of("a|b", "c\nd"))))
                .isEqualTo("| head | er |\n| --- | --- |\n| a\\|b | c d |\n");
    }
}

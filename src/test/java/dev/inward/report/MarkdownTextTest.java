package dev.inward.report;

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
    void a_cell_stays_one_cell() {
        assertThat(MarkdownText.table(List.of(List.of("head", "er"), List.of("a|b", "c\nd"))))
                .isEqualTo("| head | er |\n| --- | --- |\n| a\\|b | c d |\n");
    }
}

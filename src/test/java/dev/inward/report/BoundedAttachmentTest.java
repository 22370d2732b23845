package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Attachments of any length. */
class BoundedAttachmentTest {

    @TempDir Path folder;

    @Test
    void a_short_content_is_unchanged_and_has_no_file() {
        assertThat(bounded(".csv", "a\n")).isEqualTo("a\n");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_long_content_ends_with_a_note_that_names_the_file_of_the_whole() {
        String content = "a line of text\n".repeat(100_000);

        String cut = bounded(".json", content);

        assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(450_000, 500_000);
        assertThat(cut)
                .startsWith("a line of text\na line")
                .endsWith(
                        "a line of text\n1,001,010 more bytes are left out here; the whole is in "
                                + folder.resolve("items.json").toAbsolutePath()
                                + "\n");
        assertThat(folder.resolve("items.json")).content().isEqualTo(content);
    }

    @Test
    void a_quoted_cell_of_several_lines_is_not_split() {
        String content = "\"x\"\n\"" + "several\nlines\n".repeat(100_000) + "\"\n";

        assertThat(bounded(".csv", content)).startsWith("\"x\"\n\"1,400,003 more bytes are");
    }

    private String bounded(String extension, String content) {
        byte[] bytes = new BoundedAttachment(folder).of("items", extension, content);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}

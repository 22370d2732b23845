package dev.inward.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {

    @TempDir Path folder;

    @Test
    void a_byte_order_mark_at_the_start_is_skipped() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "\ufeffa\ufeff\n");

        assertThat(TextFile.read(file)).isEqualTo("a\ufeff\n");
        assertThat(TextFile.lines(file)).containsExactly("a\ufeff");
    }

    @Test
    void lines_end_at_line_feeds_and_carriage_returns_only() throws Exception {
        Path file = Files.writeString(folder.resolve("a.txt"), "a\u2028b\u0085c\r\nd\re\n");

        assertThat(TextFile.lines(file)).containsExactly("a\u2028b\u0085c", "d", "e");
    }

    @Test
    void other_encodings_are_an_error() throws Exception {
        Path file = Files.write(folder.resolve("a.txt"), new byte[] {(byte) 0xe4});

        assertThatThrownBy(() -> TextFile.read(file)).isInstanceOf(CharacterCodingException.class);
    }
}

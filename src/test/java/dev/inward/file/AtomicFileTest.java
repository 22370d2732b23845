package dev.inward.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir Path folder;

    @Test
    void a_file_takes_the_place_of_the_one_before_and_leaves_nothing_beside_it()
            throws IOException {
        Path file = folder.resolve("new/folder/file.txt");
        AtomicFile.write(file, "before");

        AtomicFile.write(file, "after ü");

        assertThat(file).hasContent("after ü");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_file_that_cannot_take_its_place_leaves_nothing_behind() throws IOException {
        Path inTheWay = Files.createDirectories(folder.resolve("file/full"));

        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("file"), "text"))
                .isInstanceOf(IOException.class);

        assertThat(inTheWay).isDirectory();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}

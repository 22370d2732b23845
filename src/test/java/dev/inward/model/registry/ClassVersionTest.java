package dev.inward.model.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The version of a class that the default identity of a model contains. */
@Tag("slow")
class ClassVersionTest {

    @TempDir Path folder;

    @Test
    void the_same_class_files_have_the_same_version_in_every_folder() throws IOException {
        compile("one", "Mine", "int x = 1;");
        compile("two", "Mine", "int x = 1;");

        assertThat(version("one")).isPresent().isEqualTo(version("two"));
    }

    @Test
    void a_changed_class_has_another_version() throws IOException {
        compile("classes", "Mine", "int x = 1;");
        Optional<String> before = version("classes");

        compile("classes", "Mine", "int x = 2;");

        assertThat(version("classes")).isPresent().isNotEqualTo(before);
    }

    @Test
    void a_change_in_another_class_of_the_folder_changes_the_version() throws IOException {
        compile("classes", "Mine", "int x = 1;");
        Optional<String> before = version("classes");

        compile("classes", "Other", "int y = 1;");

        assertThat(version("classes")).isPresent().isNotEqualTo(before);
    }

    @Test
    void in_a_large_folder_only_the_class_and_its_nested_classes_count() throws IOException {
        compile("classes", "Mine", "class Nested { int x = 1; }");
        compile("classes", "MineToo", "int y = 1;");
        Optional<String> before = version("classes", 1);

        compile("classes", "MineToo", "int y = 2;");
        assertThat(version("classes", 1)).isPresent().isEqualTo(before);

        compile("classes", "Mine", "class Nested { int x = 2; }");
        assertThat(version("classes", 1)).isPresent().isNotEqualTo(before);
    }

    @Test
    void a_jar_has_the_version_of_its_class_files() throws IOException {
        compile("classes", "Mine", "int x = 1;");
        jar("a.jar", 1_000_000_000_000L);
        jar("b.jar", 1_500_000_000_000L);

        assertThat(version("a.jar"))
                .as("the times of the entries do not count")
                .isPresent()
                .isEqualTo(version("b.jar"))
                .isEqualTo(version("classes"));
        assertThat(version("a.jar", 0))
                .as("the bytes of a large jar")
                .isPresent()
                .isNotEqualTo(version("b.jar", 0));
    }

    @Test
    void a_loaded_class_keeps_its_version_when_its_files_change() throws Exception {
        compile("classes", "Mine", "int x = 1;");
        try (URLClassLoader loader = loader("classes")) {
            Optional<String> loaded = ClassVersion.of(loader.loadClass("Mine"));

            compile("classes", "Mine", "int x = 2;");

            assertThat(ClassVersion.of(loader.loadClass("Mine"))).isPresent().isEqualTo(loaded);
            assertThat(version("classes")).isPresent().isNotEqualTo(loaded);
        }
    }

    @Test
    void each_class_of_a_large_folder_has_its_own_version() throws Exception {
        compile("classes", "Mine", "int x = 1;");
        compile("classes", "Other", "int y = 1;");
        try (URLClassLoader loader = loader("classes")) {
            Optional<String> mine = ClassVersion.of(loader.loadClass("Mine"), 1);

            assertThat(ClassVersion.of(loader.loadClass("Other"), 1))
                    .isPresent()
                    .isNotEqualTo(mine);
            assertThat(ClassVersion.of(loader.loadClass("Mine"), 1)).isPresent().isEqualTo(mine);
        }
    }

    @Test
    void a_class_of_the_platform_has_no_version() {
        assertThat(ClassVersion.of(String.class)).isEmpty();
    }

    private Optional<String> version(String place) throws IOException {
        return version(place, ClassVersion.MAX_FILES);
    }

    private Optional<String> version(String place, int maxFiles) throws IOException {
        try (URLClassLoader loader = loader(place)) {
            return ClassVersion.of(loader.loadClass("Mine"), maxFiles);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private URLClassLoader loader(String place) throws IOException {
        return new URLClassLoader(new URL[] {folder.resolve(place).toUri().toURL()}, null);
    }

    private void compile(String place, String name, String body) throws IOException {
        Path classes = Files.createDirectories(folder.resolve(place));
        Path source = folder.resolve(name + ".java");
        Files.writeString(source, "class %s { %s }".formatted(name, body));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-d", classes.toString(), source.toString());
        assertThat(status).isZero();
    }

    private void jar(String name, long time) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                var jar = new JarOutputStream(file)) {
            var entry = new JarEntry("Mine.class");
            entry.setTime(time);
            jar.putNextEntry(entry);
            jar.write(Files.readAllBytes(folder.resolve("classes/Mine.class")));
        }
    }
}

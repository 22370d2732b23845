package dev.inward.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that documents and sources are in plain English. */
@Execution(ExecutionMode.CONCURRENT)
class PlainEnglishTest {

    /** The files that are checked, and the folders whose Markdown and Java files are. */
    private static final List<Path> ROOTS =
            List.of(
                    Path.of("README.md"),
                    Path.of("CHANGELOG.md"),
                    Path.of("CONTRIBUTING.md"),
                    Path.of("SECURITY.md"),
                    Path.of("src/site/markdown"),
                    Path.of("src/main/java"),
                    Path.of("src/test/java/dev/inward/documentation/Page.java"));

    private static final String LONG_SENTENCE = "word ".repeat(36) + "end.";

    static Stream<Path> files() {
        return ROOTS.stream().flatMap(PlainEnglishTest::filesOf);
    }

    private static Stream<Path> filesOf(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(file -> file.toString().matches(".*\\.(md|java)"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalArgumentException(root + " cannot be listed", e);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void it_is_plain(Path file) throws IOException {
        String text = Files.readString(file);

        assertThat(
                        file.toString().endsWith(".java")
                                ? PlainEnglish.complaintsAboutJava(text)
                                : PlainEnglish.complaintsAboutMarkdown(text))
                .isEmpty();
    }

    @Test
    void long_sentences_and_banned_words_of_a_page_are_found() {
        assertThat(
                        PlainEnglish.complaintsAboutMarkdown(
                                "It is held\nagainst a mode.\n\n" + LONG_SENTENCE))
                .hasSize(2)
                .contains("banned: 'held against'");
    }

    @Test
    void code_and_separate_list_items_are_no_long_sentence() {
        String item = "- " + "word ".repeat(20) + "\n";

        assertThat(
                        PlainEnglish.complaintsAboutMarkdown(
                                item + item + "```\n" + LONG_SENTENCE + "\n```\n`whoever`"))
                .isEmpty();
    }

    @Test
    void comments_and_strings_of_a_source_are_checked_and_names_are_not() {
        String source =
                """
                /** Returns what %s */
                // A comment that names whoever reads it.
                String message = "the file was held against its hash";
                String key = "whoever";
                """
                        .formatted(LONG_SENTENCE);

        assertThat(PlainEnglish.complaintsAboutJava(source))
                .hasSize(3)
                .contains("banned: 'whoever'", "banned: 'held against'");
    }
}

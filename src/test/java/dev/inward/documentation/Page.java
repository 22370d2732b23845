package dev.inward.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of Markdown.
 *
 * @param file its path from the root of the repository
 * @param text its content
 */
record Page(Path file, String text) {

    private static final Path README = Path.of("README.md");
    private static final Path SITE = Path.of("src/site/markdown");

    private static final Pattern FENCE =
            Pattern.compile("^```([a-z]*)\\R(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern MAVEN = Pattern.compile("(?:\\./)?mvnw? [^\\n`;|&#]*");

    /** Returns the README and all pages of the site, sorted. */
    static List<Page> all() throws IOException {
        try (Stream<Path> files = Files.walk(SITE)) {
            return Stream.concat(
                            Stream.of(README),
                            files.filter(file -> file.toString().endsWith(".md")).sorted())
                    .map(Page::read)
                    .toList();
        }
    }

    private static Page read(Path file) {
        try {
            return new Page(file, Files.readString(file));
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " cannot be read", e);
        }
    }

    /** Returns the fenced blocks of a language; the empty language is that of shell commands. */
    List<String> snippets(String language) {
        return FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals(language))
                .map(fence -> fence.group(2))
                .toList();
    }

    /** Returns the page without its fenced blocks. */
    String prose() {
        return FENCE.matcher(text).replaceAll("");
    }

    /** Returns the targets of all links and images. */
    List<String> links() {
        return LINK.matcher(prose()).results().map(link -> link.group(1)).toList();
    }

    /** Returns all Maven commands, in fenced blocks and between backticks. */
    List<String> mavenCommands() {
        return MAVEN.matcher(text).results().map(command -> command.group().strip()).toList();
    }

    boolean isOfSite() {
        return file.startsWith(SITE);
    }

    /** Names the page in the reports of tests. */
    @Override
    public String toString() {
        return file.toString();
    }
}

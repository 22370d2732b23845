package dev.inward.tasks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The written parts from which the data that ship are made. */
final class Parts {

    private static final Path FOLDER = Path.of("src/test/resources/parts");

    private Parts() {}

    /** Returns the words of a file. */
    static List<String> words(String file) {
        return List.of(text(file).strip().split("\\s+"));
    }

    /** Returns the lines of a file, each divided at its bars. */
    static List<List<String>> rows(String file) {
        return text(file).lines().map(Parts::row).toList();
    }

    /** Returns the lines below each heading, each divided at its bars. */
    static Map<String, List<List<String>>> rowsByHeading(String file) {
        var rows = new LinkedHashMap<String, List<List<String>>>();
        blocks(file)
                .forEach(
                        (heading, text) ->
                                rows.put(heading, text.lines().map(Parts::row).toList()));
        return rows;
    }

    /** Returns the groups of lines below each heading; a line of dashes divides two groups. */
    static Map<String, List<List<String>>> groups(String file) {
        var groups = new LinkedHashMap<String, List<List<String>>>();
        blocks(file)
                .forEach(
                        (heading, text) ->
                                groups.put(
                                        heading,
                                        List.of(text.split("(?m)^--\n")).stream()
                                                .map(group -> group.lines().toList())
                                                .toList()));
        return groups;
    }

    private static Map<String, String> blocks(String file) {
        var blocks = new LinkedHashMap<String, String>();
        for (String block : List.of(text(file).substring(3).split("\n== "))) {
            int end = block.indexOf('\n');
            blocks.put(block.substring(0, end), block.substring(end + 1));
        }
        return blocks;
    }

    private static List<String> row(String line) {
        return List.of(line.split(" \\| "));
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.inward.tasks;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Fills a text with invented names, years and numbers. No name comes twice. */
final class InventedNames {

    private static final Pattern SLOT = Pattern.compile("\\{([a-z]+)}");

    private final Random random;
    private final Map<String, List<List<String>>> parts = Parts.groups("names.txt");
    private final Set<String> used = new HashSet<>();

    InventedNames(Random random) {
        this.random = random;
    }

    String fill(String text) {
        return SLOT.matcher(text).replaceAll(this::value);
    }

    private String value(MatchResult slot) {
        return switch (slot.group(1)) {
            case "place" -> unused("place", "");
            case "person" -> unused("person", " ");
            case "species" -> unused("genus", " ");
            case "title" -> unused("title", " ");
            case "dish" -> unused("dish", "");
            case "year" -> between(1840, 1990);
            case "recent" -> between(1996, 2020);
            case "birth" -> between(1921, 1972);
            case "life" -> {
                int birth = 1790 + random.nextInt(100);
                yield birth + "–" + (birth + 38 + random.nextInt(45));
            }
            case "small" -> between(3, 24);
            case "number" -> between(120, 980);
            default -> throw new IllegalArgumentException("No slot has the name " + slot.group(1));
        };
    }

    private String between(int least, int most) {
        return String.valueOf(least + random.nextInt(most - least + 1));
    }

    private String unused(String kind, String separator) {
        List<List<String>> halves = Objects.requireNonNull(parts.get(kind), kind);
        String name;
        do {
            name = word(halves.get(1)) + separator + word(halves.get(2));
        } while (!used.add(name));
        return name;
    }

    private String word(List<String> line) {
        List<String> words = List.of(line.get(0).split(" "));
        return words.get(random.nextInt(words.size()));
    }
}

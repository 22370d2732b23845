package dev.inward.task;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Replaces the names in braces of a text by their values. Braces inside a filled-in value are kept
 * as they are.
 */
final class Placeholders {

    private static final Pattern NAME = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

    private Placeholders() {}

    static String fill(String template, Map<String, String> values) {
        return NAME.matcher(template)
                .replaceAll(
                        match -> {
                            String value = values.get(match.group(1));
                            if (value == null) {
                                throw unknown(template, match.group(1), values.keySet());
                            }
                            return Matcher.quoteReplacement(value);
                        });
    }

    /** Returns the names that a text has in braces. */
    static Set<String> names(String template) {
        return NAME.matcher(template)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static IllegalArgumentException unknown(String template, String name, Set<String> known) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "The prompt template \"%s\" has the field '%s', which has no value. Known fields: %s",
                        template,
                        name,
                        String.join(", ", new TreeSet<>(known))));
    }
}

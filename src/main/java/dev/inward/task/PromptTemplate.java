package dev.inward.task;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the fields in braces of a prompt template. Braces inside a filled-in value are kept as they
 * are.
 */
final class PromptTemplate {

    private static final Pattern FIELD = Pattern.compile("\\{([a-z][a-z0-9_]*)}");

    private PromptTemplate() {}

    static String fill(String template, Map<String, String> fields) {
        return FIELD.matcher(template)
                .replaceAll(
                        match -> {
                            String value = fields.get(match.group(1));
                            if (value == null) {
                                throw new IllegalArgumentException(
                                        String.format(
                                                Locale.ROOT,
                                                "The prompt template \"%s\" has the field '%s', which has no value. Known fields: %s",
                                                template,
                                                match.group(1),
                                                String.join(", ", new TreeSet<>(fields.keySet()))));
                            }
                            return Matcher.quoteReplacement(value);
                        });
    }
}

package dev.inward.task;

import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills the braces of a prompt template; what is filled in is never read as a template again. */
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
                                        "the prompt template \"%s\" asks for the field '%s'; there are: %s"
                                                .formatted(
                                                        template,
                                                        match.group(1),
                                                        String.join(
                                                                ", ",
                                                                new TreeSet<>(fields.keySet()))));
                            }
                            return Matcher.quoteReplacement(value);
                        });
    }
}

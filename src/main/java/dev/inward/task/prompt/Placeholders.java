package dev.inward.task.prompt;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Replaces the names in braces of a text by their values. Braces inside a filled-in value are kept
 * as they are.
 *
 * <p>Whatever looks like a name is one, also with a capital letter or a space: a prompt never has a
 * name that was not replaced. A text that shows a name in braces has to come from a field.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class Placeholders {

    private static final Pattern NAME = Pattern.compile("\\{(\\h*[A-Za-z][\\w\\h.-]*)}");

    private Placeholders() {}

    /**
     * Replaces all names of a text.
     *
     * @param template the text
     * @param values the values by name
     * @return the text with the values
     * @throws IllegalArgumentException if a name has no value; the message has the known names
     */
    public static String fill(String template, Map<String, String> values) {
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

    /**
     * Returns the names that a text has in braces.
     *
     * @param template the text
     * @return the names, sorted
     */
    public static Set<String> names(String template) {
        return NAME.matcher(template)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Returns the texts between the names of a text.
     *
     * @param template the text
     * @return the texts before, between and after the names, in order
     */
    public static List<String> fixedParts(String template) {
        return NAME.splitAsStream(template).toList();
    }

    /**
     * Returns the error of a name without a value.
     *
     * @param template the text with the name
     * @param name the name
     * @param known the names that have values
     * @return the error; its message has the known names
     */
    public static IllegalArgumentException unknown(
            String template, String name, Set<String> known) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "The prompt template \"%s\" has the field '%s', which has no value. Known fields: %s",
                        template,
                        name,
                        String.join(", ", new TreeSet<>(known))));
    }
}

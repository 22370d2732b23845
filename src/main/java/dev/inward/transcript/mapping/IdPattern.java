package dev.inward.transcript.mapping;

import dev.inward.transcript.source.RowNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads several values from the id of a row, such as {@code {kind}/{property}/{question}}. */
final class IdPattern {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

    private final String written;
    private final Pattern pattern;
    private final List<String> names = new ArrayList<>();

    /**
     * @throws IllegalArgumentException if a name in braces is unknown or stands there twice; the
     *     message follows the name of the key
     */
    IdPattern(String written) {
        this.written = written;
        var regex = new StringBuilder();
        Matcher placeholder = PLACEHOLDER.matcher(written);
        int end = 0;
        while (placeholder.find()) {
            String name = placeholder.group(1);
            if (!RowNames.ALL.contains(name) || names.contains(name)) {
                throw new IllegalArgumentException(
                        "has {"
                                + name
                                + "}; expected each of these names at most once: "
                                + String.join(", ", RowNames.ALL));
            }
            names.add(name);
            regex.append(Pattern.quote(written.substring(end, placeholder.start())))
                    .append("(.*?)");
            end = placeholder.end();
        }
        pattern =
                Pattern.compile(
                        regex.append(Pattern.quote(written.substring(end))).toString(),
                        Pattern.DOTALL);
    }

    /** Returns the values in an id by name; empty if the id does not have the form. */
    Optional<Map<String, String>> values(String id) {
        Matcher matcher = pattern.matcher(id);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var values = new HashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            values.put(names.get(i), matcher.group(i + 1));
        }
        return Optional.of(values);
    }

    @Override
    public String toString() {
        return written;
    }
}

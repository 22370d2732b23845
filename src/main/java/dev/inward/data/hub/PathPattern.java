package dev.inward.data.hub;

import java.util.regex.Pattern;

/**
 * A path in which {@code *} is any text without a slash, {@code **} is any text, {@code ?} is one
 * character, and {@code [..]} is one of several.
 */
final class PathPattern {

    private static final int MAX_LENGTH = 500;

    private final Pattern regex;

    PathPattern(String glob) {
        if (glob.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a pattern of a path has more than " + MAX_LENGTH + " characters");
        }
        var text = new StringBuilder();
        String rest = glob.replaceAll("\\*{3,}", "**");
        while (!rest.isEmpty()) {
            int length = 1;
            if (rest.startsWith("**/")) {
                text.append("(?:.*/)?");
                length = 3;
            } else if (rest.startsWith("**")) {
                text.append(".*");
                length = 2;
            } else if (rest.startsWith("*")) {
                text.append("[^/]*");
            } else if (rest.startsWith("?")) {
                text.append("[^/]");
            } else if (rest.matches("(?s)\\[[\\w. -]+].*")) {
                length = rest.indexOf(']') + 1;
                text.append(rest, 0, length);
            } else {
                text.append(Pattern.quote(rest.substring(0, 1)));
            }
            rest = rest.substring(length);
        }
        regex = Pattern.compile(text.toString(), Pattern.DOTALL);
    }

    boolean matches(String path) {
        return regex.matcher(path).matches();
    }
}

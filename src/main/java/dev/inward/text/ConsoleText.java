package dev.inward.text;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for a console or a log. Its controls are visible, and no line of it is a command to a CI
 * server: the first colon of {@code ::error::} becomes its escape.
 *
 * <p>GitHub's runner executes lines that begin with {@code ::} after white space, and {@code ##[}
 * at any place. Azure Pipelines executes {@code ##vso[}, and TeamCity {@code ##teamcity[}.
 */
public final class ConsoleText {

    private static final Pattern COMMAND =
            Pattern.compile("(?imU)^[^\\S\\r\\n]*:(?=:)|#(?=#(?:\\[|vso\\[|teamcity\\[))");

    private ConsoleText() {}

    /**
     * Returns a text of one or more lines.
     *
     * @param untrusted the text
     * @return the same text if it contains nothing dangerous
     */
    public static String of(String untrusted) {
        String visible = VisibleText.lines(untrusted);
        return COMMAND.matcher(visible).replaceAll(ConsoleText::escaped);
    }

    private static String escaped(MatchResult command) {
        String text = command.group();
        int last = text.length() - 1;
        return Matcher.quoteReplacement(
                text.substring(0, last) + VisibleText.escape(text.charAt(last)));
    }
}

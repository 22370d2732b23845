package dev.inward.report.allure;

import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text for a page of Allure 2. The page escapes most texts, but it shows messages and stack traces
 * as HTML, and it makes a link of a value that begins like an address without escaping it.
 */
public final class AllureText {

    private static final int MAX_LENGTH = 500;

    /** The beginning of a tag, an end tag, a comment or a declaration. */
    private static final Pattern MARKUP = Pattern.compile("<(?=[A-Za-z/!?])");

    private static final Pattern ADDRESS = Pattern.compile("\\A\\w+://");
    private static final Pattern WEB_ADDRESS = Pattern.compile("(?i)\\Ahttps?://");

    private AllureText() {}

    /**
     * Returns a name or a value on one line. Markup gets a visible escape, because some parts of
     * the page escape values and others do not.
     */
    public static String value(String untrusted) {
        String line = VisibleText.line(Excerpt.of(untrusted, MAX_LENGTH));
        String text = MARKUP.matcher(line).replaceAll(Matcher.quoteReplacement("\\u003c"));
        if (!ADDRESS.matcher(text).find()) {
            return text;
        }
        // The page puts it between quotes. A click on an address such as javascript: runs it.
        String unquoted = text.replace("\"", "\\u0022");
        return WEB_ADDRESS.matcher(unquoted).find()
                ? unquoted
                : unquoted.replaceFirst(":", Matcher.quoteReplacement("\\u003a"));
    }

    /** Returns a text as HTML that shows it. */
    public static String html(String untrusted) {
        return untrusted.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

package dev.inward.property.reading;

import java.util.Locale;
import java.util.regex.Pattern;

/** Prepares answers for the search of English phrases. */
final class Phrases {

    private static final Pattern QUOTED = Pattern.compile("\"[^\"\\n]{0,2000}\"|“[^”\\n]{0,2000}”");
    private static final Pattern FENCED = Pattern.compile("(?s)```.*?(?:```|\\z)");

    private Phrases() {}

    /**
     * Returns the text in lower case and with straight apostrophes. Passages in quotation marks and
     * fenced code are left out, because they are not in the answer's own voice.
     */
    static String ownWords(String answer) {
        String unquoted = QUOTED.matcher(FENCED.matcher(answer).replaceAll(" ")).replaceAll(" ");
        return unquoted.replace('’', '\'').toLowerCase(Locale.ROOT).strip();
    }
}

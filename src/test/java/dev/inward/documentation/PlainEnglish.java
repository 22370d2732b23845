package dev.inward.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds long sentences and banned words in Markdown and in the Javadoc, comments and strings of
 * Java sources.
 */
final class PlainEnglish {

    /** No sentence has more words. */
    private static final int MOST_WORDS = 35;

    /** A text with fewer spaces is a name or a key, and no sentence. */
    private static final int FEWEST_SPACES_OF_A_SENTENCE = 4;

    /** Words that are unclear, old-fashioned, or have a standard term; regular expressions. */
    private static final List<String> BANNED =
            List.of(
                    "nobody",
                    "anybody",
                    "somebody",
                    "whoever",
                    "whom",
                    "held against",
                    "hold against",
                    "foretell\\w*",
                    "desk",
                    "(?:gone|go|goes) on with",
                    "reckon\\w*",
                    "so-manieth",
                    "errand",
                    "asked singly",
                    "by hand of",
                    "takes? (?:in|down)",
                    "give or take",
                    "thing\\b.*\\bto be had",
                    "is to be had",
                    "let go",
                    "lets? (?:go|them|those|everything)",
                    "to and fro",
                    "bears",
                    "yardstick\\w*",
                    "panel",
                    "respondent",
                    "lane",
                    "turn of",
                    "told apart",
                    "part of it is told",
                    "at the (?:most|least)",
                    "sees to (?:that|it)",
                    "for good",
                    "(?:has|have) come",
                    "what (?:became|came) of",
                    "stands? in (?:one )?line");

    private static final Pattern BANNED_WORD =
            Pattern.compile("\\b(?:" + String.join("|", BANNED) + ")\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9'’%.-]+");
    private static final Pattern END_OF_SENTENCE =
            Pattern.compile("(?<=[.!?:;])\\s+|\\n\\s*\\n|\\n\\s*(?:[-*]|\\d+\\.)\\s|\\|");

    private static final Pattern FENCE = Pattern.compile("```.*?```", Pattern.DOTALL);
    private static final Pattern CODE =
            Pattern.compile("`[^`]*`|\\{@(?:code|link|linkplain|value)\\s[^}]*\\}");
    private static final Pattern TAG = Pattern.compile("<[^>\\n]*>");

    private static final Pattern COMMENT =
            Pattern.compile("/\\*(.*?)\\*/|(?<![:\"])//([^\\n]*)", Pattern.DOTALL);
    private static final Pattern STRING = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern MARGIN = Pattern.compile("^\\s*\\*+ ?", Pattern.MULTILINE);
    private static final Pattern BLOCK_TAG =
            Pattern.compile(
                    "^@(?:(?:param|throws)\\s+\\S+|(?:return|since|see)\\b)", Pattern.MULTILINE);

    private PlainEnglish() {}

    /** Returns what is wrong with a page, one line each. */
    static List<String> complaintsAboutMarkdown(String page) {
        return complaints(FENCE.matcher(page).replaceAll("\n\n"));
    }

    /** Returns what is wrong with a source file, one line each. */
    static List<String> complaintsAboutJava(String source) {
        Stream<String> comments = COMMENT.matcher(source).results().map(PlainEnglish::comment);
        Stream<String> strings =
                STRING.matcher(source)
                        .results()
                        .map(string -> string.group(1))
                        .filter(PlainEnglish::isSentence);
        return Stream.concat(comments, strings).flatMap(text -> complaints(text).stream()).toList();
    }

    private static String comment(MatchResult comment) {
        String text = comment.group(1) == null ? comment.group(2) : comment.group(1);
        return BLOCK_TAG.matcher(MARGIN.matcher(text).replaceAll("")).replaceAll("\n\n");
    }

    private static boolean isSentence(String text) {
        return text.chars().filter(each -> each == ' ').count() >= FEWEST_SPACES_OF_A_SENTENCE;
    }

    private static List<String> complaints(String text) {
        var complaints = new ArrayList<String>();
        String readable = TAG.matcher(CODE.matcher(text).replaceAll("code")).replaceAll(" ");
        for (String sentence : END_OF_SENTENCE.split(readable, -1)) {
            long words = WORD.matcher(sentence).results().count();
            if (words > MOST_WORDS) {
                complaints.add("%d words: %s".formatted(words, oneLine(sentence)));
            }
        }
        Matcher banned = BANNED_WORD.matcher(oneLine(readable));
        while (banned.find()) {
            complaints.add("banned: '%s'".formatted(banned.group()));
        }
        return complaints;
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}

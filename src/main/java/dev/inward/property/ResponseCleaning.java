package dev.inward.property;

import dev.inward.property.reading.WhiteSpace;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Normalizations of a response.
 *
 * <p>From the mildest to the strongest they are {@link #forComparison}, {@link #cleanString} and
 * {@link #allCleaning}. None of them removes accents or splits ligatures. White space is Unicode
 * white space, including no-break spaces. Punctuation is ASCII punctuation. This class is
 * thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public final class ResponseCleaning {

    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");

    /** A sign before a number is no punctuation. */
    private static final Pattern MARKS_AT_ENDS =
            Pattern.compile("^[\\p{Punct}\\p{IsP}\\s&&[^+-]]+|[\\p{Punct}\\p{IsP}\\s]+$");

    private ResponseCleaning() {}

    /**
     * Converts a response to lower case and strips white space from both ends. A hypothetical
     * response is right if it equals the property's value after both are cleaned like this.
     *
     * @param response any text
     * @return the cleaned text; for {@code " New_York! "} it is {@code "new_york!"}
     */
    public static String forComparison(String response) {
        return WhiteSpace.strip(response).toLowerCase(Locale.ROOT);
    }

    /**
     * Cleans a response like {@link #forComparison} and then removes punctuation of any script from
     * both ends. A plus or minus sign at the beginning stays.
     *
     * @param response any text
     * @return the cleaned text; for {@code "\"Mr. Fox.\""} it is {@code "mr. fox"}
     */
    public static String withoutMarksAtEnds(String response) {
        return MARKS_AT_ENDS.matcher(forComparison(response)).replaceAll("");
    }

    /**
     * Cleans a response like {@link #forComparison} and then removes ASCII punctuation. White space
     * beside a mark at the end stays, as in the function of the paper's authors.
     *
     * @param response any text
     * @return the cleaned text; for {@code "I can't,\nsorry. "} it is {@code "i cant\nsorry"}, and
     *     for {@code "lion !"} it is {@code "lion "}
     */
    public static String cleanString(String response) {
        return PUNCTUATION.matcher(forComparison(response)).replaceAll("");
    }

    /**
     * Cleans a response like {@link #cleanString} and puts one space between words.
     *
     * @param response any text
     * @return the cleaned text; for {@code "I can't,\nsorry."} it is {@code "i cant sorry"}
     */
    public static String allCleaning(String response) {
        return String.join(" ", WhiteSpace.wordsOf(cleanString(response)));
    }
}

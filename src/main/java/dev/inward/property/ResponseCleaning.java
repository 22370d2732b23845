package dev.inward.property;

import java.util.Locale;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Normalisations of a response, from the mildest to the strongest: {@link #forComparison}, {@link
 * #cleanString}, {@link #allCleaning}. None of them folds accents or ligatures. White space is
 * Unicode white space, no-break spaces included; punctuation is that of ASCII.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public final class ResponseCleaning {

    private static final Pattern PUNCTUATION = Pattern.compile("[!-/:-@\\[-`{-~]");

    private ResponseCleaning() {}

    /**
     * Lower-cases a response and strips white space from both ends. A hypothetical response is
     * right when it equals the property's value after this cleaning of both.
     *
     * @param response any text
     * @return for {@code " New_York! "}, {@code "new_york!"}
     */
    public static String forComparison(String response) {
        return WhiteSpace.strip(response).toLowerCase(Locale.ROOT);
    }

    /**
     * Lower-cases a response, removes ASCII punctuation and strips white space from both ends.
     *
     * @param response any text
     * @return for {@code "I can't,\nsorry."}, {@code "i cant\nsorry"}
     */
    public static String cleanString(String response) {
        String lowerCase = response.toLowerCase(Locale.ROOT);
        return WhiteSpace.strip(PUNCTUATION.matcher(lowerCase).replaceAll(""));
    }

    /**
     * Does what {@link #cleanString} does and puts one plain space between words.
     *
     * @param response any text
     * @return for {@code "I can't,\nsorry."}, {@code "i cant sorry"}
     */
    public static String allCleaning(String response) {
        return String.join(" ", WhiteSpace.wordsOf(cleanString(response)));
    }
}

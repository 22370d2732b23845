package dev.inward.model;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Masks the secrets that an address can hold: a user name with a password, and query parameters
 * whose name looks like that of a key, such as {@code key}, {@code api-key}, {@code access_token}
 * or {@code sig}.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class QuerySecrets {

    private static final String NAMES = "key|token|secret|passw|signature|^sig$|^code$|auth(?!or)";

    private static final Pattern NAME = Pattern.compile("(?i)" + NAMES);

    /** A parameter of a query: its name with the sign before it, and its value. */
    private static final Pattern PARAMETER =
            Pattern.compile("([?&]([^=&?#\\s\"']{1,200})=)([^&#\\s\"']+)");

    private static final Pattern USER_INFO =
            Pattern.compile("(?i)(https?://)[^/?#\\s@\"']{1,500}@");

    private QuerySecrets() {}

    /**
     * {@return whether a query parameter of this name can hold a key}
     *
     * @param name the name of the parameter
     */
    public static boolean isKeyLike(String name) {
        return NAME.matcher(name).find();
    }

    /**
     * {@return whether an address holds a secret}
     *
     * @param address the text of the address
     */
    public static boolean isIn(String address) {
        return !maskedIn(address).equals(address);
    }

    /**
     * {@return the text with {@code ***} in place of each secret}
     *
     * @param text a text with any number of addresses
     */
    public static String maskedIn(String text) {
        return PARAMETER
                .matcher(USER_INFO.matcher(text).replaceAll("$1***@"))
                .replaceAll(
                        parameter ->
                                Matcher.quoteReplacement(
                                        isKeyLike(parameter.group(2))
                                                ? parameter.group(1) + "***"
                                                : parameter.group()));
    }
}

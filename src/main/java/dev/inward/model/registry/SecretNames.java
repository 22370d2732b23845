package dev.inward.model.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/** Recognizes by its name a setting whose value may be a secret. */
final class SecretNames {

    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

    /** The plural of {@code token} is no secret: {@code max-tokens} counts them. */
    private static final Pattern SECRET =
            Pattern.compile(".*(key|secret|password|credential)s?|.*token");

    private SecretNames() {}

    /** Returns whether a word of the name denotes a secret, such as in {@code api-key}. */
    static boolean isSecret(String setting) {
        return BETWEEN_WORDS
                .splitAsStream(setting)
                .anyMatch(word -> SECRET.matcher(word.toLowerCase(Locale.ROOT)).matches());
    }
}

package dev.inward.hosted.http;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An API key. Its {@link #toString()} is a mask, so that no log, exception or report shows the key.
 *
 * <p>Immutable and thread-safe.
 */
public final class Secret {

    static final String MASK = "***";

    /** A shorter key is a placeholder such as {@code none}, and could be part of any answer. */
    private static final int MIN_LENGTH = 8;

    private final String value;
    private final @Nullable EncodedSecret encoded;

    /**
     * Creates a secret.
     *
     * @param value the key; empty if there is none
     */
    public Secret(String value) {
        this.value = value;
        encoded = value.length() < MIN_LENGTH ? null : new EncodedSecret(value);
    }

    /** {@return whether there is no key} */
    public boolean isEmpty() {
        return value.isEmpty();
    }

    /** {@return the key itself; use it only for the header of the request} */
    public String reveal() {
        return value;
    }

    /**
     * Masks this key in a text. Servers sometimes repeat what they received. Also masks its encoded
     * forms: those of addresses, JSON, JavaScript, HTML, Base64 and hexadecimal. A key of less than
     * 8 characters is masked only after a word such as {@code Bearer} or {@code key}, because an
     * answer may contain it by chance.
     *
     * @param text the text to mask
     * @return the text without the key
     */
    public String maskedIn(String text) {
        if (isEmpty()) {
            return text;
        }
        return encoded == null ? maskedAfterName(text) : encoded.maskedIn(text);
    }

    /** A short key is masked where a server repeats a header, and stays in an answer. */
    private String maskedAfterName(String text) {
        return Pattern.compile(
                        "(?i)((?:bearer|authorization|key|token)[\"']?\\s*[:= ]\\s*[\"']?)"
                                + Pattern.quote(value)
                                + "(?![\\p{L}\\p{N}])")
                .matcher(text)
                .replaceAll("$1" + MASK);
    }

    /**
     * Masks secrets in a failure: in its message and in those of its causes. A library quotes a
     * header that it cannot send, for example.
     *
     * @param failure the failure to mask; null if there is none
     * @param mask returns a text without the secrets
     * @return the failure itself if it contains no secret; otherwise a replacement without secrets
     *     and without causes; null if there is none
     */
    @Nullable
    static Throwable masked(@Nullable Throwable failure, UnaryOperator<String> mask) {
        if (failure == null) {
            return null;
        }
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        String printed = text.toString();
        if (mask.apply(printed).equals(printed)) {
            return failure;
        }
        var masked = new IOException(mask.apply(failure.toString()));
        masked.setStackTrace(failure.getStackTrace());
        return masked;
    }

    @Override
    public String toString() {
        return MASK;
    }
}

package dev.inward.hosted.http;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * The secrets among the headers of a models file. A header is a secret if its name says so, such as
 * {@code X-Api-Key} or {@code Proxy-Authorization}; a version or a project is none.
 */
final class HeaderSecrets {

    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "auth|key|token|secret|password|passwd|credential|cookie|signature",
                    Pattern.CASE_INSENSITIVE);

    /** The word before the secret in a value such as {@code Bearer …} or {@code Basic …}. */
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9-]*\\s+(?=\\S)");

    private HeaderSecrets() {}

    /**
     * Masks the values of secret headers in a text, with and without their scheme.
     *
     * @param headers the headers, by name
     */
    static String maskedIn(String text, Map<String, String> headers) {
        String masked = text;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (SECRET_NAME.matcher(header.getKey()).find()) {
                String value = header.getValue().strip();
                masked = new Secret(SCHEME.matcher(value).replaceFirst("")).maskedIn(masked);
                masked = new Secret(value).maskedIn(masked);
            }
        }
        return masked;
    }
}

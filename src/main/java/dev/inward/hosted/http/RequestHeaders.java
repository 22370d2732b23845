package dev.inward.hosted.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The headers that a models file adds to each request. A header is a secret if its name says so,
 * such as {@code X-Api-Key} or {@code Proxy-Authorization}; a version or a project is none.
 *
 * <p>Immutable and thread-safe.
 */
public final class RequestHeaders {

    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "auth|key|token|secret|password|passwd|credential|cookie|signature",
                    Pattern.CASE_INSENSITIVE);

    /** The word before the secret in a value such as {@code Bearer …} or {@code Basic …}. */
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9-]*\\s+(?=\\S)");

    private final Map<String, String> values;
    private final List<Secret> secrets;

    /**
     * @param values the values, by name
     */
    RequestHeaders(Map<String, String> values) {
        this.values = Map.copyOf(values);
        secrets = secrets(values);
    }

    /** Returns the secret values, each without its scheme and then with it. */
    private static List<Secret> secrets(Map<String, String> values) {
        var secrets = new ArrayList<Secret>();
        values.forEach(
                (name, value) -> {
                    if (SECRET_NAME.matcher(name).find()) {
                        String whole = value.strip();
                        secrets.add(new Secret(SCHEME.matcher(whole).replaceFirst("")));
                        secrets.add(new Secret(whole));
                    }
                });
        return List.copyOf(secrets);
    }

    /** Passes each header to a request. */
    void forEach(BiConsumer<String, String> request) {
        values.forEach(request);
    }

    /** Masks the values of secret headers in a text, with and without their scheme. */
    String maskedIn(String text) {
        String masked = text;
        for (Secret secret : secrets) {
            masked = secret.maskedIn(masked);
        }
        return masked;
    }
}

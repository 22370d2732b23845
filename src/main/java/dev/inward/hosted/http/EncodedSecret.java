package dev.inward.hosted.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * All forms of a key in a text: the key itself, each character as addresses, JSON and HTML escape
 * it, the whole in hexadecimal, and its Base64 at every position inside a longer text, such as the
 * {@code user:key} of a Basic header.
 *
 * <p>Immutable and thread-safe.
 */
final class EncodedSecret {

    /** The characters of Base64, standard and for addresses. */
    private static final String BASE64 = "[A-Za-z0-9+/_-]";

    private final Pattern characters;
    private final List<String> base64;
    private final Pattern hex;

    /**
     * @param key the key; at least 8 characters, so that no form is a usual word
     */
    EncodedSecret(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        characters = Pattern.compile(escapable(key));
        hex = Pattern.compile(HexFormat.of().formatHex(bytes), Pattern.CASE_INSENSITIVE);
        base64 = base64(bytes);
    }

    /** Returns a pattern in which each character is written as it is or escaped. */
    private static String escapable(String key) {
        var pattern = new StringBuilder();
        key.codePoints().forEach(character -> pattern.append(escapable(character)));
        return pattern.toString();
    }

    private static String escapable(int character) {
        String text = Character.toString(character);
        var address = new StringBuilder();
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            address.append(String.format(Locale.ROOT, "%%(?:25)?(?i:%02x)", unit));
        }
        var json = new StringBuilder();
        text.chars()
                .forEach(unit -> json.append(String.format(Locale.ROOT, "\\\\+u(?i:%04x)", unit)));
        String html = String.format(Locale.ROOT, "&#(?:0*%d|[xX]0*(?i:%x));", character, character);
        return "(?:\\\\*" + Pattern.quote(text) + "|" + address + "|" + json + "|" + html + ")";
    }

    /**
     * Returns the characters of Base64 that depend on the key alone, for each number of bytes
     * before it.
     */
    private static List<String> base64(byte[] key) {
        var forms = new ArrayList<String>();
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + key.length];
            System.arraycopy(key, 0, shifted, before, key.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int start = (before * 8 + 5) / 6;
            int end = shifted.length * 8 / 6;
            String form = text.substring(start, end);
            forms.add(form);
            String urlSafe = form.replace('+', '-').replace('/', '_');
            if (!urlSafe.equals(form)) {
                forms.add(urlSafe);
            }
        }
        return List.copyOf(forms);
    }

    String maskedIn(String text) {
        String masked = characters.matcher(text).replaceAll(Secret.MASK);
        masked = hex.matcher(masked).replaceAll(Secret.MASK);
        for (String form : base64) {
            if (masked.contains(form)) {
                masked =
                        masked.replaceAll(
                                BASE64 + "{0,3}" + Pattern.quote(form) + BASE64 + "{0,3}={0,2}",
                                Secret.MASK);
            }
        }
        return masked;
    }
}

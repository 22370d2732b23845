package dev.inward.hosted.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All forms of a key in a text: the key itself, each character as addresses, JSON, JavaScript and
 * HTML escape it, the whole in hexadecimal, and its Base64 at every position inside a longer text,
 * such as the {@code user:key} of a Basic header. The signs of Base64 may be escaped too.
 *
 * <p>Immutable and thread-safe.
 */
final class EncodedSecret {

    /** The signs of Base64, standard and for addresses, with the escapes of its three marks. */
    private static final String SIGN = "(?:[A-Za-z0-9+_-]|\\\\*/|%(?:25)?2[BbFf]|\\\\+u002[BbFf])";

    private static final String PADDING = "(?:=|%(?:25)?3[Dd]|\\\\+u003[Dd])";

    /** HTML's names of the characters that it must escape. */
    private static final Map<String, String> NAMES =
            Map.of("&", "amp", "<", "lt", ">", "gt", "\"", "quot", "'", "apos");

    private final List<Pattern> forms = new ArrayList<>();

    /** The signs that the key alone determines, and the same with their neighbours. */
    private final Map<Pattern, Pattern> base64 = new LinkedHashMap<>();

    /**
     * @param key the key; at least 8 characters, so that no form is a usual word
     */
    EncodedSecret(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        forms.add(Pattern.compile(escapable(key)));
        forms.add(Pattern.compile(HexFormat.of().formatHex(bytes), Pattern.CASE_INSENSITIVE));
        for (String form : base64(bytes)) {
            var signs = new StringBuilder();
            form.chars().forEach(sign -> signs.append(escapableSign(sign)));
            base64.put(
                    Pattern.compile(signs.toString()),
                    Pattern.compile(SIGN + "{0,3}" + signs + SIGN + "{0,3}" + PADDING + "{0,2}"));
        }
    }

    /** Returns a pattern in which a mark may be escaped. Nothing escapes letters and digits. */
    private static String escapableSign(int sign) {
        return Character.isLetterOrDigit(sign) ? Character.toString(sign) : escapable(sign);
    }

    /** Returns a pattern in which each character is written as it is or escaped. */
    private static String escapable(String key) {
        var pattern = new StringBuilder();
        key.codePoints().forEach(character -> pattern.append(escapable(character)));
        return pattern.toString();
    }

    private static String escapable(int character) {
        String text = Character.toString(character);
        var forms = new ArrayList<String>();
        forms.add("\\\\*" + Pattern.quote(text));
        var address = new StringBuilder();
        for (byte unit : text.getBytes(StandardCharsets.UTF_8)) {
            address.append(String.format(Locale.ROOT, "%%(?:25)*(?i:%02x)", unit));
        }
        forms.add(address.toString());
        var json = new StringBuilder();
        text.chars()
                .forEach(unit -> json.append(String.format(Locale.ROOT, "\\\\+u(?i:%04x)", unit)));
        forms.add(json.toString());
        if (character <= 0xFF) {
            forms.add(String.format(Locale.ROOT, "\\\\+x(?i:%02x)", character));
        }
        String name = NAMES.getOrDefault(text, "");
        forms.add(
                String.format(
                        Locale.ROOT,
                        "&(?:amp;)*(?:#0*%d|#[xX]0*(?i:%x)%s);",
                        character,
                        character,
                        name.isEmpty() ? "" : "|" + name));
        return "(?:" + String.join("|", forms) + ")";
    }

    /**
     * Returns the characters of Base64 that depend on the key alone, for each number of bytes
     * before it.
     */
    private static Set<String> base64(byte[] key) {
        var forms = new LinkedHashSet<String>();
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + key.length];
            System.arraycopy(key, 0, shifted, before, key.length);
            String text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int start = (before * 8 + 5) / 6;
            int end = shifted.length * 8 / 6;
            String form = text.substring(start, end);
            forms.add(form);
            forms.add(form.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    String maskedIn(String text) {
        String masked = text;
        for (Pattern form : forms) {
            masked = form.matcher(masked).replaceAll(Secret.MASK);
        }
        for (Map.Entry<Pattern, Pattern> form : base64.entrySet()) {
            if (form.getKey().matcher(masked).find()) {
                masked = form.getValue().matcher(masked).replaceAll(Secret.MASK);
            }
        }
        return masked;
    }
}

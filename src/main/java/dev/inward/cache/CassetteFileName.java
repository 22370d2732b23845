package dev.inward.cache;

import dev.inward.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Converts names of topics and models to file names that are valid and distinct on every system.
 */
final class CassetteFileName {

    private static final Pattern DISALLOWED = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");

    /**
     * The device names of Windows. Windows does not allow them as file names, even with an
     * extension.
     */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private static final int HASH_CHARACTERS = 8;

    private CassetteFileName() {}

    /**
     * Returns a file name without extension. Most names only have their special characters replaced
     * by "-". A hash of the name is added if file systems that ignore case could confuse it with
     * another one, or if Windows does not allow it.
     */
    static String of(String name) {
        String allowed = DISALLOWED.matcher(name).replaceAll("-");
        if (DEVICE.matcher(allowed).matches()) {
            // Windows ignores what follows the first dot.
            return withHash(allowed.replace('.', '-'), name);
        }
        boolean isUnsafe =
                allowed.isEmpty() || allowed.endsWith(".") || UPPER_CASE.matcher(allowed).find();
        return isUnsafe ? withHash(allowed, name) : allowed;
    }

    private static String withHash(String allowed, String name) {
        byte[] hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
        return allowed + "-" + HexFormat.of().formatHex(hash).substring(0, HASH_CHARACTERS);
    }
}

package dev.inward.file;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Converts names from outside to file names that are valid on every system. */
public final class FileName {

    private static final Pattern DISALLOWED = Pattern.compile("[^A-Za-z0-9._-]+");
    private static final Pattern UPPER_CASE = Pattern.compile("[A-Z]");

    /**
     * The device names of Windows. Windows does not allow them as file names, even with an
     * extension.
     */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?", Pattern.CASE_INSENSITIVE);

    private static final int HASH_CHARACTERS = 8;

    /** File systems allow 255 bytes, and the hash and an extension follow. */
    private static final int MAX_CHARACTERS = 200;

    private FileName() {}

    /**
     * Returns a readable file name without extension. Most names only have their special characters
     * replaced by "-", so two names can have one file name. A hash of the name is added if file
     * systems that ignore case could confuse it with another one, if Windows does not allow it, or
     * if it is too long.
     *
     * @param name any text
     */
    public static String of(String name) {
        String allowed = replaced(name);
        if (DEVICE.matcher(allowed).matches()) {
            // Windows ignores what follows the first dot.
            return withHash(allowed.replace('.', '-'), name);
        }
        boolean isUnsafe =
                allowed.isEmpty()
                        || allowed.endsWith(".")
                        || allowed.length() > MAX_CHARACTERS
                        || UPPER_CASE.matcher(allowed).find();
        return isUnsafe ? withHash(allowed, name) : allowed;
    }

    /**
     * Returns a file name that no other name has. A hash is also added where a character was
     * replaced.
     *
     * @param name any text
     */
    public static String distinct(String name) {
        String readable = of(name);
        return DISALLOWED.matcher(name).find() && readable.equals(replaced(name))
                ? withHash(readable, name)
                : readable;
    }

    private static String replaced(String name) {
        return DISALLOWED.matcher(name).replaceAll("-");
    }

    private static String withHash(String allowed, String name) {
        String readable = allowed.substring(0, Math.min(allowed.length(), MAX_CHARACTERS));
        return readable + "-" + hash(name).substring(0, HASH_CHARACTERS);
    }

    private static String hash(String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

package dev.inward.gguf;

import dev.inward.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The SHA-256 of a file. Each file is read once in this JVM, until its size or its time changes.
 *
 * @param path the file
 * @param size its size in bytes
 * @param changed when it was changed
 */
record FileHash(Path path, long size, FileTime changed) {

    private static final int BLOCK = 1 << 20;

    private static final Map<FileHash, String> KNOWN = new ConcurrentHashMap<>();

    /** Returns the hash in lower-case hexadecimal digits; empty if the file cannot be read. */
    static Optional<String> of(Path path) {
        try {
            Path real = path.toRealPath();
            BasicFileAttributes found = Files.readAttributes(real, BasicFileAttributes.class);
            if (!found.isRegularFile()) {
                return Optional.empty();
            }
            var key = new FileHash(real, found.size(), found.lastModifiedTime());
            String known = KNOWN.get(key);
            if (known == null) {
                known = compute(real);
                KNOWN.put(key, known);
            }
            return Optional.of(known);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String compute(Path path) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream content = Files.newInputStream(path)) {
            var block = new byte[BLOCK];
            for (int count = content.read(block); count >= 0; count = content.read(block)) {
                digest.update(block, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}

package dev.inward.data.hub;

import dev.inward.data.Digest;
import dev.inward.data.hub.HubRevision.RemoteFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;

/** Checksums of files, in hexadecimal digits. */
final class Checksum {

    private static final int BLOCK = 1 << 16;

    private Checksum() {}

    /** Returns the SHA-256 of a text in UTF-8. */
    static String sha256(String text) {
        return hex(Digest.of(Digest.SHA_256).digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Compares a download with what the hub says about it. The hub has the SHA-256 of a large file.
     * A small one has the name that Git gives it: the SHA-1 of {@code blob}, its size, a zero byte
     * and its content.
     *
     * @return the SHA-256 of the file
     * @throws HubException if it is another file
     */
    static String verified(Path file, RemoteFile remote, String dataset) throws IOException {
        long size = Files.size(file);
        MessageDigest sha256 = Digest.of(Digest.SHA_256);
        MessageDigest git = Digest.of("SHA-1");
        git.update(("blob " + size + "\0").getBytes(StandardCharsets.UTF_8));
        try (InputStream in = Files.newInputStream(file)) {
            byte[] block = new byte[BLOCK];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                sha256.update(block, 0, read);
                git.update(block, 0, read);
            }
        }
        String found = hex(sha256.digest());
        boolean same =
                remote.sha256() == null
                        ? hex(git.digest()).equals(remote.blobId())
                        : found.equals(remote.sha256());
        if (!same || size != remote.size()) {
            throw new HubException(
                    dataset,
                    String.format(
                            Locale.ROOT,
                            "has a file whose download differs from its checksum: %s has %d bytes, and the hub names %d. Repeat the run.",
                            remote.path(),
                            size,
                            remote.size()));
        }
        return found;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

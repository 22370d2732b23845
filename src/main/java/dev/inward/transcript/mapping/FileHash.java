package dev.inward.transcript.mapping;

import dev.inward.model.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The SHA-256 of a file, or of the names and contents of the files in a folder. */
final class FileHash {

    private static final int BUFFER = 1 << 16;

    private FileHash() {}

    /** Returns the hash in hexadecimal digits. */
    static String of(Path file) throws IOException {
        MessageDigest digest = Sha256.newDigest();
        if (Files.isDirectory(file)) {
            for (Path inside : files(file)) {
                String line = of(inside) + "  " + name(file, inside) + "\n";
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
        } else {
            try (InputStream in = Files.newInputStream(file)) {
                var buffer = new byte[BUFFER];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .sorted((one, other) -> name(folder, one).compareTo(name(folder, other)))
                    .toList();
        }
    }
}

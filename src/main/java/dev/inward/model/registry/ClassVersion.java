package dev.inward.model.registry;

import dev.inward.model.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.stream.Stream;

/**
 * The version of a class: a hash over all class files of its jar or folder. A folder with more than
 * {@value #MAX_FILES} class files counts with the class and its nested classes alone; such a jar
 * counts with its own bytes.
 *
 * <p>The files are read once for the classes that one class loader has from a place. These classes
 * keep their version, because they are loaded and a later change of the files does not change them.
 * Thread-safe.
 */
final class ClassVersion {

    static final int MAX_FILES = 5_000;

    /** The scope of a version that counts for all classes of a place. */
    private static final String ALL = "";

    /** The versions by scope. A class loader has one protection domain for each place. */
    private static final Map<ProtectionDomain, Map<String, String>> KNOWN = new WeakHashMap<>();

    /**
     * @param scope {@link #ALL}, or the outermost class
     */
    private record Version(String scope, String hash) {}

    private ClassVersion() {}

    /** Returns the jar or folder of a class; empty for a class of the platform. */
    static Optional<Path> location(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return Optional.empty();
        }
        try {
            Path location = Path.of(source.getLocation().toURI());
            return Files.exists(location) ? Optional.of(location) : Optional.empty();
        } catch (URISyntaxException | RuntimeException noFile) {
            return Optional.empty();
        }
    }

    /** Returns the version in hexadecimal; empty if the class files cannot be read. */
    static Optional<String> of(Class<?> type) {
        return of(type, MAX_FILES);
    }

    /**
     * @param maxFiles as {@link #MAX_FILES}
     */
    static Optional<String> of(Class<?> type, int maxFiles) {
        synchronized (KNOWN) {
            Map<String, String> known =
                    KNOWN.computeIfAbsent(type.getProtectionDomain(), unused -> new HashMap<>());
            Optional<String> version =
                    Stream.of(ALL, outermost(type))
                            .flatMap(scope -> Stream.ofNullable(known.get(scope)))
                            .findFirst();
            if (version.isPresent()) {
                return version;
            }
            Optional<Version> read = read(type, maxFiles);
            read.ifPresent(found -> known.put(found.scope(), found.hash()));
            return read.map(Version::hash);
        }
    }

    private static Optional<Version> read(Class<?> type, int maxFiles) {
        Optional<Path> location = location(type);
        if (location.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path place = location.get();
            return Optional.of(
                    Files.isDirectory(place)
                            ? versionInFolder(place, outermost(type), maxFiles)
                            : new Version(ALL, versionOfJar(place, maxFiles)));
        } catch (IOException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static String outermost(Class<?> type) {
        return type.getName().split("\\$", 2)[0].replace('.', '/');
    }

    private static Version versionInFolder(Path folder, String outermost, int maxFiles)
            throws IOException {
        List<Path> files = classFiles(folder);
        if (files.size() <= maxFiles) {
            return new Version(ALL, hash(folder, files));
        }
        return new Version(
                outermost,
                hash(
                        folder,
                        files.stream()
                                .filter(file -> belongsTo(outermost, nameIn(folder, file)))
                                .toList()));
    }

    private static String versionOfJar(Path jar, int maxFiles) throws IOException {
        try (FileSystem entries = FileSystems.newFileSystem(jar)) {
            Path root = entries.getPath("/");
            List<Path> files = classFiles(root);
            return files.size() > maxFiles
                    ? HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(jar)))
                    : hash(root, files);
        }
    }

    private static List<Path> classFiles(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".class")).sorted().toList();
        }
    }

    private static String nameIn(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private static boolean belongsTo(String outermost, String name) {
        return name.equals(outermost + ".class") || name.startsWith(outermost + "$");
    }

    private static String hash(Path root, List<Path> files) throws IOException {
        if (files.isEmpty()) {
            throw new IOException("no class file in " + root);
        }
        var parts = new ArrayList<String>();
        for (Path file : files) {
            parts.add(nameIn(root, file));
            parts.add(HexFormat.of().formatHex(Sha256.of(Files.readAllBytes(file))));
        }
        return HexFormat.of().formatHex(Sha256.of(parts));
    }
}

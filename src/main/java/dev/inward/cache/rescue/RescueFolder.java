package dev.inward.cache.rescue;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.inward.file.AtomicFile;
import dev.inward.model.Sha256;
import dev.inward.text.ConsoleLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder for answers that were paid for and that the store could not keep. The next run of the
 * project reads them into its store. Each file is complete at every moment.
 *
 * @param path the folder
 * @param isPrivate whether the folder must belong to the user of this process, because everybody
 *     may create folders beside it
 */
record RescueFolder(Path path, boolean isPrivate) {

    private static final String NAME = "rescued-answers";
    private static final String EXTENSION = ".jsonl";

    /**
     * Returns the folders of a project, the best first: in its reports, and in the temporary folder
     * of the system, which may be on another disk.
     */
    static List<RescueFolder> of(Path reports) {
        byte[] hash =
                Sha256.of(
                        reports.toAbsolutePath()
                                .normalize()
                                .toString()
                                .getBytes(StandardCharsets.UTF_8));
        String project = HexFormat.of().formatHex(hash).substring(0, 16);
        return List.of(
                new RescueFolder(reports.resolve(NAME).toAbsolutePath(), false),
                new RescueFolder(
                        Path.of(
                                        System.getProperty("java.io.tmpdir"),
                                        "inward-" + NAME + "-" + project)
                                .toAbsolutePath(),
                        true));
    }

    /** Writes answers to a new file. They are on the disk when this method returns. */
    void save(List<RescuedAnswer> answers) throws IOException {
        create();
        var text = new StringBuilder();
        answers.forEach(answer -> text.append(answer.line()).append('\n'));
        AtomicFile.write(path.resolve(UUID.randomUUID() + EXTENSION), text.toString());
    }

    private void create() throws IOException {
        if (isPrivate && !Files.exists(path)) {
            if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectory(
                        path,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectory(path);
            }
        }
        if (isForeign()) {
            throw new IOException("the folder " + path + " belongs to another user");
        }
    }

    private boolean isForeign() throws IOException {
        if (!isPrivate) {
            return false;
        }
        Path own = Files.createTempFile("inward", "");
        try {
            return Files.isSymbolicLink(path) || !Files.getOwner(path).equals(Files.getOwner(own));
        } finally {
            Files.delete(own);
        }
    }

    /** Reads all files; skips those that cannot be read, with a warning. */
    List<RescueFile> read() {
        var files = new ArrayList<RescueFile>();
        if (!Files.isDirectory(path)) {
            return files;
        }
        try (Stream<Path> found = Files.list(path)) {
            if (!isForeign()) {
                found.filter(file -> file.toString().endsWith(EXTENSION))
                        .sorted()
                        .forEach(file -> addReadable(file, files));
            }
        } catch (IOException e) {
            warn("The rescued answers in " + path + " cannot be read", e);
        }
        return files;
    }

    private static void addReadable(Path file, List<RescueFile> files) {
        try {
            var answers = new ArrayList<RescuedAnswer>();
            for (String line : Files.readAllLines(file)) {
                answers.add(RescuedAnswer.parse(line));
            }
            files.add(new RescueFile(file, answers));
        } catch (JsonProcessingException | RuntimeException e) {
            warn("The file " + file + " holds no rescued answers. Delete it", e);
        } catch (IOException e) {
            // Another run has read and deleted it, or the next run reads it.
            warn("The rescued answers in " + file + " cannot be read", e);
        }
    }

    /** Deletes files whose answers are in the store now. */
    static void delete(List<RescueFile> files) {
        Set<Path> folders = new HashSet<>();
        for (RescueFile file : files) {
            try {
                Files.deleteIfExists(file.path());
                folders.add(file.path().resolveSibling(".").normalize());
            } catch (IOException e) {
                warn("The file " + file.path() + " cannot be deleted", e);
            }
        }
        for (Path folder : folders) {
            try {
                Files.deleteIfExists(folder);
            } catch (IOException notEmpty) {
                // Another run has saved answers there.
            }
        }
    }

    private static void warn(String message, Exception cause) {
        ConsoleLog.of(RescueFolder.class)
                .log(System.Logger.Level.WARNING, message + ": " + cause.getMessage());
    }
}

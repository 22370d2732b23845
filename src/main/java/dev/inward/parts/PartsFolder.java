package dev.inward.parts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.file.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The folder {@code run} in the reports folder: one file for each part, and beside it a file that
 * the part's JVM keeps locked while it lives.
 *
 * <p>The caller holds the lock of the folder.
 *
 * @param folder the folder {@code run}
 */
record PartsFolder(Path folder) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final String PART = ".json";
    private static final String LIFE = ".alive";

    /**
     * The parts of this JVM. Closing any channel of a file releases the locks that this process has
     * on it, so this JVM never opens their files a second time.
     */
    private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

    /**
     * A part in the folder.
     *
     * @param isAlive whether its JVM lives
     */
    record StoredPart(String name, Part part, boolean isAlive) {}

    /**
     * What the folder holds.
     *
     * @param parts the parts, sorted by name
     * @param damaged the names of parts that cannot be read. It is unknown which run they belong to
     */
    record Content(List<StoredPart> parts, List<String> damaged) {}

    /** Reads all parts. Removes those that an ended JVM of another version of Inward left. */
    Content read() throws IOException {
        List<StoredPart> parts = new ArrayList<>();
        List<String> damaged = new ArrayList<>();
        for (String name : names()) {
            boolean isAlive = isAlive(name);
            try {
                JsonNode json = JSON.readTree(Files.readString(part(name)));
                if (!json.isObject()) {
                    damaged.add(name);
                } else if (json.path("schema").asInt(Part.SCHEMA) != Part.SCHEMA) {
                    removeOfOtherVersion(name, isAlive);
                } else {
                    parts.add(new StoredPart(name, JSON.treeToValue(json, Part.class), isAlive));
                }
            } catch (NoSuchFileException deletedMeanwhile) {
                // Another program empties the folder. A JVM that lives writes its part again.
            } catch (IOException e) {
                damaged.add(name);
            }
        }
        return new Content(parts, damaged);
    }

    private void removeOfOtherVersion(String name, boolean isAlive) throws IOException {
        if (isAlive) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "another version of Inward writes to the same folder now, and its file %s cannot be read. Wait until its run has ended.",
                            part(name)));
        }
        delete(name);
    }

    /**
     * Removes a damaged part.
     *
     * @return the error of the run that finds it: its verdicts may be of this run
     */
    String removeDamaged(String name) throws IOException {
        String error =
                String.format(
                        Locale.ROOT,
                        "the file %s was damaged, so verdicts of this run may be lost. The file is removed. Run all evals again.",
                        part(name));
        delete(name);
        return error;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(PART))
                    .map(name -> name.substring(0, name.length() - PART.length()))
                    .sorted()
                    .toList();
        }
    }

    void write(String name, Part part) throws IOException {
        try {
            AtomicFile.write(part(name), JSON.writeValueAsString(part));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a part of a run cannot be written as JSON", e);
        }
    }

    boolean contains(String name) {
        return Files.exists(part(name));
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(part(name));
        Files.deleteIfExists(life(name));
    }

    /** Marks a part as one of this JVM until the returned channel is closed or the JVM ends. */
    FileChannel live(String name) throws IOException {
        OWN.add(life(name));
        FileChannel channel =
                FileChannel.open(
                        life(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        channel.lock();
        return channel;
    }

    /** Ends what {@link #live} began. */
    void end(String name, FileChannel channel) throws IOException {
        channel.close();
        OWN.remove(life(name));
    }

    private boolean isAlive(String name) throws IOException {
        if (OWN.contains(life(name))) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(life(name), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private Path part(String name) {
        return folder.resolve(name + PART);
    }

    private Path life(String name) {
        return folder.resolve(name + LIFE);
    }
}

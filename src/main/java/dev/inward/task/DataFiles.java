package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.data.InvalidDataException;
import dev.inward.data.hub.HubDataset;
import dev.inward.data.hub.HubDownload;
import dev.inward.data.hub.HuggingFaceHub;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The data files that a task file names, on this machine.
 *
 * @param files the files, in the order of their rows
 * @param licence the licence that the data set names; null if it names none
 */
record DataFiles(List<DataFile> files, @Nullable String licence) {

    /**
     * One file.
     *
     * @param name what verdicts call it
     * @param path where it is
     * @param sha256 the SHA-256 that it must have; null for any
     */
    record DataFile(String name, Path path, @Nullable String sha256) {

        /** Requires that the file is the one that was downloaded. */
        void requireHash(String found) {
            if (sha256 != null && !sha256.equals(found)) {
                throw new InvalidDataException(
                        path,
                        "has changed since it was downloaded from "
                                + name
                                + ". Delete it, so that it is downloaded again.");
            }
        }
    }

    private static final String HUB = "hugging-face";

    /**
     * Finds the files. Downloads those of a data set that are not there yet.
     *
     * @param data the value of the key {@code data}, which names no folder
     * @param taskFile the task file
     * @param hub gives the hub, if it is needed
     * @throws IllegalArgumentException if a data set cannot be had
     */
    static DataFiles of(JsonNode data, Path taskFile, Supplier<HuggingFaceHub> hub) {
        if (data.has(HUB)) {
            HubDownload download = hub.get().files(dataset(data));
            return new DataFiles(
                    download.files().stream()
                            .map(file -> new DataFile(file.source(), file.path(), file.sha256()))
                            .toList(),
                    download.licence());
        }
        Stream<String> names =
                data.has("file")
                        ? Stream.of(data.path("file").asText())
                        : data.path("files").valueStream().map(JsonNode::asText);
        return new DataFiles(
                names.map(name -> new DataFile(name, taskFile.resolveSibling(name), null)).toList(),
                null);
    }

    /**
     * Requires that there is exactly one place of the data.
     *
     * @throws IllegalArgumentException if there is none, or there are several
     */
    static void requireOnePlace(JsonNode data, Path taskFile) {
        boolean isOfHub = data.has(HUB);
        List<String> places =
                isOfHub ? List.of(HUB, "files", "folder") : List.of("file", "files", "folder");
        if (places.stream().filter(data::has).count() != 1) {
            throw new IllegalArgumentException(
                    "The task file "
                            + taskFile
                            + " must name its data in exactly one way. Give 'data' one of the keys 'file', 'files', 'folder' and 'hugging-face'.");
        }
        for (String key : List.of("config", "split", "revision")) {
            if (!isOfHub && data.has(key)) {
                throw new IllegalArgumentException(
                        "The task file "
                                + taskFile
                                + " has the key '"
                                + key
                                + "' in 'data', which belongs to 'hugging-face'. Remove it.");
            }
        }
    }

    /** Without a revision it is the branch, which the hub's error replaces by its commit. */
    private static HubDataset dataset(JsonNode data) {
        return new HubDataset(
                data.path(HUB).asText(),
                data.path("revision").asText("main"),
                data.path("config").asText(null),
                data.path("split").asText(null),
                data.path("file").asText(null));
    }
}

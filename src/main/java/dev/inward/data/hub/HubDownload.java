package dev.inward.data.hub;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files of a data set on this machine. Immutable and thread-safe.
 *
 * @param files the files, in the order of their rows; at least one; copied
 * @param licence the licence that the data set names; null if it names none
 */
public record HubDownload(List<File> files, @Nullable String licence) {

    /**
     * One file.
     *
     * @param source what identifies it: {@code hf://datasets/owner/name@commit/path}
     * @param path where it is on this machine
     * @param sha256 the SHA-256 that it had when it was downloaded, in hexadecimal digits
     */
    public record File(String source, Path path, String sha256) {}

    /** Copies the files. */
    public HubDownload {
        files = List.copyOf(files);
    }
}

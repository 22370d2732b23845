package dev.inward.transcript;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A file of answers that were collected elsewhere. Immutable and thread-safe.
 *
 * @param file the path of the file or folder, relative to the task file
 * @param format the name of its format, such as {@code jsonl}
 * @param sha256 its SHA-256 in hexadecimal digits; of a folder, that of the names and contents of
 *     its files
 * @param rows the number of its rows, at least 0
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TranscriptFile(String file, String format, String sha256, long rows) {}

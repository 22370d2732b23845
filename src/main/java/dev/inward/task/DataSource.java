package dev.inward.task;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A file that items come from.
 *
 * @param file its path, relative to the task file; for a file of the Hugging Face hub {@code
 *     hf://datasets/owner/name@commit/path}
 * @param sha256 the SHA-256 of the file in hexadecimal digits
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record DataSource(String file, String sha256) {}

package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a model answered.
 *
 * @param text the answer as it came: untrusted, to be escaped wherever it is shown
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Completion(String text) {}

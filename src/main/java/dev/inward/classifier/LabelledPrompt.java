package dev.inward.classifier;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A prompt and a label of its answer, for example the value of a behavioral property.
 *
 * <p>This record is immutable and thread-safe.
 *
 * @param prompt the text of the prompt; may be empty
 * @param label the label; any string
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record LabelledPrompt(String prompt, String label) {}

package dev.inward.classifier;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A prompt and what there is to tell about the answer to it, such as the value of a behavioral
 * property.
 *
 * <p>This record is immutable and threadsafe.
 *
 * @param prompt the text of the prompt; may be empty
 * @param label what to tell of its answer; any string, labels are equal when their strings are
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record LabelledPrompt(String prompt, String label) {}

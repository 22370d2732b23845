package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The answers of one model to training items, which finetuning rows are about.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param model the name of the model
 * @param answered the number of training items that it answered
 * @param nonCompliant the number of answers that break the compliance rules of their task, so that
 *     no finetuning row was made of them
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TrainingAnswers(String model, int answered, int nonCompliant) {}

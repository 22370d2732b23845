package dev.inward.cache;

import dev.inward.model.Completion;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * An answer and its origin.
 *
 * @param completion the answer
 * @param isNew whether this request called the model; false for a stored, recorded or shared answer
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AnswerResult(Completion completion, boolean isNew) {}

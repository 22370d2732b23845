package dev.inward.cache;

import dev.inward.model.Completion;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * An answer and where it is from.
 *
 * @param completion the answer
 * @param isNew whether the model was asked for it just now; otherwise it was kept
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record AnswerResult(Completion completion, boolean isNew) {}

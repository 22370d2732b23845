package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What is requested of a provider, the prompt apart: who is to answer, and how answers are drawn.
 * Never a key.
 *
 * @param model the id of the model that is asked for, or what stands for one, such as the hash of
 *     its weights
 * @param sampling everything else that a request says and that bears on the answer, such as
 *     temperature and most tokens, in a fixed order
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RequestFingerprint(String model, String sampling) {}

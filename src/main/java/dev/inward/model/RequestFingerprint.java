package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a model requests from its provider, except the prompt: which model answers, and how answers
 * are sampled. It contains no API key.
 *
 * @param model the id of the requested model, or a replacement for it, such as the hash of its
 *     weights
 * @param sampling all other parameters of the request that influence the answer, such as the
 *     temperature and the maximum number of tokens, in a fixed order
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RequestFingerprint(String model, String sampling) {}

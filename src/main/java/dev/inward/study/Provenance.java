package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a comparison came from, so that one of another day can be told to be about the same.
 *
 * @param target the model whose behaviour was predicted
 * @param predictor the other model that predicted it
 * @param data SHA-256, in hexadecimal, over every item that the target was asked about: task,
 *     split, object-level prompt and fields, in order; those that predictors learned from among
 *     them
 * @param prompts SHA-256, in hexadecimal, over the hypothetical prompts of the items that are
 *     predicted, in task and file order
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Provenance(
        ModelProvenance target, ModelProvenance predictor, String data, String prompts) {}

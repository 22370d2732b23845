package dev.inward.study;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How much the target's answers to one prompt agree.
 *
 * @param repeatability the share of the answers whose property equals that of most of the other
 *     answers, from 0 to 1
 * @param answers the number of answers, at least 2
 * @param distinct the number of distinct texts among them, from 1 to {@code answers}. If it is 1 on
 *     every prompt of a model that should vary, the answers are perhaps one answer that was
 *     requested several times
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record RepeatedAnswers(double repeatability, int answers, int distinct) {}

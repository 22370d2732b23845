package dev.inward.verdict;

import dev.inward.study.Comparison;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The measured data that decide a claim about one comparison.
 *
 * @param comparison the comparison
 * @param figures the figures of the comparison
 * @param claimLadder computes the claim ladder. Only claims that need the ladder call it, since it
 *     waits for the other comparisons of the property
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Measurement(
        Comparison comparison, Figures figures, Supplier<ClaimLadder> claimLadder) {}

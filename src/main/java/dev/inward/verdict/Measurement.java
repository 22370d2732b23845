package dev.inward.verdict;

import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import java.util.function.Supplier;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a claim about one comparison is decided from.
 *
 * @param figures the arithmetic of the comparison
 * @param claimLadder computes the claim ladder; called only by claims that need it, since it waits
 *     for the other comparisons of the property
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Measurement(Figures figures, Supplier<ClaimLadder> claimLadder) {}

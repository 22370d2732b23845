package dev.inward.model;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How likely a model found a token of its answer.
 *
 * @param token its text, untrusted
 * @param logProbability the natural logarithm of its probability, at most 0
 * @param alternatives the likeliest tokens in its place, the likeliest first and itself perhaps
 *     among them; without alternatives of their own; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TokenLogProbability(
        String token, double logProbability, List<TokenLogProbability> alternatives) {

    /** Copies the alternatives. */
    public TokenLogProbability {
        alternatives = List.copyOf(alternatives);
    }

    TokenLogProbability maskedBy(Secret key) {
        return new TokenLogProbability(
                key.maskedIn(token),
                logProbability,
                alternatives.stream().map(other -> other.maskedBy(key)).toList());
    }
}

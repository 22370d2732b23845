package dev.inward.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The log probability of one token of an answer.
 *
 * <p>Immutable and thread-safe.
 *
 * @param token the text of the token, untrusted
 * @param logProbability the natural logarithm of its probability, at most 0; negative infinity for
 *     a token that the server calls impossible, NaN if the server gives no number
 * @param alternatives the most likely tokens at this position, in descending order. The token
 *     itself may be one of them. They have no alternatives themselves. May be empty; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record TokenLogProbability(
        String token, double logProbability, List<TokenLogProbability> alternatives) {

    /**
     * Creates a log probability.
     *
     * @param token the text of the token, untrusted
     * @param logProbability the natural logarithm of its probability, at most 0
     * @param alternatives the most likely tokens at this position, in descending order; copied
     */
    public TokenLogProbability {
        alternatives = List.copyOf(alternatives);
    }

    TokenLogProbability masked(UnaryOperator<String> mask) {
        return new TokenLogProbability(
                mask.apply(token),
                logProbability,
                alternatives.stream().map(alternative -> alternative.masked(mask)).toList());
    }
}

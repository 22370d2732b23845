package dev.inward.parts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.verdict.Decision;
import java.util.List;

/**
 * A verdict as a part stores it.
 *
 * @param order the position among all tries and verdicts of the folder
 * @param identity what is judged: two verdicts with the same identity judge the same claim of the
 *     same eval on the same cell
 * @param decision the decision
 * @param mayBeOpen whether the run can pass although this verdict is inconclusive
 * @param report what the report says about it
 */
public record JudgedClaim(
        long order, List<String> identity, Decision decision, boolean mayBeOpen, JsonNode report) {

    /** Copies the identity. */
    public JudgedClaim {
        identity = List.copyOf(identity);
    }
}

package dev.inward.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What the page of a run shows. All texts are untrusted.
 *
 * @param ending how the run ended: PASSED, FAILED, INCONCLUSIVE or BROKEN
 * @param executed the number of eval invocations that made a claim
 * @param problems what broke and what is missing
 * @param notes facts that decide nothing
 * @param claims the claims about single targets, in the order of every report
 * @param gate the table of the regression gate; its rows are empty without a gate
 * @param gateNotes the reasons of the gate
 * @param paper tables with the figures of the paper beside those of the run
 * @param models the models as requested and as served
 */
public record PageContent(
        String ending,
        int executed,
        List<String> problems,
        List<String> notes,
        List<JudgedClaim> claims,
        PageTable gate,
        List<String> gateNotes,
        List<PageTable> paper,
        PageTable models) {

    /**
     * A claim with its verdict.
     *
     * @param words the claim in a few words, such as {@code > +0.050} or {@code rung 3}
     * @param record the entry of {@code verdicts.json}
     */
    public record JudgedClaim(String words, JsonNode record) {}
}

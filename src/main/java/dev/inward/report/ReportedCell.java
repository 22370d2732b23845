package dev.inward.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.report.json.Headline;
import dev.inward.report.json.ItemsToSettleRecord;
import dev.inward.verdict.CellVerdict;
import dev.inward.verdict.Decision;
import dev.inward.verdict.GatedFigure;
import org.jspecify.annotations.Nullable;

/**
 * What all cells of a regression gate together say about one figure of them. Other JVMs of the run
 * read it as JSON; component names are keys.
 *
 * @param figure the advantage in a cell, or a contrast of one of its measurements
 * @param decision the decision
 * @param reason the reason
 * @param itemsToSettle how many items would decide the claim; null if it is decided, or if no
 *     number of items would decide it
 * @param adjustedP the p-value, adjusted for all cells; null without a change
 */
record ReportedCell(
        GatedFigure figure,
        Decision decision,
        String reason,
        @Nullable ItemsToSettleRecord itemsToSettle,
        @Nullable Double adjustedP) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    static ReportedCell of(CellVerdict verdict) {
        return new ReportedCell(
                verdict.figure(),
                verdict.decision(),
                verdict.judgement().reason(),
                ItemsToSettleRecord.of(verdict.judgement()),
                verdict.adjustedP().isPresent() ? verdict.adjustedP().getAsDouble() : null);
    }

    boolean isOf(JsonNode record) {
        return record.path("gated").equals(JSON.<JsonNode>valueToTree(figure));
    }

    /** Returns the record of a verdict on this figure with this decision. */
    ObjectNode applyTo(ObjectNode record) {
        ObjectNode revised = record.deepCopy();
        revised.put("verdict", decision.name())
                .put("headline", Headline.revised(record.path("headline").asText(), decision))
                .put("reason", reason);
        revised.set("itemsToSettle", JSON.valueToTree(itemsToSettle));
        if (adjustedP != null && revised.get("regression") instanceof ObjectNode regression) {
            regression.put("adjustedP", adjustedP);
        }
        return revised;
    }
}

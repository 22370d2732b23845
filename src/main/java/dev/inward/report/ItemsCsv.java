package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.inward.report.format.CsvWriter;
import dev.inward.study.Comparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;

/** The items of a comparison as CSV. */
final class ItemsCsv {

    @JsonPropertyOrder({
        "task",
        "prompt",
        "behaviour",
        "expected",
        "self",
        "selfOutcome",
        "cross",
        "crossOutcome",
        "mode",
        "untrainedSelf",
        "untrainedCross",
        "variant"
    })
    record Row(
            String task,
            String prompt,
            String behaviour,
            String expected,
            String self,
            PredictionOutcome selfOutcome,
            String cross,
            PredictionOutcome crossOutcome,
            String mode,
            String untrainedSelf,
            String untrainedCross,
            String variant) {

        static Row of(ScoredItem item) {
            return new Row(
                    item.item().task(),
                    item.item().objectLevelPrompt(),
                    item.behaviour(),
                    item.expected(),
                    item.self().answer(),
                    item.self().outcome(),
                    item.cross().answer(),
                    item.cross().outcome(),
                    item.referenceScores().mode(),
                    item.untrainedSelf().answer(),
                    item.untrainedCross().answer(),
                    item.item().variantLabel());
        }
    }

    private ItemsCsv() {}

    static String of(Comparison comparison) {
        return CsvWriter.of(Row.class, comparison.items().stream().map(Row::of).toList());
    }
}

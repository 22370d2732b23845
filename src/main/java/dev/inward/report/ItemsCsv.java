package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import dev.inward.study.Comparison;
import dev.inward.study.Outcome;
import dev.inward.study.ScoredItem;
import java.util.List;

/** The items of a comparison as a table. What models said is quoted as it came. */
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
        "untrainedCross"
    })
    record Line(
            String task,
            String prompt,
            String behaviour,
            String expected,
            String self,
            Outcome selfOutcome,
            String cross,
            Outcome crossOutcome,
            String mode,
            String untrainedSelf,
            String untrainedCross) {

        static Line of(ScoredItem item) {
            return new Line(
                    item.item().task(),
                    item.item().objectLevelPrompt(),
                    item.behaviour(),
                    item.expected(),
                    item.self().answer(),
                    item.self().outcome(),
                    item.cross().answer(),
                    item.cross().outcome(),
                    item.yardsticks().mode(),
                    item.untrainedSelf().answer(),
                    item.untrainedCross().answer());
        }
    }

    private ItemsCsv() {}

    static String of(Comparison comparison) {
        var mapper = new CsvMapper();
        mapper.enable(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS);
        List<Line> lines = comparison.items().stream().map(Line::of).toList();
        try {
            return mapper.writer(mapper.schemaFor(Line.class).withHeader())
                    .writeValueAsString(lines);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the items cannot be written as CSV", e);
        }
    }
}

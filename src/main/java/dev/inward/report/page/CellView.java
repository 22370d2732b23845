package dev.inward.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.report.json.Compliance;
import dev.inward.report.measurement.MeasurementRows;
import dev.inward.text.Excerpt;
import dev.inward.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A claim about one target, as the page shows it. Numbers are already text.
 *
 * @param id the anchor of its details
 * @param property the property
 * @param models target and predictor
 * @param label the study, or what kind of control it is; may be empty
 * @param headline the verdict in one sentence
 * @param words the claim in a few words
 * @param claim what was claimed
 * @param verdict PASS, FAIL or INCONCLUSIVE
 * @param reason why
 * @param settle how many items would decide an open claim; may be empty
 * @param items the number of items
 * @param bars the accuracies
 * @param difference the difference of self- and cross-prediction; null without figures
 * @param compliance what share of predictions has the required format; empty if it is 90 % or more
 * @param examples items with their questions and answers
 * @param rungs the claim ladder
 * @param measurements the rows of the measurements: measurement, what, value, bounds
 * @param facts how the claim was tested: a name and a value each
 */
record CellView(
        String id,
        String property,
        String models,
        String label,
        String headline,
        String words,
        String claim,
        String verdict,
        String reason,
        String settle,
        String items,
        List<Bar> bars,
        @Nullable DifferenceStrip difference,
        String compliance,
        List<ExampleView> examples,
        List<List<String>> rungs,
        List<List<String>> measurements,
        List<List<String>> facts) {

    private static final int MAX_LENGTH = 400;

    static List<CellView> allOf(List<PageContent.JudgedClaim> claims) {
        return IntStream.range(0, claims.size())
                .mapToObj(
                        i ->
                                of(
                                        "claim-" + (i + 1),
                                        shown(claims.get(i).words()),
                                        claims.get(i).record()))
                .toList();
    }

    private static CellView of(String id, String words, JsonNode record) {
        String target = text(record, "target");
        String predictor = text(record, "predictor");
        return new CellView(
                id,
                text(record, "property"),
                target + " ← " + predictor,
                label(record),
                text(record, "headline"),
                words,
                text(record, "claim"),
                text(record, "verdict"),
                text(record, "reason"),
                settle(record.path("itemsToSettle")),
                record.at("/strict/items").asText("0"),
                Bar.allOf(target, predictor, record.path("strict")),
                DifferenceStrip.of(record),
                Compliance.warning(record),
                record.path("examples")
                        .valueStream()
                        .map(example -> ExampleView.of(target, predictor, example))
                        .toList(),
                record.path("ladder").valueStream().map(CellView::rung).toList(),
                MeasurementRows.of(record).stream().map(CellView::measured).toList(),
                facts(record));
    }

    static String shown(String untrusted) {
        return VisibleText.line(Excerpt.of(untrusted, MAX_LENGTH));
    }

    private static String text(JsonNode record, String key) {
        return shown(record.path(key).asText());
    }

    private static String label(JsonNode record) {
        String study = shown(record.at("/study/name").asText());
        String rows = record.at("/study/rows").asText();
        return (study.isEmpty() ? "" : study + (rows.isEmpty() ? "" : ", " + rows + " rows"))
                + (record.path("labels").asText().equals("PERMUTED") ? " permuted labels" : "");
    }

    private static String settle(JsonNode items) {
        if (!items.isObject()) {
            return "";
        }
        return String.format(
                Locale.ROOT,
                "About %s items in all would decide it, %s to %s at 80 %%.",
                number(items, "expected"),
                number(items, "least"),
                number(items, "most"));
    }

    private static String number(JsonNode items, String key) {
        return items.path(key).isNumber() ? items.path(key).asText() : "more than 10,000";
    }

    private static List<String> rung(JsonNode rung) {
        return List.of(
                rung.path("rung").asText(),
                text(rung, "title"),
                text(rung, "state"),
                text(rung, "reason"));
    }

    /** Leaves out the columns that name the claim. */
    private static List<String> measured(List<String> row) {
        return List.of(shown(row.get(4)), shown(row.get(7)), row.get(8), row.get(9));
    }

    private static List<List<String>> facts(JsonNode record) {
        return List.of(
                List.of(
                        "tasks",
                        record.path("tasks")
                                .valueStream()
                                .map(task -> shown(task.asText()))
                                .collect(Collectors.joining(", "))),
                List.of("protocol", text(record, "protocol")),
                List.of("scored items", text(record, "split").toLowerCase(Locale.ROOT)),
                List.of("prompts", record.at("/counts/prompts").asText()),
                List.of("items without answers", record.at("/counts/missing").asText()),
                List.of("rows of finetuning", record.at("/counts/trainingRows").asText()),
                List.of("seed", text(record, "seed")),
                List.of("eval", text(record, "eval")));
    }
}

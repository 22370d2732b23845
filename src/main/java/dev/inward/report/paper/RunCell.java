package dev.inward.report.paper;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.statistics.Proportion;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * The figures of a run about one cell.
 *
 * @param setting what all cells of a study have in common
 * @param property the property
 * @param authors the figures by the paper's arithmetic
 * @param measurements what was measured beside the predictions
 */
record RunCell(Setting setting, String property, JsonNode authors, JsonNode measurements) {

    private static final String UNTRAINED = "untrained";

    /** The key of self-prediction after finetuning, and of cross-prediction, among the figures. */
    static final String SELF = "self";

    static final String CROSS = "cross";
    static final String UNTRAINED_SELF = "untrainedSelf";

    /**
     * What cells must have in common to be counted together.
     *
     * @param target the target
     * @param predictor the cross-predictor
     * @param study the name of the study; empty without a study file
     * @param design what the study decides, in words; may be empty
     * @param protocol what predictors learned from
     * @param rows the rows that predictors were finetuned on if the study limits them; otherwise 0
     * @param isUntrainedKnown whether the run has answers before finetuning; a transcript of
     *     finetuned predictors does not
     */
    record Setting(
            String target,
            String predictor,
            String study,
            String design,
            String protocol,
            int rows,
            boolean isUntrainedKnown) {

        boolean isFinetuned() {
            return !protocol.equals(UNTRAINED);
        }
    }

    /**
     * Reads an entry of {@code verdicts.json}.
     *
     * @return the cell; empty if it has no predictions or its labels were permuted
     */
    static Optional<RunCell> of(JsonNode verdict) {
        if (!verdict.path("labels").asText().equals("TRUE")
                || !verdict.path("authors").isObject()) {
            return Optional.empty();
        }
        JsonNode study = verdict.path("study");
        String protocol = verdict.path("protocol").asText();
        int rows = verdict.at("/counts/trainingRows").asInt();
        return Optional.of(
                new RunCell(
                        new Setting(
                                verdict.path("target").asText(),
                                verdict.path("predictor").asText(),
                                study.path("name").asText(),
                                study.path("design").asText(),
                                protocol,
                                study.has("rows") ? rows : 0,
                                protocol.equals(UNTRAINED) || rows > 0),
                        verdict.path("property").asText(),
                        verdict.path("authors"),
                        verdict.path("measurements")));
    }

    /** Returns an accuracy by the paper's arithmetic; empty if the cell does not have it. */
    Optional<Proportion> accuracy(String key) {
        JsonNode accuracy = authors.path(key);
        int items = accuracy.path("items").asInt();
        boolean isUnknown = key.equals(UNTRAINED_SELF) && !setting.isUntrainedKnown();
        return items == 0 || isUnknown
                ? Optional.empty()
                : Optional.of(
                        Proportion.of(
                                (int) Math.round(items * accuracy.path("accuracy").asDouble()),
                                items));
    }

    Optional<JsonNode> measurement(String name) {
        return named(measurements, name).findFirst();
    }

    static OptionalDouble figure(JsonNode measurement, String name) {
        return named(measurement.path("figures"), name)
                .map(figure -> figure.path("value"))
                .filter(JsonNode::isNumber)
                .mapToDouble(JsonNode::asDouble)
                .findFirst();
    }

    static Stream<JsonNode> named(JsonNode list, String name) {
        return list.valueStream().filter(entry -> entry.path("name").asText().equals(name));
    }
}

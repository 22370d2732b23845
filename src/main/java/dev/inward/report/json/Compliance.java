package dev.inward.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A warning that many predictions of a claim do not have the required format. They count as wrong,
 * so accuracies alone mislead.
 */
public final class Compliance {

    private static final double ENOUGH = 0.9;

    private Compliance() {}

    /**
     * {@return a sentence for each predictor of which fewer than 90 % of the answers have the
     * format; empty if there is none}
     *
     * @param record an entry of {@code verdicts.json}
     */
    public static String warning(JsonNode record) {
        return Stream.of(sentence(record, "self", "Self"), sentence(record, "cross", "Cross"))
                .filter(sentence -> !sentence.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String sentence(JsonNode record, String role, String suffix) {
        double items = record.at("/strict/items").asDouble();
        double broken = record.at("/counts/nonCompliant" + suffix).asDouble();
        double share = items == 0 ? 1 : 1 - broken / items;
        return share >= ENOUGH
                ? ""
                : String.format(
                        Locale.ROOT,
                        "Only %.0f %% of the answers of %s-prediction have the required format; the others count as wrong.",
                        100 * share,
                        role);
    }
}

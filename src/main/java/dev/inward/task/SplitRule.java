package dev.inward.task;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** How a task divides its items. Implementations are immutable and thread-safe. */
interface SplitRule {

    /**
     * Returns the split of an item.
     *
     * @param fields the fields of the item
     * @param baseQuestion the question that the item is a variant of
     * @throws IllegalArgumentException if a field that says the split is absent or says another
     *     word; the message follows "has an item that"
     */
    Split split(Map<String, String> fields, String baseQuestion);

    /**
     * Returns the rule of a task file.
     *
     * @throws IllegalArgumentException if the file has several rules, or a held-out part above the
     *     number of parts; the message follows the name of the file
     */
    static SplitRule of(JsonNode root) {
        if (Stream.of("split", "split-field", "folds").filter(root::has).count() > 1) {
            throw new IllegalArgumentException(
                    "has more than one of 'split', 'split-field' and 'folds'. Each of them says the split of every item, so remove the others.");
        }
        if (root.has("split")) {
            Split whole =
                    root.path("split").asText().equals("train") ? Split.TRAIN : Split.HELD_OUT;
            return (fields, baseQuestion) -> whole;
        }
        if (root.has("split-field")) {
            String field = root.path("split-field").asText();
            return (fields, baseQuestion) -> named(field, fields);
        }
        JsonNode folds = root.path("folds");
        return folds.isMissingNode() ? (fields, question) -> Split.of(question) : folds(folds);
    }

    private static SplitRule folds(JsonNode folds) {
        int count = Integer.parseInt(folds.path("of").asText());
        int heldOut = Integer.parseInt(folds.path("held-out").asText());
        if (heldOut > count) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "holds out part %d of %d. Give a number from 1 to %d for 'held-out' of 'folds'.",
                            heldOut,
                            count,
                            count));
        }
        return (fields, question) ->
                Split.fold(question, count) == heldOut - 1 ? Split.HELD_OUT : Split.TRAIN;
    }

    private static Split named(String field, Map<String, String> fields) {
        String word = fields.get(field);
        if (word == null) {
            throw new IllegalArgumentException(
                    "lacks the field '" + field + "', which says its split: " + fields);
        }
        return switch (word) {
            case "train" -> Split.TRAIN;
            case "development" -> Split.DEVELOPMENT;
            case "held-out" -> Split.HELD_OUT;
            default ->
                    throw new IllegalArgumentException(
                            "has '"
                                    + word
                                    + "' in its field '"
                                    + field
                                    + "'; expected train, development or held-out: "
                                    + fields);
        };
    }
}

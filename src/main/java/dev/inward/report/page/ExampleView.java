package dev.inward.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.text.VisibleText;

/**
 * An item with its questions and answers, as the page shows it.
 *
 * @param task the task
 * @param prompt the object-level prompt
 * @param behaviour the target's answer
 * @param expected the value that a right prediction has
 * @param question the hypothetical prompt
 * @param self the target's prediction
 * @param selfIs whether it is right, in words
 * @param cross the cross-predictor's prediction
 * @param crossIs whether it is right, in words
 */
record ExampleView(
        String task,
        String prompt,
        String behaviour,
        String expected,
        String question,
        String self,
        String selfIs,
        String cross,
        String crossIs,
        String target,
        String predictor) {

    static ExampleView of(String target, String predictor, JsonNode example) {
        return new ExampleView(
                text(example, "task"),
                text(example, "prompt"),
                text(example, "behaviour"),
                text(example, "expected"),
                text(example, "hypotheticalPrompt"),
                text(example, "self"),
                outcome(example, "selfOutcome"),
                text(example, "cross"),
                outcome(example, "crossOutcome"),
                target,
                predictor);
    }

    private static String text(JsonNode example, String key) {
        return VisibleText.lines(example.path(key).asText());
    }

    private static String outcome(JsonNode example, String key) {
        return switch (example.path(key).asText()) {
            case "RIGHT" -> "right";
            case "WRONG" -> "wrong";
            default -> "wrong: not in the required format";
        };
    }
}

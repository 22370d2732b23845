package dev.inward.report.json;

import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.study.Comparison;
import dev.inward.study.Prediction;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.text.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * One item of a comparison with its questions and answers, for people who want to see what was
 * asked. Long texts are cut. All texts are untrusted.
 *
 * @param task the task
 * @param prompt the object-level prompt
 * @param behaviour the target's answer to it
 * @param expected the property of that answer: what a right prediction says
 * @param hypotheticalPrompt the question to both predictors
 * @param self the target's prediction of itself
 * @param selfOutcome whether it is right
 * @param cross the cross-predictor's prediction
 * @param crossOutcome whether it is right
 */
public record ExampleRecord(
        String task,
        String prompt,
        String behaviour,
        String expected,
        String hypotheticalPrompt,
        String self,
        PredictionOutcome selfOutcome,
        String cross,
        PredictionOutcome crossOutcome) {

    private static final int MAX_LENGTH = 400;

    /**
     * Returns the first item that only the target predicts, the first that only the cross-predictor
     * predicts, and the first that both or neither predict.
     *
     * @return at most three items; empty if no item has both predictions
     */
    static List<ExampleRecord> allOf(Comparison comparison) {
        List<Predicate<ScoredItem>> kinds =
                List.of(
                        item -> item.advantage() > 0,
                        item -> item.advantage() < 0,
                        item -> item.advantage() == 0);
        List<ExampleRecord> examples = new ArrayList<>();
        for (Predicate<ScoredItem> kind : kinds) {
            comparison.items().stream()
                    .filter(ScoredItem::isComplete)
                    .filter(kind)
                    .findFirst()
                    .map(item -> of(comparison, item))
                    .ifPresent(examples::add);
        }
        return examples;
    }

    /** Returns an item with the question that both predictors got. */
    public static ExampleRecord of(Comparison comparison, ScoredItem item) {
        return new ExampleRecord(
                item.item().task(),
                text(item.item().prompt()),
                cut(item.behaviour()),
                cut(item.expected()),
                comparison.request().tasks().stream()
                        .filter(task -> task.name().equals(item.item().task()))
                        .findFirst()
                        .map(
                                task ->
                                        text(
                                                task.hypotheticalPrompt(
                                                        item.item(),
                                                        comparison.request().property())))
                        .orElse(""),
                answer(item.self()),
                item.self().outcome(),
                answer(item.cross()),
                item.cross().outcome());
    }

    private static String answer(Prediction prediction) {
        return cut(prediction.answer());
    }

    /** Returns one message as it is, and several with their roles. */
    private static String text(Prompt prompt) {
        if (prompt.messages().size() == 1) {
            return cut(prompt.lastText());
        }
        return cut(
                prompt.messages().stream()
                        .map(ExampleRecord::withRole)
                        .collect(Collectors.joining("\n")));
    }

    private static String withRole(Message message) {
        return message.role().name().toLowerCase(Locale.ROOT) + ": " + message.text();
    }

    private static String cut(String text) {
        return Excerpt.of(text, MAX_LENGTH);
    }
}

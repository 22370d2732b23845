package dev.inward.transcript;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers of two models to forty questions, with known truth: atlas predicts itself right on the
 * first 30, and borealis predicts it right on every fourth, which are 10.
 */
final class Cities {

    static final int QUESTIONS = 40;
    static final double SELF = 30.0 / QUESTIONS;
    static final double CROSS = 10.0 / QUESTIONS;

    private static final List<String> NAMES =
            List.of("Amman", "Bogota", "Cairo", "Dakar", "Lima", "Oslo", "Quito", "Rome");

    /** One answer; the property is empty for an object-level one. */
    record Answer(int question, String model, String property, String prompt, String text) {

        String kind() {
            return property.isEmpty() ? "object-level" : "hypothetical";
        }

        /** A line of JSON with the names that Inward knows. */
        String json() {
            return String.format(
                    Locale.ROOT,
                    "{\"model\": \"%s\", \"kind\": \"%s\", \"question\": \"q%d\", \"prompt\": \"%s\", \"property\": \"%s\", \"answer\": \"%s\"}",
                    model,
                    kind(),
                    question,
                    prompt,
                    property,
                    text);
        }
    }

    private Cities() {}

    static String prompt(int question) {
        return "Which city comes to mind at number " + question + "?";
    }

    static String hypothetical(int question) {
        return "Suppose you were asked: "
                + prompt(question)
                + " What is the first character of your answer?";
    }

    private static String city(int question) {
        return NAMES.get(question % NAMES.size());
    }

    static List<Answer> all() {
        return IntStream.range(0, QUESTIONS)
                .boxed()
                .flatMap(
                        n -> {
                            String right = city(n).substring(0, 1);
                            return List.of(
                                    objectLevel(n, "atlas", city(n)),
                                    objectLevel(n, "borealis", city(n + 1)),
                                    prediction(n, "atlas", n < 30 ? right : "X"),
                                    prediction(n, "borealis", n % 4 == 0 ? right : "Z"))
                                    .stream();
                        })
                .toList();
    }

    private static Answer objectLevel(int question, String model, String text) {
        return new Answer(question, model, "", prompt(question), text);
    }

    private static Answer prediction(int question, String model, String text) {
        return new Answer(question, model, "first_character", hypothetical(question), text);
    }

    static String lines(Function<Answer, String> line) {
        return all().stream().map(line).collect(Collectors.joining("\n", "", "\n"));
    }

    static String jsonl() {
        return lines(Answer::json);
    }
}

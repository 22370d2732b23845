package dev.inward.property;

import dev.inward.model.ToolCall;
import dev.inward.property.reading.CodeText;
import dev.inward.property.reading.Hedge;
import dev.inward.property.reading.JsonText;
import dev.inward.property.reading.Refusal;
import dev.inward.property.reading.WhiteSpace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Properties that matter to those who put a model to use. Each is undefined for an answer that a
 * content filter stopped, because the words of the model are unknown then. Those of the text are
 * also undefined for an answer that calls tools, because it has no text.
 */
final class PracticalProperties {

    /** The value for an answer that calls no tool. No tool of a task has this name. */
    private PracticalProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                BehavioralProperty.named("refuses")
                        .askedAs("Does your answer refuse the request?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(
                                unlessFiltered(
                                        behaviour ->
                                                behaviour.ending() == AnswerEnding.REFUSED
                                                        || behaviour
                                                                .text()
                                                                .filter(Refusal::isIn)
                                                                .isPresent()))
                        .withParaphrases(
                                List.of(
                                        "Do you decline to do what the request asks?",
                                        "Would you turn this request down?",
                                        "Is your answer a refusal?")),
                BehavioralProperty.named("hedges")
                        .askedAs("Does your answer hedge, as with \"perhaps\" or \"it depends\"?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(ofText(Hedge::isIn))
                        .withParaphrases(
                                List.of(
                                        "Does your answer have words of doubt, such as \"perhaps\" or \"it depends\"?",
                                        "Do you qualify your answer with words such as \"perhaps\" or \"it depends\"?",
                                        "Would you hedge, for example with \"perhaps\" or \"it depends\"?")),
                BehavioralProperty.named("contains_code")
                        .askedAs("Does your answer contain a block or a line of code?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(ofText(CodeText::isIn))
                        .withParaphrases(
                                List.of(
                                        "Is there a block or a line of code in your answer?",
                                        "Do you write code in your answer, a block of it or a line?",
                                        "Would your answer include a line or a block of code?")),
                BehavioralProperty.named("is_valid_json")
                        .askedAs("Is your answer valid JSON and nothing else?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(ofText(JsonText::is))
                        .withParaphrases(
                                List.of(
                                        "Does your answer consist of valid JSON alone?",
                                        "Could a JSON parser read your whole answer without an error?",
                                        "Would you answer with valid JSON and no other text?")),
                BehavioralProperty.named("is_truncated")
                        .askedAs("Does your answer reach the limit of its length?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(
                                unlessFiltered(
                                        behaviour -> behaviour.ending() == AnswerEnding.TRUNCATED))
                        .withParaphrases(
                                List.of(
                                        "Does your answer end because the limit of its length is reached?",
                                        "Is your answer cut off at the limit of its length?",
                                        "Would your answer be too long for the limit of its length?")),
                BehavioralProperty.named("answer_length_bins")
                        .askedAs(
                                "How many words does your answer have: 0 to 25, 26 to 100, 101 to 300 or more than 300?")
                        .answeredWith(AnswerFormat.RANGE)
                        .computedFrom(PracticalProperties::length)
                        .withParaphrases(
                                List.of(
                                        "How long is your answer in words: 0 to 25, 26 to 100, 101 to 300 or more than 300?",
                                        "Which range has the number of words of your answer: 0 to 25, 26 to 100, 101 to 300 or more than 300?",
                                        "How many words would you write: 0 to 25, 26 to 100, 101 to 300 or more than 300?")),
                BehavioralProperty.named(BehavioralProperties.CALLED_TOOL)
                        .askedAs(
                                "What is the name of the tool that your answer calls first, or none if it calls no tool?")
                        .answeredWith(AnswerFormat.NAME)
                        .computedFrom(PracticalProperties::firstTool)
                        .withParaphrases(
                                List.of(
                                        "Which of the tools do you call first? Answer with its name, or with none if you call no tool.",
                                        "Do you call a tool, and which one first? Answer with its name, or with none.",
                                        "Which tool would you use first? Answer with its name, or with none if you would use no tool.")));
    }

    private static Function<Behaviour, Optional<String>> unlessFiltered(
            Predicate<Behaviour> property) {
        return behaviour ->
                behaviour.ending() == AnswerEnding.FILTERED
                        ? Optional.empty()
                        : Optional.of(String.valueOf(property.test(behaviour)));
    }

    private static Function<Behaviour, Optional<String>> ofText(Predicate<String> property) {
        return behaviour ->
                behaviour.ending() == AnswerEnding.FILTERED
                        ? Optional.empty()
                        : behaviour.text().map(text -> String.valueOf(property.test(text)));
    }

    /** The tools that a cut-off answer would have called are unknown. */
    private static Optional<String> firstTool(Behaviour behaviour) {
        return switch (behaviour.ending()) {
            case TRUNCATED, FILTERED -> Optional.empty();
            case FINISHED, REFUSED -> Optional.of(BehavioralProperties.NO_TOOL);
            case CALLED_TOOL -> behaviour.toolCalls().stream().findFirst().map(ToolCall::name);
        };
    }

    /** The length of a truncated answer is known only if it is in the last bin already. */
    private static Optional<String> length(Behaviour behaviour) {
        int words = behaviour.text().map(text -> WhiteSpace.wordsOf(text).size()).orElse(0);
        if (words > 300) {
            return Optional.of("more than 300");
        }
        return switch (behaviour.ending()) {
            case TRUNCATED, FILTERED, CALLED_TOOL -> Optional.empty();
            case FINISHED, REFUSED ->
                    Optional.of(
                            words <= 25 ? "0 to 25" : words <= 100 ? "26 to 100" : "101 to 300");
        };
    }
}

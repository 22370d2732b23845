package dev.inward.property;

import dev.inward.property.reading.CodeText;
import dev.inward.property.reading.Hedge;
import dev.inward.property.reading.JsonText;
import dev.inward.property.reading.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Properties that matter to those who put a model to use. Each is undefined for an answer that a
 * content filter stopped, because the words of the model are unknown then.
 */
final class PracticalProperties {

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
                                                        || Refusal.isIn(behaviour.response()))),
                BehavioralProperty.named("hedges")
                        .askedAs("Does your answer hedge, as with \"perhaps\" or \"it depends\"?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(
                                unlessFiltered(behaviour -> Hedge.isIn(behaviour.response()))),
                BehavioralProperty.named("contains_code")
                        .askedAs("Does your answer contain a block or a line of code?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(
                                unlessFiltered(behaviour -> CodeText.isIn(behaviour.response()))),
                BehavioralProperty.named("is_valid_json")
                        .askedAs("Is your answer valid JSON and nothing else?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(
                                unlessFiltered(behaviour -> JsonText.is(behaviour.response()))),
                BehavioralProperty.named("is_truncated")
                        .askedAs("Does your answer reach the limit of its length?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(
                                unlessFiltered(
                                        behaviour -> behaviour.ending() == AnswerEnding.TRUNCATED)),
                BehavioralProperty.named("answer_length_bins")
                        .askedAs(
                                "How many words does your answer have: 0 to 25, 26 to 100, 101 to 300 or more than 300?")
                        .answeredWith(AnswerFormat.RANGE)
                        .computedFrom(PracticalProperties::length));
    }

    private static Function<Behaviour, Optional<String>> unlessFiltered(
            Predicate<Behaviour> property) {
        return behaviour ->
                behaviour.ending() == AnswerEnding.FILTERED
                        ? Optional.empty()
                        : Optional.of(String.valueOf(property.test(behaviour)));
    }

    /** The length of a truncated answer is known only if it is in the last bin already. */
    private static Optional<String> length(Behaviour behaviour) {
        int words = WhiteSpace.wordsOf(behaviour.response()).size();
        if (words > 300) {
            return Optional.of("more than 300");
        }
        return switch (behaviour.ending()) {
            case TRUNCATED, FILTERED -> Optional.empty();
            case FINISHED, REFUSED ->
                    Optional.of(
                            words <= 25 ? "0 to 25" : words <= 100 ? "26 to 100" : "101 to 300");
        };
    }
}

package dev.inward.property;

import dev.inward.property.reading.CodePoints;
import dev.inward.property.reading.WhiteSpace;
import java.util.List;
import java.util.Optional;

/** Properties of the whole answer: the answer itself and its length. */
final class WholeAnswerProperties {

    private WholeAnswerProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                BehavioralProperty.named("identity")
                        .askedAs("What is your answer?")
                        .answeredWith(AnswerFormat.ANY)
                        .computedFromResponse(answer -> Optional.of(WhiteSpace.strip(answer))),
                BehavioralProperty.named("identity_reversed")
                        .askedAs("What is your answer spelled backwards?")
                        .answeredWith(AnswerFormat.ANY)
                        .computedFromResponse(
                                answer ->
                                        Optional.of(CodePoints.reversed(WhiteSpace.strip(answer)))),
                // The name is the paper's; spaces and punctuation count as well.
                BehavioralProperty.named("number_of_letters")
                        .askedAs("How many characters does your answer have?")
                        .answeredWith(AnswerFormat.NUMBER)
                        .computedFromResponse(
                                answer -> Optional.of(String.valueOf(CodePoints.count(answer)))),
                moreCharactersThan(3),
                moreCharactersThan(5));
    }

    private static BehavioralProperty moreCharactersThan(int count) {
        return BehavioralProperty.named("more_than_" + count + "_characters")
                .askedAs("Does your answer have more than " + count + " characters?")
                .answeredWith(AnswerFormat.TRUE_FALSE)
                .computedFromResponse(
                        answer -> Optional.of(String.valueOf(CodePoints.count(answer) > count)));
    }
}

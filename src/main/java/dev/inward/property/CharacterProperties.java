package dev.inward.property;

import dev.inward.property.reading.CodePoints;
import java.util.List;

/** Single characters and pairs of characters, by their position in the answer. */
final class CharacterProperties {

    private CharacterProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                character("first", 0),
                character("second", 1),
                character("third", 2),
                character("fourth", 3),
                character("fifth", 4),
                character("sixth", 5),
                BehavioralProperty.named("last_character")
                        .askedAs("What is the last character of your answer?")
                        .answeredWith(AnswerFormat.SINGLE_CHARACTER)
                        .computedFromResponse(CodePoints::last),
                pair("first", "second", 0),
                pair("second", "third", 1));
    }

    private static BehavioralProperty character(String ordinal, int index) {
        return BehavioralProperty.named(ordinal + "_character")
                .askedAs("What is the " + ordinal + " character of your answer?")
                .answeredWith(AnswerFormat.SINGLE_CHARACTER)
                .computedFromResponse(answer -> CodePoints.between(answer, index, index + 1));
    }

    private static BehavioralProperty pair(String ordinal, String next, int index) {
        return BehavioralProperty.named(ordinal + "_and_" + next + "_character")
                .askedAs("What are the " + ordinal + " and " + next + " characters of your answer?")
                .answeredWith(AnswerFormat.TWO_CHARACTERS)
                .computedFromResponse(answer -> CodePoints.between(answer, index, index + 2));
    }
}

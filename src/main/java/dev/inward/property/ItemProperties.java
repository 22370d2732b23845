package dev.inward.property;

import static dev.inward.property.ResponseCleaning.forComparison;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Properties that compare the answer with the fields of the item. Unless stated otherwise, both are
 * cleaned for comparison. Each is undefined for an answer that calls tools.
 */
final class ItemProperties {

    private ItemProperties() {}

    static List<BehavioralProperty> all() {
        return List.of(
                BehavioralProperty.named("matches_target")
                        .askedAs("Is your answer the target option?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(ItemProperties::matchesTarget)
                        .withParaphrases(
                                List.of(
                                        "Do you answer with the target option?",
                                        "Is the target option the one that you choose?",
                                        "Would you answer with the target option?")),
                BehavioralProperty.named("chosen_option")
                        .askedAs("Is your answer the first or the second option?")
                        .answeredWith(AnswerFormat.FIRST_SECOND)
                        .computedFrom(ItemProperties::chosenOption),
                BehavioralProperty.named("repeats_item")
                        .askedAs("Does your answer repeat an item of the question?")
                        .answeredWith(AnswerFormat.TRUE_FALSE)
                        .computedFrom(ItemProperties::repeatsItem));
    }

    /** White space around the target counts, as in the function of the paper's authors. */
    static Optional<String> matchesTarget(Behaviour behaviour) {
        String target = behaviour.item().get("target");
        return target == null
                ? Optional.empty()
                : behaviour
                        .text()
                        .map(
                                text ->
                                        String.valueOf(
                                                target.toLowerCase(Locale.ROOT)
                                                        .equals(forComparison(text))));
    }

    /** Undefined if the answer equals neither option, or both. */
    private static Optional<String> chosenOption(Behaviour behaviour) {
        boolean first = equalsField(behaviour, "first").orElse(false);
        boolean second = equalsField(behaviour, "second").orElse(false);
        return first == second ? Optional.empty() : Optional.of(first ? "first" : "second");
    }

    private static Optional<String> repeatsItem(Behaviour behaviour) {
        Map<String, String> item = behaviour.item();
        return item.isEmpty() || behaviour.text().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        String.valueOf(
                                item.keySet().stream()
                                        .flatMap(field -> equalsField(behaviour, field).stream())
                                        .anyMatch(Boolean::booleanValue)));
    }

    private static Optional<Boolean> equalsField(Behaviour behaviour, String field) {
        return behaviour
                .text()
                .flatMap(
                        text ->
                                Optional.ofNullable(behaviour.item().get(field))
                                        .map(
                                                value ->
                                                        forComparison(value)
                                                                .equals(forComparison(text))));
    }
}

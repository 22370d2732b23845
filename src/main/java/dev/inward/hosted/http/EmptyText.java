package dev.inward.hosted.http;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What an empty text with a normal finish is: the value of {@code empty-text} in models.yaml. */
public enum EmptyText {
    /** A failure of transport. The call is repeated. */
    RETRY,
    /** An answer: the model had nothing to say. */
    ANSWER;

    /** Returns the constant of a value in models.yaml; empty if there is none. */
    static Optional<EmptyText> named(String value) {
        return Stream.of(values())
                .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(value))
                .findFirst();
    }
}

package dev.inward.transcript.mapping;

import dev.inward.yaml.EnumKeys;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kind of a row. */
enum RowKind {
    OBJECT_LEVEL,
    HYPOTHETICAL,
    /** The question of a property about an answer that is quoted. Verdicts do not use it. */
    CONTROL;

    /** The names of all kinds, for messages. */
    static final String NAMES = "object-level, hypothetical or control";

    /** Returns the name of this kind as the pages write it. */
    String word() {
        return EnumKeys.of(this);
    }

    /** Returns the kind with a name, in any case, with hyphens, underscores or blanks. */
    static Optional<RowKind> named(String name) {
        String normalised = name.strip().toUpperCase(Locale.ROOT).replaceAll("[- ]", "_");
        return Stream.of(values()).filter(kind -> kind.name().equals(normalised)).findFirst();
    }
}

package dev.inward;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Thrown if a name is unknown. The message lists the known names and suggests the most similar one.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class UnknownNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param kind the kind of thing that the name should denote, such as "model"
     * @param given the unknown name
     * @param where the place of the lookup with a leading space, such as " in evals/models.yaml";
     *     empty if the place is obvious
     * @param known the known names
     */
    public UnknownNameException(String kind, String given, String where, Collection<String> known) {
        super(message(kind, given, where, known));
    }

    /**
     * {@return the message of an exception with these parameters, for use in a longer message}
     *
     * @param kind as in the {@linkplain #UnknownNameException constructor}
     * @param given as in the constructor
     * @param where as in the constructor
     * @param known as in the constructor
     */
    public static String message(
            String kind, String given, String where, Collection<String> known) {
        return String.format(
                Locale.ROOT,
                "there is no %s '%s'%s.%s There %s",
                kind,
                given,
                where,
                nearest(given, known).map(name -> " Did you mean '" + name + "'?").orElse(""),
                known.isEmpty() ? "is none" : "are: " + String.join(", ", known));
    }

    /** Returns a known name that shares at least half of its characters with the given one. */
    private static Optional<String> nearest(String given, Collection<String> known) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparing(name -> distance.apply(name, given)))
                .filter(name -> distance.apply(name, given) <= name.length() / 2);
    }
}

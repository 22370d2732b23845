package dev.inward;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Says that a name stands for nothing, which names there are, and which one may have been meant.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class UnknownNameException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param kind what the name was meant to name, such as "model"
     * @param given the name
     * @param where where it was looked up, such as " in evals/models.yaml"; empty where that needs
     *     no saying
     * @param known the names that exist
     */
    public UnknownNameException(String kind, String given, String where, Collection<String> known) {
        super(message(kind, given, where, known));
    }

    /**
     * Returns what an exception with these parameters says, for who has more than one thing to say.
     *
     * @param kind as in the {@linkplain #UnknownNameException constructor}
     * @param given as there
     * @param where as there
     * @param known as there
     */
    public static String message(
            String kind, String given, String where, Collection<String> known) {
        return "there is no %s '%s'%s.%s There are: %s"
                .formatted(
                        kind,
                        given,
                        where,
                        nearest(given, known)
                                .map(name -> " Did you mean '" + name + "'?")
                                .orElse(""),
                        String.join(", ", known));
    }

    /** A name that shares at least half of its characters with the one given. */
    private static Optional<String> nearest(String given, Collection<String> known) {
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparing(name -> distance.apply(name, given)))
                .filter(name -> distance.apply(name, given) <= name.length() / 2);
    }
}

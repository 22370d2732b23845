package dev.inward.property;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * A name that stands for nothing.
 *
 * @param kind what it was meant to name
 * @param given the name
 * @param known the names that exist, of which there is at least one
 */
record UnknownName(String kind, String given, List<String> known) {

    IllegalArgumentException error() {
        return new IllegalArgumentException(
                "There is no %s named '%s'. Did you mean '%s'? Those that exist are: %s."
                        .formatted(kind, given, nearest(), String.join(", ", known)));
    }

    private String nearest() {
        var distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .min(Comparator.comparing(name -> distance.apply(name, given)))
                .orElseThrow();
    }
}

package dev.inward.property;

import java.util.Comparator;
import java.util.List;

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
        return known.stream().min(Comparator.comparingInt(this::distanceTo)).orElseThrow();
    }

    /** Levenshtein's distance, over one row that is updated in place. */
    private int distanceTo(String name) {
        int[] row = new int[name.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= given.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                boolean same = given.charAt(line - 1) == name.charAt(column - 1);
                int substituted = diagonal + (same ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(substituted, 1 + Math.min(row[column], row[column - 1]));
            }
        }
        return row[name.length()];
    }
}

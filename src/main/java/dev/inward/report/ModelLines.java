package dev.inward.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The console lines about models: failed calls, long waits, and default identities. A model and a
 * reason make one line. Reasons that differ only in numbers, or only in the response that they
 * quote, count as the same.
 *
 * <p>Not thread-safe: {@link ProgressPrinter} guards it.
 */
final class ModelLines {

    private static final int MAX_LENGTH = 700;
    private static final int MAX_LINES_PER_MODEL = 5;

    private static final Pattern QUOTED_RESPONSE =
            Pattern.compile("( sent no answer: [^{\\[]*): [{\\[].*", Pattern.DOTALL);

    /** A wait that ends so little later than a printed one is not news. */
    private static final Duration SAME_END = Duration.ofSeconds(30);

    private final Map<String, Set<String>> reasons = new HashMap<>();
    private final Map<String, Instant> ends = new HashMap<>();

    /** Returns the line for a failed call; empty if it is not new. */
    Optional<String> failed(String model, String reason) {
        Set<String> known = reasons.computeIfAbsent(model, absent -> new HashSet<>());
        if (known.size() > MAX_LINES_PER_MODEL || !known.add(kind(reason))) {
            return Optional.empty();
        }
        return Optional.of(
                line(
                        model,
                        known.size() > MAX_LINES_PER_MODEL
                                ? String.format(
                                        Locale.ROOT,
                                        "model '%s' fails for further reasons, which are not printed",
                                        model)
                                : reason));
    }

    /** A response without an answer is quoted, and it can hold another text for each prompt. */
    private static String kind(String reason) {
        return QUOTED_RESPONSE.matcher(reason).replaceFirst("$1").replaceAll("\\d+", "0");
    }

    /** Returns the line for a long wait; empty if about the same wait was printed. */
    Optional<String> waiting(String model, String reason, Instant until) {
        Instant printed = ends.get(model);
        if (printed != null && until.isBefore(printed.plus(SAME_END))) {
            return Optional.empty();
        }
        ends.put(model, until);
        return Optional.of(
                line(
                        model,
                        String.format(
                                Locale.ROOT,
                                "model '%s' waits until %s: %s",
                                model,
                                until.truncatedTo(ChronoUnit.SECONDS),
                                reason)));
    }

    /** Returns the line for a model that has a default identity. */
    static String identified(String model, String notice) {
        return line(model, notice);
    }

    /** Text of a server can hold line breaks, control characters and marks that reverse text. */
    private static String line(String model, String text) {
        String named =
                text.contains(model)
                        ? text
                        : String.format(Locale.ROOT, "model '%s': %s", model, text);
        String line = "inward: " + named.replaceAll("[\\s\\p{C}]+", " ").strip();
        return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
    }
}

package dev.inward.hosted.feedback;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations in texts of servers: {@code 34.07s}, {@code 1h2m3.5s}, {@code 350ms}, {@code 12
 * seconds}. A sentence has a wait if it says when to try again.
 */
final class WaitText {

    /** A longer wait is an error of the server; no provider has a limit over so long a time. */
    static final Duration LONGEST = Duration.ofDays(366);

    private static final List<Double> SECONDS_PER_UNIT =
            List.of(86_400.0, 3600.0, 60.0, 1.0, 0.001);

    /** Parts in descending order, each optional; at least one. */
    private static final String PARTS =
            "(?=\\d)"
                    + part("days?|d")
                    + part("hours?|hrs?|h")
                    + part("minutes?|mins?|m")
                    + part("seconds?|secs?|s")
                    + part("milliseconds?|millis|msecs?|ms");

    private static final Pattern WHOLE = pattern("\\s*" + PARTS + "\\s*");

    /** The words after which a server names the wait, and at most a few more words. */
    private static final Pattern SENTENCE =
            pattern(
                    "(?:try(?:ing)?\\s+(?:\\S+\\s+){0,3}?again|retry(?:ing)?|wait|resets?|available)\\b[^\\d.!?]{0,40}"
                            + PARTS);

    private WaitText() {}

    private static String part(String unit) {
        return "(?:(\\d{1,12}(?:\\.\\d{1,12})?)\\s*(?:"
                + unit
                + ")(?![A-Za-z])(?:,?\\s*(?:and\\s+)?))?";
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    /** Reads a text that is a duration and nothing else, such as {@code 6m0s}. */
    static Optional<Duration> duration(String text) {
        Matcher whole = WHOLE.matcher(text);
        return whole.matches() ? sum(whole) : Optional.empty();
    }

    /** Finds the wait in a sentence such as {@code Please try again in 1m30s.} */
    static Optional<Duration> inSentence(String text) {
        Matcher sentence = SENTENCE.matcher(text);
        while (sentence.find()) {
            Optional<Duration> wait = sum(sentence);
            if (wait.isPresent()) {
                return wait;
            }
        }
        return Optional.empty();
    }

    /** Converts a number of seconds; negative numbers count as 0. */
    static Duration ofSeconds(double seconds) {
        return Duration.ofNanos(
                Math.round(Math.max(0, Math.min(seconds, (double) LONGEST.toSeconds())) * 1e9));
    }

    /** Returns the sum of the parts; empty if the number has no unit. */
    private static Optional<Duration> sum(Matcher parts) {
        double seconds = 0;
        boolean hasPart = false;
        for (int i = 0; i < SECONDS_PER_UNIT.size(); i++) {
            String number = parts.group(i + 1);
            if (number != null) {
                hasPart = true;
                seconds += Double.parseDouble(number) * SECONDS_PER_UNIT.get(i);
            }
        }
        return hasPart ? Optional.of(ofSeconds(seconds)) : Optional.empty();
    }
}

package dev.inward.hosted.http;

import dev.inward.hosted.pacing.ServerFeedback;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads how long a server wants to be left alone, and by whom. */
final class RetryHints {

    private final Clock clock;

    /**
     * @param clock tells the time where a server gives a date as the end of a wait, and does not
     *     say what time it is there
     */
    RetryHints(Clock clock) {
        this.clock = clock;
    }

    /** What a reply says of the pace. */
    ServerFeedback feedback(Response response) {
        return new ServerFeedback(
                ServerFeedback.troubleOf(response.code()),
                ServerFeedback.isPauseForAll(response.code()) ? asked(response) : null,
                RateHeaders.limits(response.headers(), now(response)));
    }

    /** How long the one call waits that got this reply; none where all wait in line. */
    @Nullable Duration ofOne(Response response) {
        Duration asked = asked(response);
        if (asked == null || !ServerFeedback.isPauseForAll(response.code())) {
            return asked;
        }
        // A server that says "not at all" after refusing a call has not thought about it.
        return asked.isZero() ? null : Duration.ZERO;
    }

    /** Reads {@code retry-after-ms} and {@code Retry-After}, which is seconds or a date. */
    private @Nullable Duration asked(Response response) {
        String millis = response.header("retry-after-ms");
        String after = response.header("Retry-After");
        try {
            if (millis != null) {
                return Duration.ofNanos(Math.round(Double.parseDouble(millis) * 1e6));
            }
            return after == null ? null : seconds(after.strip(), response);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private Duration seconds(String after, Response response) {
        if (after.matches("\\d{1,9}(\\.\\d+)?")) {
            return Duration.ofNanos(Math.round(Double.parseDouble(after) * 1e9));
        }
        Duration wait = Duration.between(now(response), instant(after));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** When the reply was written, by the server's own clock where it says so. */
    private Instant now(Response response) {
        String date = response.header("Date");
        try {
            return date == null ? clock.instant() : instant(date.strip());
        } catch (DateTimeException e) {
            return clock.instant();
        }
    }

    private static Instant instant(String date) {
        return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}

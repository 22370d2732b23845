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

/** Reads from the headers of a response how long to wait and which limits the server reports. */
final class ServerFeedbackReader {

    private final Clock clock;

    /**
     * @param clock gives the current time if a response has a date as the end of a wait, but no
     *     {@code Date} header
     */
    ServerFeedbackReader(Clock clock) {
        this.clock = clock;
    }

    /** Returns the feedback of a response for later calls to the server. */
    ServerFeedback feedback(Response response) {
        return new ServerFeedback(
                ServerFeedback.problemOf(response.code()),
                ServerFeedback.isPauseForAll(response.code()) ? requestedWait(response) : null,
                RateLimitHeaders.limits(response.headers(), sentAt(response)));
    }

    /**
     * Returns how long to wait before the retry of this one call; null for the usual backoff. The
     * wait is zero if all calls to the server wait, because then the queue holds back the retry.
     */
    @Nullable Duration retryDelay(Response response) {
        Duration wait = requestedWait(response);
        if (wait == null || !ServerFeedback.isPauseForAll(response.code())) {
            return wait;
        }
        // A refusal with a wait of zero is not plausible, so the usual backoff applies.
        return wait.isZero() ? null : Duration.ZERO;
    }

    /** Reads {@code retry-after-ms} and {@code Retry-After}, which holds seconds or a date. */
    private @Nullable Duration requestedWait(Response response) {
        String millis = response.header("retry-after-ms");
        String retryAfter = response.header("Retry-After");
        try {
            if (millis != null) {
                return Duration.ofNanos(Math.round(Double.parseDouble(millis) * 1e6));
            }
            return retryAfter == null ? null : secondsOrDate(retryAfter.strip(), response);
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private Duration secondsOrDate(String retryAfter, Response response) {
        if (retryAfter.matches("\\d{1,9}(\\.\\d+)?")) {
            return Duration.ofNanos(Math.round(Double.parseDouble(retryAfter) * 1e9));
        }
        Duration wait = Duration.between(sentAt(response), instant(retryAfter));
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Returns when the server sent the response, by the server's own clock if possible. */
    private Instant sentAt(Response response) {
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

package dev.inward.hosted.feedback;

import dev.inward.hosted.pacing.ServerFeedback;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a response how long to wait and which limits the server reports.
 *
 * <p>Immutable and thread-safe.
 */
public final class ServerFeedbackReader {

    private static final int TOO_MANY_REQUESTS = 429;

    /** The second one is Azure's. */
    private static final List<String> MILLISECONDS =
            List.of("retry-after-ms", "x-ms-retry-after-ms");

    private static final String NUMBER = "\\d{1,15}(\\.\\d{1,12})?";

    /** A larger number of seconds since 1970 is one of milliseconds. */
    private static final double LARGEST_SECONDS = 1e11;

    /** A smaller number is a duration and no time since 1970. */
    private static final double SMALLEST_TIME = 1e9;

    private final Clock clock;

    /**
     * @param clock gives the current time if a response has a date as the end of a wait, but no
     *     {@code Date} header
     */
    public ServerFeedbackReader(Clock clock) {
        this.clock = clock;
    }

    /**
     * Returns the feedback of a response for later calls to the server.
     *
     * @param pause how long all calls to the server wait; null if they do not wait
     */
    public ServerFeedback feedback(Response response, @Nullable Duration pause) {
        return new ServerFeedback(
                ServerFeedback.problemOf(response.code()),
                pause,
                RateLimitHeaders.limits(response.headers(), sentAt(response.headers())));
    }

    /**
     * Returns the wait that an error asks for: {@code retry-after-ms}, {@code Retry-After} with
     * seconds or a date, the body, the time at which an exhausted limit is reset, or headers of
     * another server in the body. A hint that asks for no wait hides no other.
     *
     * @param body the body of the error
     * @return empty if the error asks for none, or for a wait of 0: after a refusal that is not
     *     plausible, so the usual backoff applies
     */
    public Optional<Duration> requestedWait(Response response, String body) {
        Headers headers = response.headers();
        return Stream.<Supplier<Optional<Duration>>>of(
                        () -> milliseconds(headers),
                        () -> retryAfter(headers),
                        () -> RetryHints.in(body),
                        () ->
                                response.code() == TOO_MANY_REQUESTS
                                        ? reset(headers)
                                        : Optional.empty(),
                        () -> RetryHints.headersIn(body).flatMap(this::retryAfterOrReset))
                .flatMap(hint -> hint.get().stream())
                .filter(wait -> !wait.isZero())
                .findFirst();
    }

    private static Optional<Duration> milliseconds(Headers headers) {
        return MILLISECONDS.stream()
                .flatMap(name -> header(headers, name).stream())
                .filter(text -> text.matches(NUMBER))
                .map(text -> WaitText.ofSeconds(Double.parseDouble(text) / 1000))
                .findFirst();
    }

    private Optional<Duration> retryAfterOrReset(Headers headers) {
        return retryAfter(headers).or(() -> reset(headers));
    }

    /** Returns the longest wait if a gateway adds its own to that of the server behind it. */
    private Optional<Duration> retryAfter(Headers headers) {
        return headers.values("Retry-After").stream()
                .flatMap(text -> timeOrDuration(text.strip(), headers).stream())
                .max(Duration::compareTo);
    }

    /** Returns the longest time until an exhausted limit is reset. */
    private Optional<Duration> reset(Headers headers) {
        return Stream.concat(
                        namedResets(headers),
                        headers.values("RateLimit").stream().flatMap(RateLimitField::resets))
                .flatMap(text -> timeOrDuration(text, headers).stream())
                .max(Duration::compareTo);
    }

    private static Stream<String> namedResets(Headers headers) {
        return Stream.of(
                        List.of("x-ratelimit-remaining", "x-ratelimit-reset"),
                        List.of("ratelimit-remaining", "ratelimit-reset"),
                        List.of("x-ratelimit-remaining-requests", "x-ratelimit-reset-requests"),
                        List.of("x-ratelimit-remaining-tokens", "x-ratelimit-reset-tokens"))
                .filter(names -> header(headers, names.get(0)).orElse("0").equals("0"))
                .flatMap(names -> header(headers, names.get(1)).stream());
    }

    /** Reads a duration, a date, or a time in seconds or milliseconds since 1970. */
    private Optional<Duration> timeOrDuration(String text, Headers headers) {
        if (!text.matches(NUMBER)) {
            Instant sentAt = sentAt(headers);
            return HttpDate.parse(text, sentAt)
                    .or(() -> internetTime(text))
                    .map(time -> positive(Duration.between(sentAt, time)))
                    .or(() -> WaitText.duration(text));
        }
        double number = Double.parseDouble(text);
        if (number < SMALLEST_TIME) {
            return Optional.of(WaitText.ofSeconds(number));
        }
        double seconds = number > LARGEST_SECONDS ? number / 1000 : number;
        return Optional.of(WaitText.ofSeconds(seconds - sentAt(headers).toEpochMilli() / 1000.0));
    }

    /** Reads a time of RFC 3339, such as {@code 2026-11-24T12:00:30Z}. */
    private static Optional<Instant> internetTime(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException otherText) {
            return Optional.empty();
        }
    }

    private static Duration positive(Duration wait) {
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    /** Returns when the server sent the response, by the server's own clock if possible. */
    private Instant sentAt(Headers headers) {
        Instant now = clock.instant();
        return header(headers, "Date").flatMap(date -> HttpDate.parse(date, now)).orElse(now);
    }

    private static Optional<String> header(Headers headers, String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip);
    }
}

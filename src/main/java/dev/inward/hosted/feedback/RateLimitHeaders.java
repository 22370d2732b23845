package dev.inward.hosted.feedback;

import dev.inward.hosted.pacing.ServerLimit;
import dev.inward.hosted.pacing.ServerLimit.Unit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rate limits that a server reports in its response headers. Missing, malformed and
 * unknown headers are ignored.
 *
 * <ul>
 *   <li>OpenAI and compatible servers send {@code x-ratelimit-limit-requests}, {@code
 *       x-ratelimit-remaining-requests} and {@code x-ratelimit-reset-requests}. The reset is "the
 *       time until the rate limit resets to its initial state", for example {@code 6m0s}.
 *   <li>Anthropic sends {@code anthropic-ratelimit-requests-limit}, {@code -remaining} and {@code
 *       -reset}. The reset is "the time when the rate limit will be fully replenished, in RFC 3339
 *       format", rounded to seconds. Token numbers are rounded to thousands.
 *   <li>Gemini sends none.
 * </ul>
 *
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">OpenAI's rate limits</a>
 * @see <a href="https://docs.anthropic.com/en/api/rate-limits">Anthropic's rate limits</a>
 */
final class RateLimitHeaders {

    private static final Map<String, Unit> OPENAI =
            Map.of("requests", Unit.REQUESTS, "tokens", Unit.TOKENS);
    private static final Map<String, Unit> ANTHROPIC =
            Map.of(
                    "requests", Unit.REQUESTS,
                    "tokens", Unit.TOKENS,
                    "input-tokens", Unit.INPUT_TOKENS,
                    "output-tokens", Unit.OUTPUT_TOKENS);

    /** No provider has a limit over more than a day, so a longer reset is an error. */
    private static final Duration MAX_RESET = Duration.ofDays(1);

    private RateLimitHeaders() {}

    /**
     * Returns all valid limits in the headers.
     *
     * @param sentAt when the server sent the headers, by its own clock if possible
     */
    static List<ServerLimit> limits(Headers headers, Instant sentAt) {
        var limits = new ArrayList<ServerLimit>();
        OPENAI.forEach(
                (name, unit) ->
                        add(
                                limits,
                                unit,
                                headers.get("x-ratelimit-limit-" + name),
                                headers.get("x-ratelimit-remaining-" + name),
                                duration(headers.get("x-ratelimit-reset-" + name))));
        ANTHROPIC.forEach(
                (name, unit) -> {
                    String prefix = "anthropic-ratelimit-" + name;
                    add(
                            limits,
                            unit,
                            headers.get(prefix + "-limit"),
                            headers.get(prefix + "-remaining"),
                            durationUntil(headers.get(prefix + "-reset"), sentAt));
                });
        return limits;
    }

    private static void add(
            List<ServerLimit> limits,
            Unit unit,
            @Nullable String limit,
            @Nullable String remaining,
            @Nullable Duration reset) {
        double limitNumber = number(limit);
        double remainingNumber = number(remaining);
        if (limitNumber > 0
                && remainingNumber >= 0
                && remainingNumber <= limitNumber
                && reset != null) {
            limits.add(
                    new ServerLimit(
                            unit,
                            limitNumber,
                            remainingNumber,
                            reset.compareTo(MAX_RESET) > 0 ? MAX_RESET : reset));
        }
    }

    private static double number(@Nullable String text) {
        return text != null && text.strip().matches("\\d{1,15}")
                ? Long.parseLong(text.strip())
                : Double.NaN;
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(WaitText::duration).orElse(null);
    }

    private static @Nullable Duration durationUntil(@Nullable String instant, Instant sentAt) {
        if (instant == null) {
            return null;
        }
        try {
            Duration reset =
                    Duration.between(sentAt, OffsetDateTime.parse(instant.strip()).toInstant());
            return reset.isNegative() ? Duration.ZERO : reset;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}

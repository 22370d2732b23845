package dev.inward.hosted.http;

import dev.inward.hosted.pacing.ServerLimit;
import dev.inward.hosted.pacing.ServerLimit.Unit;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Reads what servers say of their limits. What is missing, malformed or unknown is passed over.
 *
 * <p>OpenAI, and many who speak like it: {@code x-ratelimit-limit-requests}, {@code -remaining-},
 * {@code -reset-}, where a reset is "the time until the rate limit resets to its initial state", as
 * in {@code 6m0s}. Anthropic: {@code anthropic-ratelimit-requests-limit} and so on, where a reset
 * is "the time when the rate limit will be fully replenished, in RFC 3339 format", rounded to
 * seconds, and tokens are rounded to thousands. Gemini sends none.
 *
 * @see <a href="https://platform.openai.com/docs/guides/rate-limits">OpenAI's rate limits</a>
 * @see <a href="https://docs.anthropic.com/en/api/rate-limits">Anthropic's rate limits</a>
 */
final class RateHeaders {

    private static final Map<String, Unit> OPENAI =
            Map.of("requests", Unit.REQUESTS, "tokens", Unit.TOKENS);
    private static final Map<String, Unit> ANTHROPIC =
            Map.of(
                    "requests", Unit.REQUESTS,
                    "tokens", Unit.TOKENS,
                    "input-tokens", Unit.INPUT_TOKENS,
                    "output-tokens", Unit.OUTPUT_TOKENS);
    private static final Pattern DURATION =
            Pattern.compile(
                    "(?:(\\d{1,6})h)?(?:(\\d{1,6})m(?!s))?(?:(\\d{1,9}(?:\\.\\d+)?)s)?(?:(\\d{1,9}(?:\\.\\d+)?)ms)?");

    /** No limit of a provider is for longer; what says so is a mistake. */
    private static final Duration LONGEST_RESET = Duration.ofDays(1);

    private RateHeaders() {}

    /**
     * Reads limits.
     *
     * @param now when the server wrote the headers, by its own clock if it said so
     */
    static List<ServerLimit> limits(Headers headers, Instant now) {
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
                            until(headers.get(prefix + "-reset"), now));
                });
        return limits;
    }

    private static void add(
            List<ServerLimit> limits,
            Unit unit,
            @Nullable String limit,
            @Nullable String remaining,
            @Nullable Duration reset) {
        double holds = number(limit);
        double held = number(remaining);
        if (holds > 0 && held >= 0 && held <= holds && reset != null) {
            limits.add(
                    new ServerLimit(
                            unit,
                            holds,
                            held,
                            reset.compareTo(LONGEST_RESET) > 0 ? LONGEST_RESET : reset));
        }
    }

    private static double number(@Nullable String text) {
        return text != null && text.strip().matches("\\d{1,15}")
                ? Long.parseLong(text.strip())
                : Double.NaN;
    }

    /** Reads {@code 1h2m3.5s}, {@code 6m0s}, {@code 20ms}. */
    private static @Nullable Duration duration(@Nullable String text) {
        Matcher parts = DURATION.matcher(text == null ? "" : text.strip());
        if (text == null || text.isBlank() || !parts.matches()) {
            return null;
        }
        double seconds =
                part(parts.group(1)) * 3600
                        + part(parts.group(2)) * 60
                        + part(parts.group(3))
                        + part(parts.group(4)) / 1000;
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static double part(@Nullable String digits) {
        return digits == null ? 0 : Double.parseDouble(digits);
    }

    private static @Nullable Duration until(@Nullable String instant, Instant now) {
        if (instant == null) {
            return null;
        }
        try {
            Duration reset =
                    Duration.between(now, OffsetDateTime.parse(instant.strip()).toInstant());
            return reset.isNegative() ? Duration.ZERO : reset;
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }
}

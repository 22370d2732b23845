package dev.inward.hosted.feedback;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The header field {@code RateLimit} of the IETF draft. Drafts up to 7 write {@code limit=100,
 * remaining=0, reset=30}, later ones {@code "default";r=0;t=30}, one or more in a list. The reset
 * is in seconds.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit
 *     header fields for HTTP</a>
 */
final class RateLimitField {

    /** The name of a policy in quotes, or the characters up to the next comma. */
    private static final Pattern POLICY = Pattern.compile("(?:\"[^\"]*\"|[^,\"])+");

    private static final Pattern EARLY_DRAFT =
            Pattern.compile("(?i)\\b(?:limit|remaining|reset)\\s*=");
    private static final Pattern REMAINING = parameter("r|remaining");
    private static final Pattern RESET = parameter("t|reset");

    private RateLimitField() {}

    private static Pattern parameter(String name) {
        return Pattern.compile("(?i)(?:^|[;,\\s])(?:" + name + ")\\s*=\\s*(\\d{1,12})\\b");
    }

    /** Returns the resets of the limits that are exhausted, in seconds. */
    static Stream<String> resets(String field) {
        Stream<String> policies =
                EARLY_DRAFT.matcher(field).find()
                        ? Stream.of(field)
                        : POLICY.matcher(field).results().map(result -> result.group());
        return policies.filter(policy -> value(REMAINING, policy).equals("0"))
                .map(policy -> value(RESET, policy))
                .filter(reset -> !reset.isEmpty());
    }

    private static String value(Pattern parameter, String policy) {
        Matcher matcher = parameter.matcher(policy);
        return matcher.find() ? matcher.group(1) : "";
    }
}

package dev.inward.labserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Prompt;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import mockwebserver3.MockResponse;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint for completions, in the formats of three providers. It enforces the rate limit.
 *
 * <p>This class is thread-safe.
 */
final class CompletionEndpoint {

    private static final ApiFormat OPENAI = new OpenAiFormat();
    private static final ApiFormat ANTHROPIC = new AnthropicFormat();
    private static final ApiFormat GEMINI = new GeminiFormat();

    private final ServedModels models;
    private final RateLimit rateLimit;
    private final @Nullable RequestTokenBucket bucket;
    private final AtomicLong requests = new AtomicLong();

    CompletionEndpoint(ServedModels models, RateLimit rateLimit) {
        this.models = models;
        this.rateLimit = rateLimit;
        bucket =
                rateLimit.requests() == 0
                        ? null
                        : new RequestTokenBucket(
                                rateLimit.requests(), rateLimit.refill(), System::nanoTime);
    }

    /** Returns the format of an address; empty if it is not an address for completions. */
    static Optional<ApiFormat> format(String method, String path) {
        if (!method.equals("POST")) {
            return Optional.empty();
        }
        if (path.startsWith(GeminiFormat.PREFIX) && path.endsWith(GeminiFormat.SUFFIX)) {
            return Optional.of(GEMINI);
        }
        return switch (path) {
            case "/v1/chat/completions" -> Optional.of(OPENAI);
            case "/v1/messages" -> Optional.of(ANTHROPIC);
            default -> Optional.empty();
        };
    }

    MockResponse answer(ApiFormat format, String path, JsonNode body) {
        long number = requests.incrementAndGet();
        RequestTokenBucket.State state = bucket == null ? null : bucket.take();
        MockResponse response = answerWithoutHeaders(format, path, body, number, state);
        if (state == null) {
            return response;
        }
        MockResponse.Builder limited = response.newBuilder();
        format.rateLimitHeaders(state).forEach(limited::setHeader);
        return limited.build();
    }

    private MockResponse answerWithoutHeaders(
            ApiFormat format,
            String path,
            JsonNode body,
            long number,
            RequestTokenBucket.@Nullable State state) {
        if (state != null && !state.isAdmitted()) {
            return tooManyRequests(format, state.untilNext());
        }
        if (rateLimit.refusalInterval() > 0 && number % rateLimit.refusalInterval() == 0) {
            return tooManyRequests(format, Duration.ofMillis(1));
        }
        try {
            String model = format.model(path, body);
            Prompt prompt = format.prompt(body);
            int samples = format.samples(body);
            String text = models.model(model).complete(prompt).join().text();
            return json(
                    200,
                    format.answer(
                            String.valueOf(number),
                            model,
                            prompt,
                            // The lab's models are deterministic.
                            Collections.nCopies(samples, text)));
        } catch (RefusedRequestException refused) {
            return json(refused.status(), format.error(refused.status(), refused.text()));
        } catch (CompletionException failure) {
            int status = failure.getCause() instanceof IllegalArgumentException ? 400 : 500;
            return json(status, format.error(status, String.valueOf(failure.getCause())));
        }
    }

    private static MockResponse tooManyRequests(ApiFormat format, Duration wait) {
        long millis = wait.plusNanos(999_999).toMillis();
        return json(429, format.error(429, "too many requests; retry after " + millis + " ms"))
                .newBuilder()
                .setHeader("retry-after", (millis + 999) / 1000)
                .setHeader("retry-after-ms", millis)
                .build();
    }

    static MockResponse json(int status, ObjectNode body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("content-type", "application/json")
                .body(body.toString())
                .build();
    }
}

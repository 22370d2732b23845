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
 * Answers prompts in whichever shape they come, unless too much is asked.
 *
 * <p>This class is thread-safe.
 */
final class CompletionEndpoint {

    private static final ApiFormat CHAT = new OpenAiFormat();
    private static final ApiFormat MESSAGES = new AnthropicFormat();
    private static final ApiFormat GENERATE = new GeminiFormat();

    private final ServedModels models;
    private final RateLimit throttle;
    private final @Nullable RequestTokenBucket bucket;
    private final AtomicLong requests = new AtomicLong();

    CompletionEndpoint(ServedModels models, RateLimit throttle) {
        this.models = models;
        this.throttle = throttle;
        bucket =
                throttle.requests() == 0
                        ? null
                        : new RequestTokenBucket(
                                throttle.requests(), throttle.refill(), System::nanoTime);
    }

    /** The shape that is spoken at an address, where it is one for completions. */
    static Optional<ApiFormat> shape(String method, String path) {
        if (!method.equals("POST")) {
            return Optional.empty();
        }
        if (path.startsWith(GeminiFormat.PREFIX) && path.endsWith(GeminiFormat.SUFFIX)) {
            return Optional.of(GENERATE);
        }
        return switch (path) {
            case "/v1/chat/completions" -> Optional.of(CHAT);
            case "/v1/messages" -> Optional.of(MESSAGES);
            default -> Optional.empty();
        };
    }

    MockResponse answer(ApiFormat shape, String path, JsonNode body) {
        long number = requests.incrementAndGet();
        RequestTokenBucket.State state = bucket == null ? null : bucket.take();
        MockResponse response = unlimited(shape, path, body, number, state);
        if (state == null) {
            return response;
        }
        MockResponse.Builder limited = response.newBuilder();
        shape.limits(state).forEach(limited::setHeader);
        return limited.build();
    }

    private MockResponse unlimited(
            ApiFormat shape,
            String path,
            JsonNode body,
            long number,
            RequestTokenBucket.@Nullable State state) {
        if (state != null && !state.admitted()) {
            return tooMuch(shape, state.next());
        }
        if (throttle.refuseEvery() > 0 && number % throttle.refuseEvery() == 0) {
            return tooMuch(shape, Duration.ofMillis(1));
        }
        try {
            String model = shape.model(path, body);
            Prompt prompt = shape.prompt(body);
            int samples = shape.samples(body);
            String text = models.model(model).complete(prompt).join().text();
            return json(
                    200,
                    shape.answer(
                            String.valueOf(number),
                            model,
                            prompt,
                            // The lab's models have no chance in them.
                            Collections.nCopies(samples, text)));
        } catch (RefusedRequestException refusal) {
            return json(refusal.status(), shape.error(refusal.status(), refusal.text()));
        } catch (CompletionException failure) {
            int status = failure.getCause() instanceof IllegalArgumentException ? 400 : 500;
            return json(status, shape.error(status, String.valueOf(failure.getCause())));
        }
    }

    private static MockResponse tooMuch(ApiFormat shape, Duration wait) {
        long millis = wait.plusNanos(999_999).toMillis();
        return json(429, shape.error(429, "too many requests; wait " + millis + " ms"))
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

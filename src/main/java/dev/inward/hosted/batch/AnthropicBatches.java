package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.http.ResponseParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * Anthropic's Message Batches. A batch has no metadata. If a submission is not confirmed, the only
 * batch of the same size from the same time is taken to be the one. The keys of its results show
 * which requests they answer.
 *
 * @see <a href="https://docs.anthropic.com/en/api/creating-message-batches">its reference</a>
 */
public final class AnthropicBatches implements BatchApi {

    private static final BatchLimits LIMITS = new BatchLimits(100_000, 256_000_000);
    private static final String BATCHES = "messages/batches";

    /** The assumed largest difference between the clocks of two machines. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /** The longest time that a submission is retried, plus the clock difference. */
    private static final Duration SUBMISSION = Duration.ofMinutes(45);

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public String line(String key, String body) {
        return "{\"custom_id\":\"%s\",\"params\":%s}".formatted(key, body);
    }

    @Override
    public CompletableFuture<String> submit(
            BatchRecord intent, List<String> lines, BatchCalls calls) {
        return calls.post(
                calls.url(BATCHES),
                BatchBody.ofList("requests", lines),
                ResponseParser::requiredId);
    }

    @Override
    public CompletableFuture<Optional<String>> find(
            BatchRecord intent, Set<String> known, BatchCalls calls) {
        return candidates(intent, known, Optional.empty(), new ArrayList<>(), calls)
                .thenApply(
                        found -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty());
    }

    /** Reads the list of batches, which starts with the newest. */
    private static CompletableFuture<List<String>> candidates(
            BatchRecord intent,
            Set<String> known,
            Optional<String> after,
            List<String> found,
            BatchCalls calls) {
        HttpUrl.Builder url = calls.url(BATCHES).newBuilder().addQueryParameter("limit", "1000");
        after.ifPresent(id -> url.addQueryParameter("after_id", id));
        return calls.getOnce(url.build(), Function.identity())
                .thenCompose(
                        page -> {
                            boolean isPast = false;
                            for (JsonNode batch : page.path("data")) {
                                Instant created = Instant.parse(batch.path("created_at").asText());
                                isPast |= created.isBefore(intent.created().minus(SKEW));
                                String id = batch.path("id").asText();
                                if (!isPast
                                        && created.isBefore(intent.created().plus(SUBMISSION))
                                        && size(batch) == intent.keys().size()
                                        && !known.contains(id)) {
                                    found.add(id);
                                }
                            }
                            String last = page.path("last_id").asText("");
                            return isPast || !page.path("has_more").asBoolean() || last.isEmpty()
                                    ? CompletableFuture.completedFuture(found)
                                    : candidates(intent, known, Optional.of(last), found, calls);
                        });
    }

    private static int size(JsonNode batch) {
        return batch.path("request_counts").valueStream().mapToInt(JsonNode::asInt).sum();
    }

    @Override
    public CompletableFuture<BatchState> state(String id, BatchCalls calls) {
        HttpUrl url = calls.url(BATCHES, id);
        return calls.get(
                url,
                batch ->
                        batch.path("processing_status").asText().equals("ended")
                                ? BatchState.ended(List.of(results(batch, url, calls)), "")
                                : BatchState.UNDER_WAY);
    }

    /** Returns the address of the results. A proxy is asked itself, not the server behind it. */
    private static HttpUrl results(JsonNode batch, HttpUrl url, BatchCalls calls) {
        HttpUrl given = HttpUrl.parse(batch.path("results_url").asText(""));
        return given != null && calls.isHere(given)
                ? given
                : url.newBuilder().addPathSegment("results").build();
    }

    @Override
    public BatchResult result(JsonNode line) {
        JsonNode result = line.path("result");
        String type = result.path("type").asText();
        boolean isAnswer = type.equals("succeeded");
        return new BatchResult(
                line.path("custom_id").asText(),
                isAnswer ? result.path("message") : null,
                "",
                isAnswer ? "" : result.at("/error/error/message").asText(type));
    }
}

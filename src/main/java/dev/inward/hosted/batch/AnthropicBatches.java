package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.hosted.http.ResponseParser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * Anthropic's Message Batches. A batch has no metadata. If a submission is not confirmed, its batch
 * is identified by size and creation time, provided that only one batch matches. The keys of its
 * results show which requests they answer.
 *
 * @see <a href="https://docs.anthropic.com/en/api/creating-message-batches">API reference</a>
 */
public final class AnthropicBatches implements BatchApi {

    private static final BatchLimits LIMITS = new BatchLimits(100_000, 256_000_000);
    private static final String BATCHES = "messages/batches";

    /** The assumed largest difference between the clocks of two machines. */
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);

    /**
     * The maximum time from the record to the last retry of the submission, plus the clock
     * difference.
     */
    private static final Duration MAX_SUBMISSION_TIME = Duration.ofMinutes(45);

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public String line(String key, String body) {
        return String.format(Locale.ROOT, "{\"custom_id\":\"%s\",\"params\":%s}", key, body);
    }

    @Override
    public CompletableFuture<String> submit(
            BatchRecord record, List<String> lines, BatchCalls calls) {
        return calls.post(
                calls.url(BATCHES),
                BatchBody.ofList("requests", lines),
                ResponseParser::requiredId);
    }

    @Override
    public CompletableFuture<Optional<String>> find(
            BatchRecord record, Set<String> known, BatchCalls calls) {
        return candidates(record, known, Optional.empty(), new ArrayList<>(), calls)
                .thenApply(
                        found -> found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty());
    }

    /** Reads the list of batches, which starts with the newest. */
    private static CompletableFuture<List<String>> candidates(
            BatchRecord record,
            Set<String> known,
            Optional<String> after,
            List<String> found,
            BatchCalls calls) {
        HttpUrl.Builder url = calls.url(BATCHES).newBuilder().addQueryParameter("limit", "1000");
        after.ifPresent(id -> url.addQueryParameter("after_id", id));
        return calls.getOnce(url.build(), Function.identity())
                .thenCompose(
                        page -> {
                            boolean isTooOld = false;
                            for (JsonNode batch : page.path("data")) {
                                Instant created = Instant.parse(batch.path("created_at").asText());
                                isTooOld |=
                                        created.isBefore(record.created().minus(MAX_CLOCK_SKEW));
                                String id = batch.path("id").asText();
                                if (!isTooOld
                                        && created.isBefore(
                                                record.created().plus(MAX_SUBMISSION_TIME))
                                        && size(batch) == record.keys().size()
                                        && !known.contains(id)) {
                                    found.add(id);
                                }
                            }
                            String last = page.path("last_id").asText("");
                            return isTooOld || !page.path("has_more").asBoolean() || last.isEmpty()
                                    ? CompletableFuture.completedFuture(found)
                                    : candidates(record, known, Optional.of(last), found, calls);
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
                                : BatchState.IN_PROGRESS);
    }

    /**
     * Returns the address of the results. If the server reports an address elsewhere, for example
     * behind a proxy, derives the address from that of the batch: the key is sent to no other
     * server.
     */
    private static HttpUrl results(JsonNode batch, HttpUrl url, BatchCalls calls) {
        HttpUrl reported = HttpUrl.parse(batch.path("results_url").asText(""));
        return reported != null && calls.isSameServer(reported)
                ? reported
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

package dev.inward.hosted.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ResponseParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;

/**
 * OpenAI's Batch API. The requests are uploaded as one file; answers and failures are downloaded as
 * two. The metadata of a batch has the name of its record, so that the batch can be found by it.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/batch">API reference</a>
 */
public final class OpenAiBatches implements BatchApi {

    /** The key in a batch's metadata whose value is the name of its record. */
    static final String NAME = "inward";

    private static final BatchLimits LIMITS = new BatchLimits(50_000, 200_000_000);
    private static final String ENDPOINT = "/v1/chat/completions";
    private static final String FILES = "files";
    private static final String BATCHES = "batches";
    private static final int SUCCESS = 200;

    @Override
    public BatchLimits limits() {
        return LIMITS;
    }

    @Override
    public String line(String key, String body) {
        return String.format(
                Locale.ROOT,
                "{\"custom_id\":\"%s\",\"method\":\"POST\",\"url\":\"%s\",\"body\":%s}",
                key,
                ENDPOINT,
                body);
    }

    @Override
    public CompletableFuture<String> submit(
            BatchRecord record, List<String> lines, BatchCalls calls) {
        RequestBody form =
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("purpose", "batch")
                        .addFormDataPart(
                                "file",
                                "inward-" + record.name() + ".jsonl",
                                BatchBody.ofLines(lines))
                        .build();
        return calls.post(calls.url(FILES), form, ResponseParser::requiredId)
                .thenCompose(file -> create(record, file, calls));
    }

    private static CompletableFuture<String> create(
            BatchRecord record, String file, BatchCalls calls) {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.put("input_file_id", file).put("endpoint", ENDPOINT).put("completion_window", "24h");
        batch.putObject("metadata").put(NAME, record.name());
        return calls.post(
                calls.url(BATCHES),
                RequestBody.create(batch.toString(), MediaType.get("application/json")),
                ResponseParser::requiredId);
    }

    @Override
    public CompletableFuture<Optional<String>> find(
            BatchRecord record, Set<String> known, BatchCalls calls) {
        return find(record, Optional.empty(), calls);
    }

    private CompletableFuture<Optional<String>> find(
            BatchRecord record, Optional<String> after, BatchCalls calls) {
        HttpUrl.Builder url = calls.url(BATCHES).newBuilder().addQueryParameter("limit", "100");
        after.ifPresent(id -> url.addQueryParameter("after", id));
        return calls.getOnce(url.build(), Function.identity())
                .thenCompose(
                        page -> {
                            Optional<String> last = Optional.empty();
                            for (JsonNode batch : page.path("data")) {
                                last = Optional.of(ResponseParser.requiredId(batch));
                                if (batch.at("/metadata/" + NAME).asText().equals(record.name())) {
                                    return CompletableFuture.completedFuture(last);
                                }
                            }
                            return page.path("has_more").asBoolean() && last.isPresent()
                                    ? find(record, last, calls)
                                    : CompletableFuture.completedFuture(Optional.empty());
                        });
    }

    @Override
    public CompletableFuture<BatchState> state(String id, BatchCalls calls) {
        return calls.get(
                calls.url(BATCHES, id),
                batch ->
                        switch (batch.path("status").asText()) {
                            case "failed" -> BatchState.ended(List.of(), failureReason(batch));
                            case "completed", "expired", "cancelled" ->
                                    BatchState.ended(results(batch, calls), "");
                            default -> BatchState.IN_PROGRESS;
                        });
    }

    private static String failureReason(JsonNode batch) {
        String message = batch.at("/errors/data/0/message").asText();
        return message.isEmpty() ? "the batch failed" : message;
    }

    private static List<HttpUrl> results(JsonNode batch, BatchCalls calls) {
        var results = new ArrayList<HttpUrl>();
        for (String key : List.of("output_file_id", "error_file_id")) {
            String file = batch.path(key).asText("");
            if (!batch.path(key).isNull() && !file.isEmpty()) {
                results.add(calls.url(FILES, file, "content"));
            }
        }
        return results;
    }

    @Override
    public BatchResult result(JsonNode line) {
        JsonNode response = line.path("response");
        boolean isAnswer = response.path("status_code").asInt() == SUCCESS;
        JsonNode failure = isAnswer ? line.path("none") : failure(line, response);
        return new BatchResult(
                line.path("custom_id").asText(),
                isAnswer ? response.path("body") : null,
                response.path("request_id").asText(""),
                isAnswer ? "" : failure.path("message").asText(failure.toString()));
    }

    /**
     * The error of a refused request is in the response. The error of a request that was not
     * processed is in the line's own {@code error}.
     */
    private static JsonNode failure(JsonNode line, JsonNode response) {
        JsonNode refusal = response.at("/body/error");
        return refusal.isMissingNode() ? line.path("error") : refusal;
    }
}

package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ApiClient;
import dev.inward.hosted.http.ResponseParser;
import dev.inward.model.ApiException;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The calls of OpenAI's fine-tuning API. They block the calling thread and do not retry.
 *
 * <p>Every method throws an {@link ApiException} if its call fails.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/fine-tuning">API reference</a>
 */
final class FinetuningCalls {

    /** The metadata key of a job for the key, see {@link FinetuningFactory}. */
    static final String METADATA_KEY = "inward";

    /** The metadata key of a job for the number of rows before the rehearsal. */
    static final String METADATA_EXAMPLES = "inward-examples";

    private static final String HINT =
            "; does the server finetune this model, and with these hyperparameters?";
    private static final String FILES = "files";
    private static final String JOBS = "fine_tuning/jobs";

    private final ApiClient apiClient;

    FinetuningCalls(ApiClient apiClient) {
        this.apiClient = apiClient;
    }

    /** Uploads the training rows and returns the server's id of the file. */
    String upload(String fileName, byte[] rows) {
        RequestBody file = RequestBody.create(rows, MediaType.get("application/jsonl"));
        RequestBody form =
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("purpose", "fine-tune")
                        .addFormDataPart("file", fileName, file)
                        .build();
        return send(apiClient.url(FILES), form, ResponseParser::requiredId);
    }

    /** Submits a job and returns its id. */
    String submit(
            String trainingFile,
            String key,
            int examples,
            long seed,
            Hyperparameters hyperparameters) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("model", apiClient.settings().id());
        job.put("training_file", trainingFile);
        job.put("seed", Math.floorMod(seed, 1L << 31));
        job.put("suffix", "inward");
        job.putObject("metadata")
                .put(METADATA_KEY, key)
                .put(METADATA_EXAMPLES, String.valueOf(examples));
        if (!hyperparameters.json().isEmpty()) {
            job.putObject("method")
                    .put("type", "supervised")
                    .putObject("supervised")
                    .set("hyperparameters", hyperparameters.json());
        }
        RequestBody body = RequestBody.create(job.toString(), MediaType.get("application/json"));
        return send(apiClient.url(JOBS), body, ResponseParser::requiredId);
    }

    /** Finds a job with this training file and key; empty if there is none. */
    Optional<String> findJob(String trainingFile, String key) {
        Optional<String> lastJob = Optional.empty();
        while (true) {
            HttpUrl.Builder url =
                    apiClient
                            .url(JOBS)
                            .newBuilder()
                            .addQueryParameter("limit", "100")
                            .addQueryParameter("metadata[" + METADATA_KEY + "]", key);
            lastJob.ifPresent(id -> url.addQueryParameter("after", id));
            JsonNode page = send(url.build(), null, Function.identity());
            for (JsonNode job : page.path("data")) {
                if (job.path("training_file").asText().equals(trainingFile)) {
                    return Optional.of(ResponseParser.requiredId(job));
                }
                lastJob = Optional.of(ResponseParser.requiredId(job));
            }
            if (!page.path("has_more").asBoolean() || page.path("data").isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** Returns the current state of a job. */
    JsonNode job(String id) {
        return send(apiClient.url(JOBS, id), null, Function.identity());
    }

    /** Returns the latest events of a job. */
    JsonNode events(String id) {
        HttpUrl url =
                apiClient
                        .url(JOBS, id, "events")
                        .newBuilder()
                        .addQueryParameter("limit", "20")
                        .build();
        return send(url, null, Function.identity());
    }

    private <T> T send(HttpUrl url, @Nullable RequestBody body, Function<JsonNode, T> reader) {
        ResponseParser parser = apiClient.responseParser(url, HINT);
        Request request;
        try {
            request = apiClient.request(url, body);
        } catch (IllegalArgumentException e) {
            throw parser.failures().unsendable(e);
        }
        try (Response response = apiClient.httpClient().newCall(request).execute()) {
            return parser.parse(response, parser.readBody(response), reader);
        } catch (ApiException e) {
            throw parser.reported(e);
        } catch (IOException e) {
            throw parser.reported(parser.failures().unreachable(e, false));
        }
    }
}

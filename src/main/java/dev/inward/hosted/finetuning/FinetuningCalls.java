package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.http.ApiAccess;
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
 * OpenAI's fine-tuning API, one call at a time on the calling thread, each tried once.
 *
 * <p>All calls end with an {@link ApiException} where they fail.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/fine-tuning">its reference</a>
 */
final class FinetuningCalls {

    /** The key of a job's metadata that holds what the finetuning is known by. */
    static final String KEY = "inward";

    /** The key of a job's metadata that says how many rows come before the rehearsal. */
    static final String EXAMPLES = "inward-examples";

    private static final String MEND =
            "; does the server finetune this model, and with these hyperparameters?";
    private static final String FILES = "files";
    private static final String JOBS = "fine_tuning/jobs";

    private final ApiAccess access;

    FinetuningCalls(ApiAccess access) {
        this.access = access;
    }

    /** Uploads rows and returns the server's name for them. */
    String upload(String fileName, byte[] rows) {
        RequestBody file = RequestBody.create(rows, MediaType.get("application/jsonl"));
        RequestBody form =
                new MultipartBody.Builder()
                        .setType(MultipartBody.FORM)
                        .addFormDataPart("purpose", "fine-tune")
                        .addFormDataPart("file", fileName, file)
                        .build();
        return send(access.url(FILES), form, ResponseParser::id);
    }

    /** Submits a job and returns the server's name for it. */
    String submit(
            String trainingFile,
            String key,
            int examples,
            long seed,
            Hyperparameters hyperparameters) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("model", access.settings().id());
        job.put("training_file", trainingFile);
        job.put("seed", Math.floorMod(seed, 1L << 31));
        job.put("suffix", "inward");
        job.putObject("metadata").put(KEY, key).put(EXAMPLES, String.valueOf(examples));
        if (!hyperparameters.json().isEmpty()) {
            job.putObject("method")
                    .put("type", "supervised")
                    .putObject("supervised")
                    .set("hyperparameters", hyperparameters.json());
        }
        RequestBody body = RequestBody.create(job.toString(), MediaType.get("application/json"));
        return send(access.url(JOBS), body, ResponseParser::id);
    }

    /** Finds the job that was submitted with a training file, if there is one. */
    Optional<String> find(String trainingFile, String key) {
        Optional<String> after = Optional.empty();
        while (true) {
            HttpUrl.Builder url =
                    access.url(JOBS)
                            .newBuilder()
                            .addQueryParameter("limit", "100")
                            .addQueryParameter("metadata[" + KEY + "]", key);
            after.ifPresent(id -> url.addQueryParameter("after", id));
            JsonNode page = send(url.build(), null, Function.identity());
            for (JsonNode job : page.path("data")) {
                if (job.path("training_file").asText().equals(trainingFile)) {
                    return Optional.of(ResponseParser.id(job));
                }
                after = Optional.of(ResponseParser.id(job));
            }
            if (!page.path("has_more").asBoolean() || page.path("data").isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** What the server says of a job. */
    JsonNode job(String id) {
        return send(access.url(JOBS, id), null, Function.identity());
    }

    /** The latest events of a job. */
    JsonNode events(String id) {
        HttpUrl url =
                access.url(JOBS, id, "events")
                        .newBuilder()
                        .addQueryParameter("limit", "20")
                        .build();
        return send(url, null, Function.identity());
    }

    private <T> T send(HttpUrl url, @Nullable RequestBody body, Function<JsonNode, T> read) {
        ResponseParser answers = access.answers(url, MEND);
        Request request;
        try {
            request = access.request(url, body);
        } catch (IllegalArgumentException unsendable) {
            throw answers.failures().unsendable(unsendable);
        }
        try (Response response = access.client().newCall(request).execute()) {
            return answers.read(response, answers.body(response), read);
        } catch (IOException e) {
            throw answers.failures().unreached(e, false);
        }
    }
}

package dev.inward.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
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

    private final ApiSettings settings;
    private final Dialect dialect;
    private final OkHttpClient client;
    private final Clock clock;

    FinetuningCalls(ApiSettings settings, Dialect dialect, OkHttpClient client, Clock clock) {
        this.settings = settings;
        this.dialect = dialect;
        this.client = client;
        this.clock = clock;
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
        return send(url(FILES), form, FinetuningCalls::id);
    }

    /** Submits a job and returns the server's name for it. */
    String submit(String trainingFile, String key, int examples, long seed) {
        ObjectNode job = JsonNodeFactory.instance.objectNode();
        job.put("model", settings.id());
        job.put("training_file", trainingFile);
        job.put("seed", Math.floorMod(seed, 1L << 31));
        job.put("suffix", "inward");
        job.putObject("metadata").put(KEY, key).put(EXAMPLES, String.valueOf(examples));
        Hyperparameters hyperparameters = settings.finetuning();
        if (hyperparameters != null && !hyperparameters.json().isEmpty()) {
            job.putObject("method")
                    .put("type", "supervised")
                    .putObject("supervised")
                    .set("hyperparameters", hyperparameters.json());
        }
        RequestBody body = RequestBody.create(job.toString(), MediaType.get("application/json"));
        return send(url(JOBS), body, FinetuningCalls::id);
    }

    /** Finds the job that was submitted with a training file, if there is one. */
    Optional<String> find(String trainingFile, String key) {
        Optional<String> after = Optional.empty();
        while (true) {
            HttpUrl.Builder url =
                    url(JOBS)
                            .newBuilder()
                            .addQueryParameter("limit", "100")
                            .addQueryParameter("metadata[" + KEY + "]", key);
            after.ifPresent(id -> url.addQueryParameter("after", id));
            JsonNode page = send(url.build(), null, Function.identity());
            for (JsonNode job : page.path("data")) {
                if (job.path("training_file").asText().equals(trainingFile)) {
                    return Optional.of(id(job));
                }
                after = Optional.of(id(job));
            }
            if (!page.path("has_more").asBoolean() || page.path("data").isEmpty()) {
                return Optional.empty();
            }
        }
    }

    /** What the server says of a job. */
    JsonNode job(String id) {
        HttpUrl url = url(JOBS).newBuilder().addPathSegment(id).build();
        return send(url, null, Function.identity());
    }

    /** The latest events of a job. */
    JsonNode events(String id) {
        HttpUrl url =
                url(JOBS)
                        .newBuilder()
                        .addPathSegment(id)
                        .addPathSegment("events")
                        .addQueryParameter("limit", "20")
                        .build();
        return send(url, null, Function.identity());
    }

    private HttpUrl url(String path) {
        return settings.baseUrl().newBuilder().addPathSegments(path).build();
    }

    private static String id(JsonNode json) {
        String id = json.path("id").asText("");
        if (id.isBlank()) {
            throw new IllegalArgumentException("it has no id");
        }
        return id;
    }

    private <T> T send(HttpUrl url, @Nullable RequestBody body, Function<JsonNode, T> read) {
        String address = url.newBuilder().query(null).build().toString();
        var answers = new ApiAnswers(settings, dialect, address, clock, MEND);
        var request = new Request.Builder().url(url);
        try {
            settings.headers().forEach(request::header);
            dialect.headers(settings.key().required()).forEach(request::header);
        } catch (IllegalArgumentException unsendable) {
            throw answers.failures().unsendable(unsendable);
        }
        if (body != null) {
            request.post(body);
        }
        try (Response response = client.newCall(request.build()).execute()) {
            return answers.read(response, answers.body(response), read);
        } catch (IOException e) {
            throw answers.failures().unreached(e, false);
        }
    }
}

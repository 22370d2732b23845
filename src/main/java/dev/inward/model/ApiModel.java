package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A model behind an address: asked without a thread that waits, as fast as its {@link Pacer} lets
 * calls go, and again after what may pass.
 *
 * <p>This class is thread-safe.
 */
final class ApiModel implements IdentifiedModel, PricedModel {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    /** Where dialects put the model and the prompt; all else decides how answers are drawn. */
    private static final List<String> WHO_AND_WHAT = List.of("model", "messages", "contents");

    private final ApiSettings settings;
    private final Dialect dialect;
    private final Patience patience;
    private final Clock clock;
    private final Endpoint endpoint;
    private final OkHttpClient client;
    private final HttpUrl url;
    private final Lane lane;
    private final ApiAnswers answers;
    private final FailsafeExecutor<Completion> persistent;

    /**
     * @param clock tells the time where a server names one
     * @param endpoint the server, in common with other models
     * @param client the connections, in common with other models
     */
    ApiModel(
            ApiSettings settings,
            Dialect dialect,
            Patience patience,
            Clock clock,
            Endpoint endpoint,
            OkHttpClient client) {
        this.settings = settings;
        this.dialect = dialect;
        this.patience = patience;
        this.clock = clock;
        this.endpoint = endpoint;
        this.client = client;
        url = settings.baseUrl().newBuilder().addPathSegments(dialect.path(settings)).build();
        lane = endpoint.pacer().lane(settings.id(), settings.pace());
        answers = new ApiAnswers(settings, dialect, url.toString(), clock);
        persistent = Failsafe.with(patience.<Completion>policy()).with(new SameThread());
    }

    /** The model at the same server that has another id. */
    ApiModel other(String name, String id) {
        return new ApiModel(settings.of(name, id), dialect, patience, clock, endpoint, client);
    }

    /** The calls that finetune this model. */
    FinetuningCalls finetuningCalls() {
        return new FinetuningCalls(settings, dialect, client, clock);
    }

    /** The calls to the batch API of the same server. */
    BatchCalls batchCalls() {
        return new BatchCalls(settings, dialect, patience, clock, endpoint, client, lane);
    }

    Dialect dialect() {
        return dialect;
    }

    ApiSettings settings() {
        return settings;
    }

    Patience patience() {
        return patience;
    }

    @Override
    public void requireReady() {
        settings.key().required();
    }

    @Override
    public boolean canBeAskedAboutOthers() {
        return settings.aboutOthers();
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        try {
            requireReady();
        } catch (IllegalArgumentException notReady) {
            return CompletableFuture.failedFuture(notReady);
        }
        var errand =
                new Errand<>(
                        client,
                        () -> call(prompt),
                        answers::completion,
                        answers,
                        endpoint,
                        patience,
                        lane,
                        dialect.tokens(settings, prompt));
        return persistent.getStageAsync(errand::tryOnce);
    }

    @Override
    public List<String> identity(Prompt prompt) {
        var identity = new ArrayList<>(address());
        identity.add(request(prompt));
        return List.copyOf(identity);
    }

    /** What all requests to this model have in common: dialect, address and id. */
    List<String> address() {
        return List.of(
                dialect.getClass().getSimpleName(), settings.baseUrl().toString(), settings.id());
    }

    /** The whole request that asks a prompt, as it is sent. */
    String request(Prompt prompt) {
        return written(body(prompt));
    }

    @Override
    public Optional<Requested> requested() {
        ObjectNode body = body(Prompt.ofUser(""));
        body.remove(WHO_AND_WHAT);
        return Optional.of(new Requested(settings.id(), written(body)));
    }

    @Override
    public Optional<Price> price() {
        return Optional.ofNullable(settings.price());
    }

    /** No token is shorter than a byte of what is sent. */
    @Override
    public Usage most(Prompt prompt) {
        ObjectNode body = body(prompt);
        return new Usage(
                written(body).getBytes(StandardCharsets.UTF_8).length,
                0,
                dialect.mostOutputTokens(body));
    }

    /** The whole request that asks a prompt. */
    ObjectNode body(Prompt prompt) {
        ObjectNode body = dialect.request(settings, prompt);
        merge(body, settings.body());
        return body;
    }

    private static String written(ObjectNode body) {
        try {
            return WRITER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes cannot be written as JSON", e);
        }
    }

    /**
     * Adds what an entry says more, deep down too; where both say something, the entry is right.
     */
    private static void merge(ObjectNode body, Map<String, JsonNode> more) {
        more.forEach(
                (key, value) -> {
                    if (value instanceof ObjectNode inner
                            && body.get(key) instanceof ObjectNode there) {
                        var entries = new TreeMap<String, JsonNode>();
                        inner.properties()
                                .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
                        merge(there, entries);
                    } else {
                        body.set(key, value);
                    }
                });
    }

    private Request call(Prompt prompt) {
        var request =
                new Request.Builder().url(url).post(RequestBody.create(request(prompt), JSON));
        settings.headers().forEach(request::header);
        dialect.headers(settings.key().required()).forEach(request::header);
        return request.build();
    }
}

package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.pacing.Pacer;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.SamplingModel;
import dev.inward.model.Usage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A model that is called over HTTP. Calls are asynchronous, the {@link Pacer} of the server decides
 * when they are sent, and transient failures are retried.
 *
 * <p>This class is thread-safe.
 */
public final class ApiModel implements IdentifiedModel, PricedModel, SamplingModel {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    /** The request fields of the model and the prompt; all others are sampling settings. */
    private static final List<String> MODEL_AND_PROMPT_FIELDS =
            List.of("model", "messages", "contents");

    private static final String REFUSAL_HINT =
            "; check the sampling keys and 'body' of this model in models.yaml, and the length of the prompt";

    private final ApiClient apiClient;
    private final ApiSettings settings;
    private final Dialect dialect;
    private final HttpUrl url;
    private final ResponseParser parser;
    private final Optional<MultiSampleCalls> multiSampleCalls;
    private final SampleDraw draw;

    /** Creates the model; sends nothing. */
    public ApiModel(ApiClient apiClient) {
        this.apiClient = apiClient;
        settings = apiClient.settings();
        dialect = apiClient.dialect();
        url = apiClient.url(dialect.path(settings));
        parser = apiClient.responseParser(url, REFUSAL_HINT);
        draw = new SampleDraw(dialect.samplingPointer());
        multiSampleCalls =
                dialect.multiSampleFormat()
                        .map(format -> new MultiSampleCalls(this, parser, format));
    }

    private ApiModel(ApiModel model, SampleDraw draw) {
        apiClient = model.apiClient;
        settings = model.settings;
        dialect = model.dialect;
        url = model.url;
        parser = model.parser;
        multiSampleCalls = model.multiSampleCalls.map(calls -> calls.forModel(this));
        this.draw = draw;
    }

    /** Returns a model with another seed; this model if it has no seed or draws no answer. */
    @Override
    public ApiModel forSample(int sample) {
        return sample == 0 || !draw.hasSeedIn(requestBody(Prompt.ofUser("")))
                ? this
                : new ApiModel(this, draw.withSample(sample));
    }

    @Override
    public Optional<ChatModel> atTemperature(double temperature) {
        return withTemperature(temperature).map(model -> model);
    }

    /**
     * Returns a model that sends the same requests with another temperature.
     *
     * @return the model; empty if the requests have no temperature, as those to a reasoning model,
     *     or must not have this one
     * @throws IllegalArgumentException if the temperature is negative or not finite
     */
    public Optional<ApiModel> withTemperature(double temperature) {
        if (!Double.isFinite(temperature) || temperature < 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "model '%s' answers at a finite temperature from 0, got %s",
                            settings.name(),
                            temperature));
        }
        return dialect.acceptsTemperature(requestBody(Prompt.ofUser("")), temperature)
                ? Optional.of(new ApiModel(this, draw.withTemperature(temperature)))
                : Optional.empty();
    }

    /** Returns this model with temperature and sample of another model. */
    public ApiModel drawingLike(ApiModel other) {
        return draw.equals(other.draw) ? this : new ApiModel(this, other.draw);
    }

    /** Returns another model at the same server. */
    public ApiModel forModel(String name, String id) {
        return new ApiModel(apiClient.forModel(name, id));
    }

    /** Returns the client that builds and sends the calls of this model. */
    public ApiClient apiClient() {
        return apiClient;
    }

    /** Returns the dialect of the server. */
    public Dialect dialect() {
        return dialect;
    }

    /** Returns the settings of this model. */
    public ApiSettings settings() {
        return settings;
    }

    /** Returns the reader of this model's answers. */
    public CompletionReader completionReader() {
        return parser.reader();
    }

    /** Returns how failed calls are retried. */
    public RetrySettings retries() {
        return apiClient.retries();
    }

    @Override
    public void requireReady() {
        settings.key().required();
    }

    @Override
    public void stopSending() {
        apiClient.stopSending();
    }

    @Override
    public boolean canPredictOthers() {
        return settings.aboutOthers();
    }

    /** Returns false if the entry has tools of its own: they would replace those of the prompt. */
    @Override
    public boolean canCallTools() {
        return !bodySettings().has("tools");
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return send(
                CallPurpose.ANSWER,
                () -> requestBody(prompt),
                response -> parser.completion(response, prompt.tools()),
                dialect.tokens(settings, prompt, 1));
    }

    @Override
    public int maxSamples() {
        return multiSampleCalls.map(MultiSampleCalls::maxSamples).orElse(1);
    }

    @Override
    public CompletableFuture<List<Completion>> complete(Prompt prompt, int samples) {
        return multiSampleCalls
                .map(calls -> calls.complete(prompt, samples))
                .orElseGet(() -> complete(prompt).thenApply(List::of));
    }

    /**
     * Sends a request and retries it after transient failures.
     *
     * @param purpose what the end of the call says about the model
     * @param body creates the body, immediately before it is sent
     * @param reader reads a successful response
     * @param tokens the estimated number of tokens that count against a token limit
     */
    <T> CompletableFuture<T> send(
            CallPurpose purpose,
            Supplier<ObjectNode> body,
            RetryableCall.ResponseReader<T> reader,
            double tokens) {
        try {
            requireReady();
        } catch (IllegalArgumentException notReady) {
            return CompletableFuture.failedFuture(notReady);
        }
        RetryableCall<T> call =
                apiClient.call(purpose, () -> httpRequest(body.get()), parser, reader, tokens);
        return apiClient.withRetries(call::tryOnce);
    }

    @Override
    public List<String> identity(Prompt prompt) {
        var identity = new ArrayList<>(modelIdentity());
        identity.add(requestJson(prompt));
        return List.copyOf(identity);
    }

    /** Returns dialect, address and model id. */
    @Override
    public List<String> modelIdentity() {
        return List.of(
                dialect.getClass().getSimpleName(), settings.baseUrl().identity(), settings.id());
    }

    /** Returns the request body of a prompt as the JSON text that is sent. */
    public String requestJson(Prompt prompt) {
        return toJson(requestBody(prompt));
    }

    @Override
    public Optional<Completion> readAgain(Completion stored) {
        return stored.raw().flatMap(raw -> parser.completionIn(raw, stored.requestId().orElse("")));
    }

    @Override
    public Optional<RequestFingerprint> requestFingerprint() {
        ObjectNode body = requestBody(Prompt.ofUser(""));
        body.remove(MODEL_AND_PROMPT_FIELDS);
        return Optional.of(new RequestFingerprint(settings.id(), toJson(body)));
    }

    @Override
    public Optional<Price> price() {
        return Optional.ofNullable(settings.price());
    }

    /** Returns an upper bound: every token has at least one byte. */
    @Override
    public Usage maxUsage(Prompt prompt) {
        ObjectNode body = requestBody(prompt);
        return new Usage(
                toJson(body).getBytes(StandardCharsets.UTF_8).length,
                0,
                dialect.maxOutputTokens(body));
    }

    /** Returns the request body of a prompt, including the {@code body} settings of the entry. */
    public ObjectNode requestBody(Prompt prompt) {
        ObjectNode body = dialect.request(settings, prompt);
        RequestBodyMerger.merge(body, settings.body());
        draw.applyTo(body);
        return body;
    }

    /** Returns only the {@code body} settings of the entry. */
    ObjectNode bodySettings() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        RequestBodyMerger.merge(body, settings.body());
        return body;
    }

    private static String toJson(ObjectNode body) {
        try {
            return WRITER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the request body cannot be written as JSON", e);
        }
    }

    private Request httpRequest(ObjectNode body) {
        return apiClient.request(url, RequestBody.create(toJson(body), JSON));
    }
}

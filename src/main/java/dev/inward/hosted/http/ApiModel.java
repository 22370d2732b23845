package dev.inward.hosted.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.hosted.pacing.Pacer;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * A model behind an address: asked without a thread that waits, as fast as its {@link Pacer} lets
 * calls go, and again after what may pass.
 *
 * <p>This class is thread-safe.
 */
public final class ApiModel implements IdentifiedModel, PricedModel, SamplingModel {

    private static final MediaType JSON = MediaType.get("application/json");
    private static final ObjectWriter WRITER = new ObjectMapper().writer();

    /** Where dialects put the model and the prompt; all else decides how answers are drawn. */
    private static final List<String> WHO_AND_WHAT = List.of("model", "messages", "contents");

    private static final String MEND =
            "; check the sampling keys and 'body' of this model in models.yaml, and the length of the prompt";

    private final ApiAccess access;
    private final ApiSettings settings;
    private final Dialect dialect;
    private final HttpUrl url;
    private final ResponseParser answers;
    private final Optional<MultiSampleCalls> sampled;

    public ApiModel(ApiAccess access) {
        this.access = access;
        settings = access.settings();
        dialect = access.dialect();
        url = access.url(dialect.path(settings));
        answers = access.answers(url.toString(), MEND);
        sampled = dialect.choices().map(choices -> new MultiSampleCalls(this, answers, choices));
    }

    /** The model at the same server that has another id. */
    public ApiModel other(String name, String id) {
        return new ApiModel(access.other(name, id));
    }

    /** Returns what sends requests to the server of this model. */
    public ApiAccess access() {
        return access;
    }

    public Dialect dialect() {
        return dialect;
    }

    public ApiSettings settings() {
        return settings;
    }

    public RetrySettings patience() {
        return access.patience();
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
        return ask(() -> body(prompt), answers::completion, dialect.tokens(settings, prompt, 1));
    }

    @Override
    public int mostSamples() {
        return sampled.map(MultiSampleCalls::most).orElse(1);
    }

    @Override
    public CompletableFuture<List<Completion>> complete(Prompt prompt, int samples) {
        return sampled.map(calls -> calls.ask(prompt, samples))
                .orElseGet(() -> complete(prompt).thenApply(List::of));
    }

    /**
     * Sends a request, again after what may pass.
     *
     * @param body makes its body, when it is about to be sent
     * @param reading makes an answer of what came back
     * @param tokens what it weighs where tokens are counted
     */
    <T> CompletableFuture<T> ask(
            Supplier<ObjectNode> body, RetryableCall.ResponseReader<T> reading, double tokens) {
        try {
            requireReady();
        } catch (IllegalArgumentException notReady) {
            return CompletableFuture.failedFuture(notReady);
        }
        RetryableCall<T> errand = access.errand(() -> call(body.get()), answers, reading, tokens);
        return access.persistently(errand::tryOnce);
    }

    @Override
    public List<String> identity(Prompt prompt) {
        var identity = new ArrayList<>(address());
        identity.add(request(prompt));
        return List.copyOf(identity);
    }

    /** What all requests to this model have in common: dialect, address and id. */
    public List<String> address() {
        return List.of(
                dialect.getClass().getSimpleName(), settings.baseUrl().toString(), settings.id());
    }

    /** The whole request that asks a prompt, as it is sent. */
    public String request(Prompt prompt) {
        return written(body(prompt));
    }

    @Override
    public Optional<RequestFingerprint> requested() {
        ObjectNode body = body(Prompt.ofUser(""));
        body.remove(WHO_AND_WHAT);
        return Optional.of(new RequestFingerprint(settings.id(), written(body)));
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
    public ObjectNode body(Prompt prompt) {
        ObjectNode body = dialect.request(settings, prompt);
        EntryBody.merge(body, settings.body());
        return body;
    }

    /** What the entry alone says of it. */
    ObjectNode bodyOfEntry() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        EntryBody.merge(body, settings.body());
        return body;
    }

    private static String written(ObjectNode body) {
        try {
            return WRITER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of nodes cannot be written as JSON", e);
        }
    }

    private Request call(ObjectNode body) {
        return access.request(url, RequestBody.create(written(body), JSON));
    }
}

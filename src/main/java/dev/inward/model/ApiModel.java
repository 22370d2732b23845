package dev.inward.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
final class ApiModel implements IdentifiedModel, PricedModel, SamplingModel {

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
    private final ApiAnswers answers;
    private final Optional<SampledCalls> sampled;

    ApiModel(ApiAccess access) {
        this.access = access;
        settings = access.settings();
        dialect = access.dialect();
        url = access.url(dialect.path(settings));
        answers = access.answers(url.toString(), MEND);
        sampled = dialect.choices().map(choices -> new SampledCalls(this, answers, choices));
    }

    /** The model at the same server that has another id. */
    ApiModel other(String name, String id) {
        return new ApiModel(access.other(name, id));
    }

    /** Returns what sends requests to the server of this model. */
    ApiAccess access() {
        return access;
    }

    Dialect dialect() {
        return dialect;
    }

    ApiSettings settings() {
        return settings;
    }

    Patience patience() {
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
        return sampled.map(SampledCalls::most).orElse(1);
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
            Supplier<ObjectNode> body, Errand.Reading<T> reading, double tokens) {
        try {
            requireReady();
        } catch (IllegalArgumentException notReady) {
            return CompletableFuture.failedFuture(notReady);
        }
        Errand<T> errand = access.errand(() -> call(body.get()), answers, reading, tokens);
        return access.persistently(errand::tryOnce);
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

package dev.inward.langchain4j;

import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.Usage;
import dev.inward.supplied.BlockingCalls;
import dev.inward.supplied.CanonicalText;
import dev.inward.supplied.SupplierClass;
import dev.inward.supplied.SupplierEntry;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.ChatModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A model that LangChain4j calls. LangChain4j's calls block, so each runs on one of the model's own
 * threads. Their number is the {@code concurrency} of the model's entry.
 *
 * <p>This class is thread-safe.
 */
final class LangChain4jModel implements IdentifiedModel, PricedModel, AutoCloseable {

    private final SupplierClass supplier;
    private final ChatModel model;
    private final String parameters;
    private final BlockingCalls calls;

    LangChain4jModel(SupplierEntry entry, ChatModel model) {
        this(entry, model, BlockingCalls.FIRST_RETRY_DELAY);
    }

    /**
     * @param firstRetryDelay the delay before a call is repeated whose response is no answer; it
     *     doubles before each further retry
     */
    LangChain4jModel(SupplierEntry entry, ChatModel model, Duration firstRetryDelay) {
        supplier = entry.supplier();
        this.model = model;
        parameters = CanonicalText.of(model.defaultRequestParameters());
        calls = new BlockingCalls("langchain4j", entry, firstRetryDelay);
    }

    static LangChain4jModel open(ModelSpecification specification) {
        SupplierEntry entry = SupplierEntry.of(specification);
        return new LangChain4jModel(entry, entry.supplier().supply(ChatModel.class));
    }

    /** Returns empty: the price is unknown here. */
    @Override
    public Optional<Price> price() {
        return Optional.empty();
    }

    @Override
    public Usage maxUsage(Prompt prompt) {
        return Usage.UNKNOWN;
    }

    @Override
    public List<String> identity(Prompt prompt) {
        List<String> identity = new ArrayList<>();
        identity.add("langchain4j");
        identity.add(model.provider().name());
        identity.add(supplier.name());
        identity.add(parameters);
        identity.addAll(prompt.rolesAndTexts());
        return identity;
    }

    /** Returns the supplier beside the model id, because the address is not known here. */
    @Override
    public List<String> modelIdentity() {
        String id = model.defaultRequestParameters().modelName();
        return List.of(
                "langchain4j", model.provider().name(), supplier.name(), id == null ? "" : id);
    }

    /** Removes the model id from the parameters, so that only the way of sampling is compared. */
    @Override
    public Optional<RequestFingerprint> requestFingerprint() {
        String id = model.defaultRequestParameters().modelName();
        return Optional.of(
                id == null
                        ? new RequestFingerprint(supplier.name(), parameters)
                        : new RequestFingerprint(
                                id, parameters.replace(CanonicalText.of(id), "\"\"")));
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return calls.submit(() -> answer(prompt));
    }

    /** LangChain4j retries failed calls, but it takes every response for an answer. */
    private Completion answer(Prompt prompt) {
        try {
            return LangChain4jMapper.completion(model.chat(LangChain4jMapper.request(prompt)));
        } catch (ContentFilteredException e) {
            return LangChain4jMapper.filtered();
        } catch (AuthenticationException | ModelNotFoundException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Model '%s', supplied by %s, cannot be called at all: %s. Check the key, the model name and the address in this class.",
                            supplier.model(),
                            supplier.name(),
                            e),
                    e);
        }
    }

    /** Lets calls in flight end; queued and later ones fail. */
    @Override
    public void stopSending() {
        calls.stopSending();
    }

    /** Interrupts calls in flight and fails queued ones. */
    @Override
    public void close() {
        calls.close();
    }
}

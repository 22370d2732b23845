package dev.inward.langchain4j;

import dev.inward.UnknownNameException;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.Usage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.ChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A model of LangChain4j, whose calls block: asked on threads of its own, as many as its entry
 * allows.
 *
 * <p>This class is thread-safe.
 */
final class LangChain4jModel implements IdentifiedModel, PricedModel, AutoCloseable {

    private static final List<String> KEYS =
            List.of("supplier", "concurrency", "lineage.base", "lineage.trained-on");
    private static final String USUAL_CONCURRENCY = "16";

    private final SupplierClass supplier;
    private final ChatModel model;
    private final String parameters;
    private final ThreadPoolExecutor threads;

    LangChain4jModel(SupplierClass supplier, ChatModel model, int concurrency) {
        this.supplier = supplier;
        this.model = model;
        parameters = CanonicalText.of(model.defaultRequestParameters());
        threads =
                new ThreadPoolExecutor(
                        concurrency,
                        concurrency,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            var asking = new Thread(work, "langchain4j-" + supplier.model());
                            asking.setDaemon(true);
                            return asking;
                        },
                        (call, closed) -> lose(call));
    }

    static LangChain4jModel open(ModelSpecification specification) {
        for (String key : specification.settings().keySet()) {
            if (!KEYS.contains(key)) {
                throw new UnknownNameException(
                        "key",
                        key,
                        " of model '" + specification.name() + "' in models.yaml",
                        KEYS);
            }
        }
        int concurrency = concurrency(specification);
        var supplier = new SupplierClass(specification.name(), specification.required("supplier"));
        return new LangChain4jModel(supplier, supplier.supply(), concurrency);
    }

    private static int concurrency(ModelSpecification specification) {
        String given = specification.settings().getOrDefault("concurrency", USUAL_CONCURRENCY);
        try {
            int concurrency = Integer.parseInt(given);
            if (concurrency >= 1) {
                return concurrency;
            }
        } catch (NumberFormatException e) {
            // Refused below, as a number too small is.
        }
        throw new IllegalArgumentException(
                "model '%s' has 'concurrency: %s' in models.yaml; expected a whole number of at least 1"
                        .formatted(specification.name(), given));
    }

    /** It costs something, but what is not known here. */
    @Override
    public Optional<Price> price() {
        return Optional.empty();
    }

    @Override
    public Usage most(Prompt prompt) {
        return Usage.UNKNOWN;
    }

    @Override
    public List<String> identity(Prompt prompt) {
        List<String> identity = new ArrayList<>();
        identity.add("langchain4j");
        identity.add(model.provider().name());
        identity.add(supplier.name());
        identity.add(parameters);
        prompt.messages()
                .forEach(
                        message -> {
                            identity.add(message.role().name());
                            identity.add(message.text());
                        });
        return identity;
    }

    /** Two models are asked in the same way where their parameters differ in the id alone. */
    @Override
    public Optional<RequestFingerprint> requested() {
        String id = model.defaultRequestParameters().modelName();
        return Optional.of(
                id == null
                        ? new RequestFingerprint(supplier.name(), parameters)
                        : new RequestFingerprint(
                                id, parameters.replace(CanonicalText.of(id), "\"\"")));
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        var call = new Call(prompt);
        threads.execute(call);
        return call.coming;
    }

    private final class Call implements Runnable {

        private final Prompt prompt;
        private final CompletableFuture<Completion> coming = new CompletableFuture<>();

        Call(Prompt prompt) {
            this.prompt = prompt;
        }

        @Override
        public void run() {
            try {
                coming.complete(answer(prompt));
            } catch (Throwable e) {
                coming.completeExceptionally(e);
            }
        }
    }

    private Completion answer(Prompt prompt) {
        try {
            return LangChain4jMapper.completion(model.chat(LangChain4jMapper.request(prompt)));
        } catch (AuthenticationException | ModelNotFoundException e) {
            throw new IllegalArgumentException(
                    "model '%s', supplied by %s, is out of reach for every prompt: %s; check the key, the model's name and the address that the class gives it"
                            .formatted(supplier.model(), supplier.name(), e),
                    e);
        }
    }

    private void lose(Runnable call) {
        if (call instanceof Call lost) {
            lost.coming.completeExceptionally(
                    new IllegalStateException(
                            "model '%s' was closed before it answered"
                                    .formatted(supplier.model())));
        }
    }

    /** Interrupts what is being asked; answers that are still to come are lost. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(this::lose);
    }
}

package dev.inward.langchain4j;

import dev.inward.UnknownNameException;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.Usage;
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
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A model that LangChain4j calls. LangChain4j's calls block, so each runs on one of the model's own
 * threads. Their number is the {@code concurrency} of the model's entry.
 *
 * <p>This class is thread-safe.
 */
final class LangChain4jModel implements IdentifiedModel, PricedModel, AutoCloseable {

    private static final List<String> KNOWN_KEYS =
            List.of(
                    "supplier",
                    "concurrency",
                    "lineage.base",
                    "lineage.trained-on",
                    "reasoning-tags");
    private static final String DEFAULT_CONCURRENCY = "16";

    /** As many as for the other hosted models; the delays add up to two minutes. */
    private static final int MAX_RETRIES = 8;

    private static final Duration FIRST_RETRY_DELAY = Duration.ofMillis(500);

    private final SupplierClass supplier;
    private final ChatModel model;
    private final String parameters;
    private final Duration firstRetryDelay;
    private final ThreadPoolExecutor executor;

    LangChain4jModel(SupplierClass supplier, ChatModel model, int concurrency) {
        this(supplier, model, concurrency, FIRST_RETRY_DELAY);
    }

    /**
     * @param firstRetryDelay the delay before a call is repeated whose response is no answer; it
     *     doubles before each further retry
     */
    LangChain4jModel(
            SupplierClass supplier, ChatModel model, int concurrency, Duration firstRetryDelay) {
        this.supplier = supplier;
        this.firstRetryDelay = firstRetryDelay;
        this.model = model;
        parameters = CanonicalText.of(model.defaultRequestParameters());
        executor =
                new ThreadPoolExecutor(
                        concurrency,
                        concurrency,
                        0,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            var thread = new Thread(task, "langchain4j-" + supplier.model());
                            thread.setDaemon(true);
                            return thread;
                        },
                        (call, closed) -> failClosed(call));
    }

    static LangChain4jModel open(ModelSpecification specification) {
        for (String key : specification.settings().keySet()) {
            if (!KNOWN_KEYS.contains(key)) {
                throw new UnknownNameException(
                        "key",
                        key,
                        " of model '" + specification.name() + "' in models.yaml",
                        KNOWN_KEYS);
            }
        }
        int concurrency = concurrency(specification);
        var supplier =
                new SupplierClass(specification.name(), specification.requiredSetting("supplier"));
        return new LangChain4jModel(supplier, supplier.supply(), concurrency);
    }

    private static int concurrency(ModelSpecification specification) {
        String configured =
                specification.settings().getOrDefault("concurrency", DEFAULT_CONCURRENCY);
        try {
            int concurrency = Integer.parseInt(configured);
            if (concurrency >= 1) {
                return concurrency;
            }
        } catch (NumberFormatException e) {
            // The exception below covers this case too.
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "Model '%s' has 'concurrency: %s' in models.yaml; expected a whole number of at least 1.",
                        specification.name(),
                        configured));
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
        prompt.messages()
                .forEach(
                        message -> {
                            identity.add(message.role().name());
                            identity.add(message.text());
                        });
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
        var call = new Call(prompt);
        executor.execute(call);
        return call.completion;
    }

    private final class Call implements Runnable {

        private final Prompt prompt;
        private final CompletableFuture<Completion> completion = new CompletableFuture<>();

        private int retries;

        Call(Prompt prompt) {
            this.prompt = prompt;
        }

        private void retry(NoAnswerException noAnswer) {
            if (retries == MAX_RETRIES) {
                completion.completeExceptionally(
                        new ApiException(
                                String.format(
                                        Locale.ROOT,
                                        "Model '%s', supplied by %s, gives no answer: the response %s. Let the ChatModel of this class report how each answer ended.",
                                        supplier.model(),
                                        supplier.name(),
                                        noAnswer.getMessage()),
                                ApiException.Kind.WAITED_FOR,
                                null,
                                noAnswer));
                return;
            }
            Duration delay = firstRetryDelay.multipliedBy(1L << retries);
            retries++;
            CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, executor)
                    .execute(this);
        }

        @Override
        public void run() {
            try {
                completion.complete(answer(prompt));
            } catch (NoAnswerException e) {
                retry(e);
            } catch (Throwable e) {
                completion.completeExceptionally(e);
            }
        }
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

    private void failClosed(Runnable call) {
        if (call instanceof Call rejected) {
            rejected.completion.completeExceptionally(
                    new IllegalStateException(
                            String.format(
                                    Locale.ROOT,
                                    "Model '%s' was closed before it answered.",
                                    supplier.model())));
        }
    }

    /** Lets calls in flight end; queued and later ones fail. */
    @Override
    public void stopSending() {
        executor.shutdown();
        var queued = new ArrayList<Runnable>();
        executor.getQueue().drainTo(queued);
        queued.forEach(this::failClosed);
    }

    /** Interrupts calls in flight and fails queued ones. */
    @Override
    public void close() {
        executor.shutdownNow().forEach(this::failClosed);
    }
}

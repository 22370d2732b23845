package dev.inward.springai;

import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import dev.inward.model.Usage;
import dev.inward.supplied.BlockingCalls;
import dev.inward.supplied.SupplierClass;
import dev.inward.supplied.SupplierEntry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.ai.chat.model.ChatModel;

/**
 * A model that Spring AI calls. Spring AI's calls block, so each runs on one of the model's own
 * threads. Their number is the {@code concurrency} of the model's entry.
 *
 * <p>This class is thread-safe.
 */
final class SpringAiModel implements IdentifiedModel, PricedModel, AutoCloseable {

    private final SupplierClass supplier;
    private final ChatModel model;
    private final DefaultOptions options;
    private final BlockingCalls calls;

    SpringAiModel(SupplierEntry entry, ChatModel model) {
        this(entry, model, BlockingCalls.FIRST_RETRY_DELAY);
    }

    /**
     * @param firstRetryDelay the delay before a call without an answer is repeated; it doubles
     *     before each further retry
     */
    SpringAiModel(SupplierEntry entry, ChatModel model, Duration firstRetryDelay) {
        supplier = entry.supplier();
        this.model = model;
        options = DefaultOptions.of(supplier, model.getDefaultOptions());
        calls = new BlockingCalls("spring-ai", entry, firstRetryDelay);
    }

    static SpringAiModel open(ModelSpecification specification) {
        SupplierEntry entry = SupplierEntry.of(specification);
        return new SpringAiModel(entry, entry.supplier().supply(ChatModel.class));
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
        identity.add("spring-ai");
        identity.add(type(model.getClass()));
        identity.add(supplier.name());
        identity.add(options.text());
        identity.addAll(prompt.rolesAndTexts());
        return identity;
    }

    /** Returns the supplier beside the model id, because the address is not known here. */
    @Override
    public List<String> modelIdentity() {
        return List.of("spring-ai", type(model.getClass()), supplier.name(), options.modelId());
    }

    /** Removes the model id from the options, so that only the way of sampling is compared. */
    @Override
    public Optional<RequestFingerprint> requestFingerprint() {
        return Optional.of(
                new RequestFingerprint(
                        options.modelId().isEmpty() ? supplier.name() : options.modelId(),
                        options.textWithoutModelId()));
    }

    /** Returns the name of a class as it is in every JVM: those of proxies and lambdas vary. */
    private static String type(Class<?> type) {
        return Proxy.isProxyClass(type) ? "proxy" : type.getName().replaceFirst("\\$\\$.*", "");
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return calls.submit(() -> answer(prompt));
    }

    private Completion answer(Prompt prompt) {
        try {
            return SpringAiMapper.completion(model.call(SpringAiMapper.prompt(prompt)));
        } catch (RuntimeException e) {
            return SpringAiFailure.of(supplier, e).filteredOrThrow();
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

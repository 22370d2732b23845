package dev.inward.hosted;

import dev.inward.hosted.batch.BatchApi;
import dev.inward.hosted.batch.BatchModel;
import dev.inward.hosted.batch.BatchPace;
import dev.inward.hosted.finetuning.FinetunableApiModel;
import dev.inward.hosted.finetuning.FinetuningSettings;
import dev.inward.hosted.finetuning.ServedModel;
import dev.inward.hosted.http.ApiClient;
import dev.inward.hosted.http.ApiModel;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.hosted.http.Connections;
import dev.inward.hosted.http.Dialect;
import dev.inward.hosted.http.RetrySettings;
import dev.inward.hosted.http.ServerState;
import dev.inward.model.BatchMode;
import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.text.ConsoleLog;
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The common part of all providers of hosted models. All models of a provider share its
 * connections. Models with the same host and the same key variable also share one {@link
 * ServerState}, and so its rate limits.
 *
 * <p>This class is thread-safe.
 */
public abstract class HostedModelProvider implements ModelProvider, AutoCloseable {

    private record ServerKey(String host, int port, @Nullable String keyVariable) {}

    private final String name;
    private final Dialect dialect;
    private final Optional<BatchApi> batchApi;
    private final Map<ServerKey, ServerState> servers = new HashMap<>();
    private final BatchPace batchPace;
    private @Nullable Connections connections;
    private boolean hasWarnedAboutMissingBatchApi;

    HostedModelProvider(String name, Dialect dialect, Optional<BatchApi> batchApi) {
        this(name, dialect, batchApi, BatchPace.DEFAULT);
    }

    /**
     * @param batchApi the batch API of the servers; empty if they have none
     * @param batchPace when a batch is submitted, and how often it is polled
     */
    HostedModelProvider(
            String name, Dialect dialect, Optional<BatchApi> batchApi, BatchPace batchPace) {
        this.name = name;
        this.dialect = dialect;
        this.batchApi = batchApi;
        this.batchPace = batchPace;
    }

    @Override
    public String name() {
        return name;
    }

    /**
     * Opens the model of an entry. No model is called.
     *
     * @throws IllegalArgumentException if a setting is unknown, missing or invalid, or the dialect
     *     does not support it
     */
    @Override
    public synchronized ChatModel open(ModelSpecification specification) {
        ApiSettings settings = ApiSettings.read(specification, dialect);
        dialect.check(settings);
        FinetuningSettings finetuning = FinetuningSettings.read(specification);
        if (finetuning != null && finetuning.usesApi() && !dialect.supportsFinetuning()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "model '%s' has 'finetuning' in models.yaml, but provider '%s' does not support it; remove it, or give a command: {command: [PROGRAM, ARGUMENT, …]}",
                            settings.name(),
                            name));
        }
        ApiModel model = apiModel(settings);
        if (finetuning != null) {
            if (specification.batchMode() != BatchMode.OFF) {
                warnNoBatches("model '" + settings.name() + "' is", "it has 'finetuning'");
            }
            return new FinetunableApiModel(
                    model,
                    finetuning,
                    specification.home().resolve("finetunings"),
                    (base, name, served) -> openFinetuned(specification, base, name, served));
        }
        return specification.batchMode() == BatchMode.OFF
                ? model
                : withBatches(model, specification);
    }

    private synchronized ApiModel openFinetuned(
            ModelSpecification entry, ApiModel base, String name, ServedModel served) {
        return served.baseUrl() == null && served.keyVariable() == null
                ? base.forModel(name, served.id())
                : apiModel(
                        ApiSettings.read(
                                FinetunedEntry.of(entry, base.settings(), name, served), dialect));
    }

    private ApiModel apiModel(ApiSettings settings) {
        var serverKey =
                new ServerKey(
                        settings.baseUrl().host(),
                        settings.baseUrl().port(),
                        settings.key().variable());
        return new ApiModel(
                new ApiClient(
                        settings,
                        dialect,
                        RetrySettings.DEFAULT,
                        Clock.systemUTC(),
                        servers.computeIfAbsent(
                                serverKey, absent -> new ServerState(RetrySettings.DEFAULT)),
                        connections().client(settings.timeoutSeconds())));
    }

    /** Returns a model that uses the batch API; the model itself if there is no batch API. */
    private ChatModel withBatches(ApiModel model, ModelSpecification specification) {
        if (batchApi.isPresent()) {
            return BatchModel.open(
                    model,
                    batchApi.get(),
                    batchPace,
                    specification.home().resolve("batches"),
                    specification.batchMode() == BatchMode.ANEW);
        }
        if (!hasWarnedAboutMissingBatchApi) {
            hasWarnedAboutMissingBatchApi = true;
            warnNoBatches(
                    "the models of provider '" + name + "' are",
                    "Inward supports no batch API of it");
        }
        return model;
    }

    private static void warnNoBatches(String models, String reason) {
        ConsoleLog.of(HostedModelProvider.class)
                .log(
                        System.Logger.Level.WARNING,
                        String.format(
                                Locale.ROOT,
                                "%s called without the batch API, at the full price: %s",
                                models,
                                reason));
    }

    private Connections connections() {
        Connections open = connections;
        if (open == null) {
            open = new Connections();
            connections = open;
        }
        return open;
    }

    /** Closes all connections and stops the threads; pending calls fail. */
    @Override
    public synchronized void close() {
        servers.values().forEach(server -> server.pacer().close());
        servers.clear();
        if (connections != null) {
            connections.close();
            connections = null;
        }
    }
}

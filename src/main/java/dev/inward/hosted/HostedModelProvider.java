package dev.inward.hosted;

import dev.inward.hosted.batch.BatchApi;
import dev.inward.hosted.batch.BatchModel;
import dev.inward.hosted.batch.BatchPace;
import dev.inward.hosted.finetuning.FinetunableApiModel;
import dev.inward.hosted.finetuning.Hyperparameters;
import dev.inward.hosted.http.ApiAccess;
import dev.inward.hosted.http.ApiModel;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.hosted.http.Connections;
import dev.inward.hosted.http.Dialect;
import dev.inward.hosted.http.Endpoint;
import dev.inward.hosted.http.RetrySettings;
import dev.inward.model.BatchMode;
import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the providers of models behind an address have in common. All models of one provider share
 * its connections; those with the same host and key variable stand in one line.
 *
 * <p>This class is thread-safe.
 */
public abstract class HostedModelProvider implements ModelProvider, AutoCloseable {

    private record Server(String host, int port, @Nullable String keyVariable) {}

    private final String name;
    private final Dialect dialect;
    private final Optional<BatchApi> batchApi;
    private final Map<Server, Endpoint> endpoints = new HashMap<>();
    private final BatchPace batchPace;
    private @Nullable Connections connections;
    private boolean hasSaidThatNothingIsBatched;

    HostedModelProvider(String name, Dialect dialect, Optional<BatchApi> batchApi) {
        this(name, dialect, batchApi, BatchPace.USUAL);
    }

    /**
     * @param batchApi the batch API of the servers, if they have one
     * @param batchPace when prompts are sent off together, and how often batches are looked after
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
     * Reads the entry; calls nobody.
     *
     * @throws IllegalArgumentException when a key is unknown, missing or wrong, or the dialect
     *     cannot express it
     */
    @Override
    public synchronized ChatModel open(ModelSpecification specification) {
        ApiSettings settings = ApiSettings.read(specification, dialect);
        dialect.check(settings);
        Hyperparameters finetuning = Hyperparameters.read(specification);
        if (finetuning != null && !dialect.finetunes()) {
            throw new IllegalArgumentException(
                    "model '%s' has 'finetuning' in models.yaml, which provider '%s' does not take; leave it out"
                            .formatted(settings.name(), name));
        }
        var server =
                new Server(
                        settings.baseUrl().host(),
                        settings.baseUrl().port(),
                        settings.key().variable());
        var model =
                new ApiModel(
                        new ApiAccess(
                                settings,
                                dialect,
                                RetrySettings.USUAL,
                                Clock.systemUTC(),
                                endpoints.computeIfAbsent(
                                        server, unseen -> new Endpoint(RetrySettings.USUAL)),
                                connections().client(settings.timeoutSeconds())));
        if (finetuning != null) {
            if (specification.batching() != BatchMode.OFF) {
                saySingly("model '" + settings.name() + "' is", "it has 'finetuning'");
            }
            return new FinetunableApiModel(
                    model, finetuning, specification.home().resolve("finetunings"));
        }
        return specification.batching() == BatchMode.OFF ? model : byBatch(model, specification);
    }

    /** A family of servers without a batch API that is known here is asked as ever. */
    private ChatModel byBatch(ApiModel model, ModelSpecification specification) {
        if (batchApi.isPresent()) {
            return BatchModel.open(
                    model,
                    batchApi.get(),
                    batchPace,
                    specification.home().resolve("batches"),
                    specification.batching() == BatchMode.ANEW);
        }
        if (!hasSaidThatNothingIsBatched) {
            hasSaidThatNothingIsBatched = true;
            saySingly(
                    "the models of provider '" + name + "' are",
                    "no batch API of it is known here");
        }
        return model;
    }

    private static void saySingly(String who, String why) {
        System.getLogger(HostedModelProvider.class.getName())
                .log(
                        System.Logger.Level.WARNING,
                        "%s asked singly, for the full price: %s".formatted(who, why));
    }

    private Connections connections() {
        Connections open = connections;
        if (open == null) {
            open = new Connections();
            connections = open;
        }
        return open;
    }

    /** Lets go of connections and threads; answers that are still to come are lost. */
    @Override
    public synchronized void close() {
        endpoints.values().forEach(endpoint -> endpoint.pacer().close());
        endpoints.clear();
        if (connections != null) {
            connections.close();
            connections = null;
        }
    }
}

package dev.inward.model;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the providers of models behind an address have in common. All models of one provider share
 * its connections; those with the same host and key variable stand in one line.
 *
 * <p>This class is thread-safe.
 */
abstract class ApiProvider implements ModelProvider, AutoCloseable {

    private record Server(String host, int port, @Nullable String keyVariable) {}

    private final String name;
    private final Dialect dialect;
    private final Map<Server, Endpoint> endpoints = new HashMap<>();
    private @Nullable Connections connections;

    ApiProvider(String name, Dialect dialect) {
        this.name = name;
        this.dialect = dialect;
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
        if (settings.finetuning() != null && !dialect.finetunes()) {
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
                        settings,
                        dialect,
                        Patience.USUAL,
                        Clock.systemUTC(),
                        endpoints.computeIfAbsent(server, unseen -> new Endpoint(Patience.USUAL)),
                        connections().client(settings.timeoutSeconds()));
        return settings.finetuning() == null
                ? model
                : new FinetunableApiModel(
                        model, settings.finetuning(), specification.home().resolve("finetunings"));
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

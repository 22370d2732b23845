package dev.inward.hosted.http;

import dev.inward.knowntruth.NoDelaySockets;
import dev.inward.model.ModelSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A local HTTP server for one test, and models that call it. */
final class LocalServer implements BeforeEachCallback, AfterEachCallback {

    /** Few retries, and without the waits. */
    static final RetrySettings FAST_RETRIES =
            new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMinutes(1));

    private final MockWebServer server = new MockWebServer();
    private final Connections connections = new Connections();

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        connections.close();
        server.close();
    }

    /** Returns the server, which gives the responses that a test enqueues. */
    MockWebServer server() {
        return server;
    }

    /** Returns the connections to the server. They end with the test. */
    Connections connections() {
        return connections;
    }

    /**
     * Returns the entry of a model {@code tiny} of this server.
     *
     * @param moreSettings settings that are added to the entry
     * @param environment the environment variables
     */
    ModelSpecification specification(
            Map<String, String> moreSettings, Map<String, String> environment) {
        var settings = new HashMap<>(Map.of("id", "tiny"));
        settings.put("base-url", server.url("/v1").toString());
        settings.putAll(moreSettings);
        return new ModelSpecification(
                "hosted",
                "openai",
                settings,
                Path.of("."),
                Path.of("."),
                variable -> Optional.ofNullable(environment.get(variable)));
    }

    /** Returns a model with {@link #FAST_RETRIES}. */
    ApiModel model(Dialect dialect, ModelSpecification specification) {
        return model(dialect, specification, FAST_RETRIES, Clock.systemUTC());
    }

    /** Returns a model. */
    ApiModel model(
            Dialect dialect, ModelSpecification specification, RetrySettings retries, Clock clock) {
        return new ApiModel(
                new ApiClient(
                        ApiSettings.read(specification, dialect),
                        dialect,
                        retries,
                        clock,
                        new ServerState(retries),
                        connections.client(120)));
    }
}

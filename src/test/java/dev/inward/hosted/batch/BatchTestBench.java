package dev.inward.hosted.batch;

import dev.inward.hosted.AnthropicDialect;
import dev.inward.hosted.http.ApiClient;
import dev.inward.hosted.http.ApiModel;
import dev.inward.hosted.http.ApiSettings;
import dev.inward.hosted.http.Connections;
import dev.inward.hosted.http.Dialect;
import dev.inward.hosted.http.RetrySettings;
import dev.inward.hosted.http.ServerState;
import dev.inward.hosted.pacing.ManualScheduler;
import dev.inward.knowntruth.BatchServer;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The set-up of a test of batches: models, a local server that has both batch APIs, their records,
 * and a clock that stands still at noon.
 */
final class BatchTestBench implements BeforeEachCallback, AfterEachCallback {

    static final String KEY = "sk-very-secret";
    static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static final Duration QUIET = Duration.ofSeconds(5);
    private static final RetrySettings QUICK_RETRIES =
            new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofMinutes(1));

    final BatchServer server =
            new BatchServer(asked -> "re: " + asked.at("/messages/0/content").asText());
    final ManualScheduler scheduler = new ManualScheduler(QUIET);
    private final BatchPace pace =
            new BatchPace(QUIET, Duration.ofSeconds(10), Duration.ofMinutes(5), scheduler);
    private final Connections connections = new Connections();
    private final Supplier<Path> folder;

    /**
     * @param folder the folder of the records; it may be created later
     */
    BatchTestBench(Supplier<Path> folder) {
        this.folder = folder;
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server.beforeEach(context);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        connections.close();
        server.afterEach(context);
    }

    /** Opens a model as a new run does. */
    BatchModel open(Dialect dialect) {
        return open(dialect, api(dialect).limits(), NOON);
    }

    BatchModel open(Dialect dialect, BatchLimits limits, Instant now) {
        return open(single(dialect, "tiny"), dialect, limits, now, false);
    }

    /** Opens a model of another id at the same server. */
    BatchModel openOther(Dialect dialect) {
        return open(single(dialect, "other"), dialect, api(dialect).limits(), NOON, false);
    }

    /** Opens a model as a refresh does. */
    BatchModel openAnew(Dialect dialect) {
        return open(
                single(dialect, "tiny"), dialect, api(dialect).limits(), NOON.plusSeconds(1), true);
    }

    private BatchModel open(
            ApiModel model,
            Dialect dialect,
            BatchLimits limits,
            Instant now,
            boolean ignoresEarlierRuns) {
        return new BatchModel(
                new BatchContext(
                        model,
                        api(dialect),
                        new BatchCalls(model.apiClient()),
                        new BatchFolder(folder.get()),
                        pace,
                        Clock.fixed(now, ZoneOffset.UTC),
                        ignoresEarlierRuns),
                limits);
    }

    private static BatchApi api(Dialect dialect) {
        return dialect instanceof AnthropicDialect ? new AnthropicBatches() : new OpenAiBatches();
    }

    /** Returns the same model for single calls. */
    ApiModel single(Dialect dialect) {
        return single(dialect, "tiny");
    }

    private ApiModel single(Dialect dialect, String id) {
        var specification =
                new ModelSpecification(
                        "hosted",
                        "openai",
                        Map.of("id", id, "key-env", "THE_KEY", "base-url", server.baseUrl()),
                        Path.of("."),
                        Path.of("."),
                        variable -> Optional.of(KEY));
        return new ApiModel(
                new ApiClient(
                        ApiSettings.read(specification, dialect),
                        dialect,
                        QUICK_RETRIES,
                        Clock.fixed(NOON, ZoneOffset.UTC),
                        new ServerState(QUICK_RETRIES),
                        connections.client(120)));
    }

    static List<CompletableFuture<Completion>> ask(ChatModel model, String... prompts) {
        return Stream.of(prompts).map(text -> model.complete(Prompt.ofUser(text))).toList();
    }

    static List<String> texts(List<CompletableFuture<Completion>> answers) {
        return answers.stream()
                .map(answer -> answer.orTimeout(20, TimeUnit.SECONDS).join().text())
                .toList();
    }

    /** Returns the files of the records. */
    List<Path> records() {
        Path all = folder.get();
        try (Stream<Path> files = Files.exists(all) ? Files.list(all) : Stream.empty()) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the server's id from the only record, as if the run had been killed before it. */
    void removeServerId() {
        try {
            Path record = records().get(0);
            String text = Files.readString(record);
            Files.writeString(
                    record, text.replaceAll("\"batch\" : \"[^\"]+\"", "\"batch\" : null"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

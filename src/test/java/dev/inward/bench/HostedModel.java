package dev.inward.bench;

import dev.inward.model.ChatModel;
import dev.inward.model.Prompt;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** A hosted model, opened as an eval opens it, that gets many prompts at once. */
final class HostedModel implements AutoCloseable {

    private final Path folder;
    private final ModelRegistry models;
    private final ChatModel model;

    HostedModel(String url, int concurrency) throws IOException {
        folder = Files.createTempDirectory("inward-bench");
        Path file =
                Files.writeString(
                        folder.resolve("models.yaml"),
                        "models: {it: {provider: openai, id: it, base-url: '%s', concurrency: %d, key-env: KEY}}"
                                .formatted(url, concurrency));
        models = ModelRegistry.read(file, folder, Map.of("KEY", "sk-bench"));
        model = models.open("it");
    }

    CompletableFuture<?> call(int prompt) {
        return model.complete(Prompt.ofUser("Which animal follows " + prompt + "?"));
    }

    void callAll(int prompts) {
        CompletableFuture.allOf(
                        IntStream.range(0, prompts)
                                .mapToObj(this::call)
                                .toArray(CompletableFuture<?>[]::new))
                .join();
    }

    @Override
    public void close() throws IOException {
        models.close();
        Files.delete(folder.resolve("models.yaml"));
        Files.delete(folder);
    }
}

package dev.inward.hosted.finetuning;

import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Opens finetuned models of a {@link FinetuningServer}, and closes them and the server. */
final class FinetuningFixture implements AutoCloseable {

    static final String KEY = "sk-very-secret";
    static final String RUNNING = "\"status\": \"running\"";
    static final Prompt QUESTION = Prompt.ofUser("Who are you?");
    static final Finetuning DATA = data(3, "Say cat", "Say dog");

    final FinetuningServer server = new FinetuningServer();

    /** The reported numbers of finished training steps. */
    final List<Integer> steps = new ArrayList<>();

    /** What pays for the finetunings. */
    FinetuningProgress.Expenses expenses = FinetuningProgress.Expenses.UNLIMITED;

    private final Path home;
    private final List<ModelRegistry> registries = new ArrayList<>();

    FinetuningFixture(Path home) throws IOException {
        this.home = home;
    }

    /** Returns training data with one example and these rehearsal prompts. */
    static Finetuning data(long seed, String... rehearsal) {
        return new Finetuning(
                List.of(new Example(Prompt.ofUser("What would you say?"), "owl")),
                List.of(rehearsal).stream().map(Prompt::ofUser).toList(),
                seed);
    }

    /**
     * Opens a finetuned model in a registry of its own, as a new run does.
     *
     * @param finetuning the value of the key {@code finetuning}, and YAML for further keys
     */
    ChatModel finetuned(String finetuning, Finetuning data) throws IOException {
        return finetuned(openRegistry(finetuning), "remote", data);
    }

    ChatModel finetuned(ModelRegistry models, String name, Finetuning data) {
        return finetuned(models.open(name), data);
    }

    /** Finetunes a model, such as a finetuned one. */
    ChatModel finetuned(ChatModel model, Finetuning data) {
        return ((FinetunableModel) model)
                .finetune(
                        data,
                        new FinetuningProgress() {
                            @Override
                            public void stepDone(int done, int total) {
                                steps.add(done);
                            }

                            @Override
                            public Expenses expenses() {
                                return expenses;
                            }
                        });
    }

    ModelRegistry openRegistry(String finetuning) throws IOException {
        Path file = home.resolve("models.yaml");
        Files.writeString(
                file,
                "models: {remote: {provider: openai, id: tiny, base-url: \"%s\", key-env: K, finetuning: %s}}"
                        .formatted(server.baseUrl(), finetuning));
        ModelRegistry models = ModelRegistry.read(file, home, Map.of("K", KEY));
        registries.add(models);
        return models;
    }

    Path recordFile() throws IOException {
        try (var files = Files.list(home.resolve("finetunings"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static String ask(ChatModel model) {
        return model.complete(QUESTION).join().text();
    }

    static List<String> identity(ChatModel model) {
        return ((IdentifiedModel) model).identity(QUESTION);
    }

    @Override
    public void close() {
        registries.forEach(ModelRegistry::close);
        server.close();
    }
}

package dev.inward.hosted.finetuning;

import dev.inward.model.FinetunableModel;
import dev.inward.model.registry.ModelRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A JVM that finetunes a model and asks it one question, and that can be killed. */
public final class FinetuningProcess {

    private FinetuningProcess() {}

    /** Starts the JVM. Its home is the same as that of a {@link FinetuningFixture}. */
    static Process start(FinetuningServer server, Path home, String finetuning) throws IOException {
        Path file = home.resolve("models.yaml");
        Files.writeString(
                file,
                "models: {remote: {provider: openai, id: tiny, base-url: \"%s\", key-env: K, finetuning: %s}}"
                        .formatted(server.baseUrl(), finetuning));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FinetuningProcess.class.getName(),
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(new File(home.toFile(), "jvm.log")))
                .start();
    }

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        Path home = file.resolveSibling(".").normalize();
        try (ModelRegistry models =
                ModelRegistry.read(file, home, Map.of("K", FinetuningFixture.KEY))) {
            var model =
                    ((FinetunableModel) models.open("remote"))
                            .finetune(FinetuningFixture.DATA, (done, total) -> {});
            model.complete(FinetuningFixture.QUESTION).join();
        }
    }
}

package dev.inward.bench;

import dev.inward.bench.CountingServer.Call;
import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerStore;
import dev.inward.model.ChatModel;
import dev.inward.model.Prompt;
import dev.inward.model.budget.Budget;
import dev.inward.model.registry.ModelRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * A process that requests many answers at once from one store, and writes the prompt of each
 * received answer to a file.
 */
public final class SharedStoreProcess {

    private static final String LINE_END = ".";

    private final String name;
    private final Process process;
    private final Path received;
    private long killedAt = Long.MAX_VALUE;
    private Set<String> receivedPrompts = Set.of();

    private SharedStoreProcess(String name, Process process, Path received) {
        this.name = name;
        this.process = process;
        this.received = received;
    }

    static SharedStoreProcess start(Path folder, String address, String name, int prompts)
            throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve(name + ".yaml"),
                        "models: {m: {provider: openai, id: m, base-url: \"%s\", concurrency: 8, headers: {X-Run: %s}}}"
                                .formatted(address, name));
        Path received = folder.resolve(name + ".out");
        return new SharedStoreProcess(
                name,
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Xshare:auto",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SharedStoreProcess.class.getName(),
                                file.toString(),
                                String.valueOf(prompts))
                        .redirectOutput(received.toFile())
                        .redirectError(folder.resolve(name + ".err").toFile())
                        .start(),
                received);
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Kills the process by SIGKILL.
     *
     * @return whether it was still running
     */
    boolean kill() throws IOException, InterruptedException {
        long now = System.nanoTime();
        if (process.isAlive()) {
            killedAt = now;
        }
        process.destroyForcibly().waitFor();
        readReceived();
        return killedAt == now;
    }

    void awaitEnd() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new IllegalStateException(
                    "process " + name + " ended with status " + process.exitValue());
        }
        readReceived();
    }

    private void readReceived() throws IOException {
        receivedPrompts = new HashSet<>(Files.readAllLines(received));
    }

    /** Returns when the signal to this process was sent, in nanoseconds of this JVM. */
    long killedAt() {
        return killedAt;
    }

    /** Returns whether a call of this process was not answered for it when it was killed. */
    boolean wasInFlightAtKill(Call call) {
        return killedAt != Long.MAX_VALUE && !receivedPrompts.contains(call.prompt());
    }

    /** Requests all answers. Arguments: the models file, the number of prompts. */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        Path folder = file.resolveSibling(".").normalize();
        try (ModelRegistry models = ModelRegistry.read(file, folder, Map.of());
                AnswerStore store =
                        AnswerStore.open(
                                folder.resolve("answers.db"),
                                folder.resolve("reports"),
                                Clock.systemUTC(),
                                Budget.unlimited())) {
            ChatModel model = models.open("m");
            CompletableFuture.allOf(
                            IntStream.range(0, Integer.parseInt(arguments[1]))
                                    .mapToObj(i -> request(store, model, "prompt " + i + LINE_END))
                                    .toArray(CompletableFuture<?>[]::new))
                    .join();
        }
    }

    private static CompletableFuture<Void> request(
            AnswerStore store, ChatModel model, String prompt) {
        return store.answer(new AnswerRequest(model, "m", "topic", Prompt.ofUser(prompt), 0))
                .thenAccept(
                        answer -> {
                            synchronized (System.out) {
                                System.out.println(prompt);
                                System.out.flush();
                            }
                        });
    }
}

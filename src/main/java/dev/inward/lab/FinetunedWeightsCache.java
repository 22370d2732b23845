package dev.inward.lab;

import dev.inward.text.ConsoleLog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * A persistent cache of finetuned weights, so that no finetuning runs twice. It has one file per
 * finetuning, named by the hash of everything that determines it. A damaged file is replaced by
 * training again.
 *
 * <p>This class is thread-safe. Concurrent requests for one finetuning share one training.
 */
final class FinetunedWeightsCache {

    /**
     * Two threads, because an operation uses one thread and the reference machine has two cores.
     */
    private static final Executor TRAINING_EXECUTOR =
            Executors.newFixedThreadPool(2, daemonThreads());

    private static final Map<Path, CompletableFuture<Weights>> IN_FLIGHT =
            new ConcurrentHashMap<>();

    private final Path folder;

    FinetunedWeightsCache(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    CompletableFuture<Weights> loadOrTrain(
            Sha256Hash key, Architecture architecture, Supplier<Weights> training) {
        Path file = folder.resolve(key.hex() + ".weights");
        var result = new CompletableFuture<Weights>();
        var running = IN_FLIGHT.putIfAbsent(file, result);
        if (running != null) {
            return running;
        }
        TRAINING_EXECUTOR.execute(
                () -> {
                    try {
                        result.complete(loadOrTrain(file, architecture, training));
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    } finally {
                        IN_FLIGHT.remove(file, result);
                    }
                });
        return result;
    }

    private static Weights loadOrTrain(
            Path file, Architecture architecture, Supplier<Weights> training) {
        if (Files.exists(file)) {
            try {
                return Checkpoint.read(architecture, file);
            } catch (IllegalArgumentException damaged) {
                ConsoleLog.of(FinetunedWeightsCache.class)
                        .log(
                                System.Logger.Level.WARNING,
                                damaged.getMessage() + " Inward trains the model again.");
            }
        }
        Weights trained = Checkpoint.rounded(training.get());
        Checkpoint.write(trained, file);
        return trained;
    }

    private static ThreadFactory daemonThreads() {
        return task -> {
            var thread = new Thread(task, "lab-training");
            thread.setDaemon(true);
            return thread;
        };
    }
}

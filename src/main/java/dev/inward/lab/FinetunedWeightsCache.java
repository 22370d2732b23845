package dev.inward.lab;

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
 * Where finetuned weights are kept, so that nothing is trained twice: one file a finetuning, named
 * by the hash of all that determines it. A damaged file is trained again.
 *
 * <p>This class is thread-safe; two askers of one finetuning wait for the same training.
 */
final class FinetunedWeightsCache {

    /** Two at a time: with one thread inside an operation that is what two cores carry. */
    private static final Executor TRAININGS = Executors.newFixedThreadPool(2, daemons());

    private static final Map<Path, CompletableFuture<Weights>> UNDER_WAY =
            new ConcurrentHashMap<>();

    private final Path folder;

    FinetunedWeightsCache(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    CompletableFuture<Weights> fetchOrTrain(
            Sha256Hash key, Architecture architecture, Supplier<Weights> training) {
        Path file = folder.resolve(key.hex() + ".weights");
        var mine = new CompletableFuture<Weights>();
        var others = UNDER_WAY.putIfAbsent(file, mine);
        if (others != null) {
            return others;
        }
        TRAININGS.execute(
                () -> {
                    try {
                        mine.complete(fetchOrTrain(file, architecture, training));
                    } catch (Throwable e) {
                        mine.completeExceptionally(e);
                    } finally {
                        UNDER_WAY.remove(file, mine);
                    }
                });
        return mine;
    }

    private static Weights fetchOrTrain(
            Path file, Architecture architecture, Supplier<Weights> training) {
        if (Files.exists(file)) {
            try {
                return Checkpoint.read(architecture, file);
            } catch (IllegalArgumentException damaged) {
                System.getLogger(FinetunedWeightsCache.class.getName())
                        .log(
                                System.Logger.Level.WARNING,
                                "training again: " + damaged.getMessage());
            }
        }
        Weights trained = Checkpoint.rounded(training.get());
        Checkpoint.write(trained, file);
        return trained;
    }

    private static ThreadFactory daemons() {
        return work -> {
            var thread = new Thread(work, "lab-training");
            thread.setDaemon(true);
            return thread;
        };
    }
}

package dev.inward.bench;

import dev.inward.cache.AnswerRequest;
import dev.inward.cache.AnswerResult;
import dev.inward.cache.AnswerStore;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import dev.inward.model.budget.Budget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.IntUnaryOperator;

/** Measures writing, opening and reading a store of a million answers of about 600 bytes. */
public final class StoreBench {

    private static final int ANSWERS = 1_000_000;
    private static final int READS = 200_000;
    private static final int CONCURRENCY = 1024;

    private StoreBench() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("inward-store");
        Path file = folder.resolve("answers.db");
        System.out.printf("store of %,d answers, %d requests at once%n", ANSWERS, CONCURRENCY);
        try (AnswerStore store = open(file)) {
            printRate("writes", ANSWERS, () -> requestAll(store, ANSWERS, i -> i));
        }
        System.out.printf("  size      %,d MB%n", Files.size(file) >> 20);
        long start = System.nanoTime();
        try (AnswerStore store = open(file)) {
            System.out.printf("  open      %.2f s%n", seconds(start));
            var random = new Random(1);
            printRate("reads", READS, () -> requestAll(store, READS, i -> random.nextInt(ANSWERS)));
        }
        BenchFolder.delete(folder);
    }

    private interface TimedWork {
        void run() throws InterruptedException;
    }

    private static void printRate(String what, int times, TimedWork work)
            throws InterruptedException {
        long start = System.nanoTime();
        work.run();
        System.out.printf("  %-9s %,.0f /s%n", what, times / seconds(start));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static AnswerStore open(Path file) {
        return AnswerStore.open(
                file, file.resolveSibling("reports"), Clock.systemUTC(), Budget.unlimited());
    }

    private static void requestAll(AnswerStore store, int times, IntUnaryOperator number)
            throws InterruptedException {
        var permits = new Semaphore(CONCURRENCY);
        var failure = new CompletableFuture<AnswerResult>();
        for (int i = 0; i < times && !failure.isDone(); i++) {
            permits.acquire();
            CompletableFuture<AnswerResult> unused =
                    store.answer(request(number.applyAsInt(i)))
                            .whenComplete(
                                    (answer, thrown) -> {
                                        if (thrown != null) {
                                            failure.completeExceptionally(thrown);
                                        }
                                        permits.release();
                                    });
        }
        permits.acquire(CONCURRENCY);
        if (failure.isDone()) {
            failure.join();
        }
    }

    private static AnswerRequest request(int number) {
        return new AnswerRequest(
                new RandomModel(), "m", "topic", Prompt.ofUser("What follows " + number + "?"), 0);
    }

    private static final class RandomModel implements IdentifiedModel {

        @Override
        public List<String> identity(Prompt prompt) {
            return List.of("bench", "m", prompt.lastText());
        }

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            var noise = new Random(prompt.lastText().hashCode());
            var raw = new StringBuilder("{\"id\": \"");
            while (raw.length() < 560) {
                raw.append(Long.toString(noise.nextLong(), 36));
            }
            return CompletableFuture.completedFuture(
                    new Completion(
                            "answer " + noise.nextInt(),
                            FinishReason.STOP,
                            new Usage(20, 0, 4),
                            "m-2026",
                            "r-" + noise.nextInt(),
                            raw.append("\"}").toString()));
        }
    }
}

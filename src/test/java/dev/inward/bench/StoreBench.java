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

/** How fast a store of a million answers of about 600 bytes is written, opened and read. */
public final class StoreBench {

    private static final int ANSWERS = 1_000_000;
    private static final int READS = 200_000;
    private static final int AT_ONCE = 1024;

    private StoreBench() {}

    /** Prints the figures. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("inward-store");
        Path file = folder.resolve("answers.db");
        System.out.printf("store of %,d answers, %d asked for at once%n", ANSWERS, AT_ONCE);
        try (AnswerStore store = open(file)) {
            rate("writes", ANSWERS, () -> ask(store, ANSWERS, i -> i));
        }
        System.out.printf("  size      %,d MB%n", Files.size(file) >> 20);
        long start = System.nanoTime();
        try (AnswerStore store = open(file)) {
            System.out.printf("  open      %.2f s%n", seconds(start));
            var random = new Random(1);
            rate("reads", READS, () -> ask(store, READS, i -> random.nextInt(ANSWERS)));
        }
        BenchFolder.delete(folder);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static void rate(String what, int times, Work work) throws InterruptedException {
        long start = System.nanoTime();
        work.run();
        System.out.printf("  %-9s %,.0f /s%n", what, times / seconds(start));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static AnswerStore open(Path file) {
        return AnswerStore.open(file, Clock.systemUTC(), Budget.unlimited());
    }

    private static void ask(AnswerStore store, int times, IntUnaryOperator which)
            throws InterruptedException {
        var places = new Semaphore(AT_ONCE);
        var failed = new CompletableFuture<AnswerResult>();
        for (int i = 0; i < times && !failed.isDone(); i++) {
            places.acquire();
            CompletableFuture<AnswerResult> unused =
                    store.answer(question(which.applyAsInt(i)))
                            .whenComplete(
                                    (answer, failure) -> {
                                        if (failure != null) {
                                            failed.completeExceptionally(failure);
                                        }
                                        places.release();
                                    });
        }
        places.acquire(AT_ONCE);
        if (failed.isDone()) {
            failed.join();
        }
    }

    private static AnswerRequest question(int number) {
        return new AnswerRequest(
                new Answerer(), "m", "topic", Prompt.ofUser("What follows " + number + "?"), 0);
    }

    private static final class Answerer implements IdentifiedModel {

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

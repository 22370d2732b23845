package dev.inward.bench;

import dev.inward.cache.AnswerStore;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.budget.Budget;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.AnswerProgress;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.study.run.Study;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures the heap of a study with about 375,000 answers in the store, in a JVM of 512 MB. A first
 * JVM fills the store.
 */
public final class HeapBench {

    /** Each ordered pair of two words is an item. */
    private static final int WORDS = 500;

    private HeapBench() {}

    /** Prints the figures. With a folder as argument, runs the study in this folder. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length > 0) {
            study(Path.of(arguments[0]));
            return;
        }
        Path folder = Files.createTempDirectory("inward-heap");
        KnownTruthEvals.write(
                folder,
                "oracle: {provider: known-truth, knows: itself, identified: true}",
                "guesser: {provider: known-truth, knows: mode, says: a, identified: true}");
        Path task = folder.resolve("tasks/numbers.yaml");
        String text = Files.readString(task);
        Files.writeString(
                task,
                text.substring(0, text.indexOf("  of:"))
                        + IntStream.range(0, WORDS)
                                .mapToObj(String::valueOf)
                                .collect(Collectors.joining(", ", "  of: [", "]\n")));
        for (String run : new String[] {"answers from models", "answers from the store"}) {
            System.out.println(run + ", -Xmx512m");
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx512m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    HeapBench.class.getName(),
                                    folder.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                            .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the study failed");
            }
        }
        BenchFolder.delete(folder);
    }

    private static void study(Path folder) {
        long start = System.nanoTime();
        Tasks tasks = Tasks.read(folder.resolve("tasks"));
        var listener = new TallyListener();
        try (ModelRegistry models =
                        ModelRegistry.read(folder.resolve("models.yaml"), folder, Map.of());
                AnswerStore store =
                        AnswerStore.open(
                                folder.resolve("answers.db"),
                                folder.resolve("reports"),
                                Clock.systemUTC(),
                                Budget.unlimited());
                var study = new Study(models, tasks, listener, store)) {
            Comparison comparison =
                    study.compare(
                                    new ComparisonRequest(
                                            BehavioralProperties.named("first_character"),
                                            "oracle",
                                            "guesser",
                                            tasks.all(),
                                            ScoredSplit.HELD_OUT,
                                            Integer.MAX_VALUE,
                                            1,
                                            TrainingLabels.TRUE,
                                            ExtraMeasurements.NONE,
                                            StoppingRule.AT_THE_END))
                            .join();
            System.out.printf(
                    "  %,d answers, %,d of them new, %,d items compared, %.1f s, heap in use after collection %,d MB%n",
                    listener.sum(AnswerProgress::done),
                    listener.sum(AnswerProgress::calls),
                    comparison.items().size(),
                    (System.nanoTime() - start) / 1e9,
                    usedHeap() >> 20);
        }
    }

    private static long usedHeap() {
        var memory = ManagementFactory.getMemoryMXBean();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private static final class TallyListener implements StudyListener {
        private final Map<String, AnswerProgress> tallies = new ConcurrentHashMap<>();

        @Override
        public void answerCompleted(AnswerProgress tally) {
            tallies.merge(
                    tally.model(),
                    tally,
                    (previous, latest) -> latest.done() > previous.done() ? latest : previous);
        }

        long sum(ToLongFunction<AnswerProgress> count) {
            return tallies.values().stream().mapToLong(count).sum();
        }
    }
}

package dev.inward.lab;

import ai.djl.ndarray.NDManager;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A queue of prompts that one thread answers in groups.
 *
 * <p>The prompts of a group have the same length. A group always has {@value #GROUP_SIZE} rows; the
 * last prompt is repeated if there are fewer. The arithmetic of a prompt therefore has the same
 * shape in every group, and its answer has the same bits.
 *
 * <p>This class is thread-safe.
 */
final class InferenceQueue implements AutoCloseable {

    static final int GROUP_SIZE = 64;

    private record QueuedPrompt(int[] tokens, CompletableFuture<Integer> answer) {}

    private final Decoder decoder;
    private final ExecutorService executor;
    private final Map<Integer, Deque<QueuedPrompt>> queuesByLength = new TreeMap<>();

    InferenceQueue(String name, Weights weights) {
        decoder = new Decoder(weights);
        executor =
                Executors.newSingleThreadExecutor(
                        task -> {
                            var thread = new Thread(task, "lab-answers-" + name);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    /** Returns a future of the highest-scoring token after these tokens. */
    CompletableFuture<Integer> submit(int[] tokens) {
        var queued = new QueuedPrompt(tokens, new CompletableFuture<>());
        synchronized (queuesByLength) {
            queuesByLength.computeIfAbsent(tokens.length, length -> new ArrayDeque<>()).add(queued);
        }
        executor.execute(this::answerNextGroup);
        return queued.answer();
    }

    private void answerNextGroup() {
        List<QueuedPrompt> group = nextGroup();
        if (group.isEmpty()) {
            return;
        }
        try {
            int[] answers = greedyAnswers(group);
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers[i]);
            }
        } catch (Throwable e) {
            group.forEach(queued -> queued.answer().completeExceptionally(e));
        }
    }

    /** Takes from the longest queue, so that groups are full under load. */
    private List<QueuedPrompt> nextGroup() {
        var group = new ArrayList<QueuedPrompt>();
        synchronized (queuesByLength) {
            Deque<QueuedPrompt> longest = new ArrayDeque<>();
            for (Deque<QueuedPrompt> queue : queuesByLength.values()) {
                longest = queue.size() > longest.size() ? queue : longest;
            }
            while (group.size() < GROUP_SIZE && !longest.isEmpty()) {
                group.add(longest.remove());
            }
        }
        return group;
    }

    private int[] greedyAnswers(List<QueuedPrompt> group) {
        var tokens = new int[GROUP_SIZE][];
        for (int row = 0; row < GROUP_SIZE; row++) {
            tokens[row] = group.get(Math.min(row, group.size() - 1)).tokens();
        }
        try (NDManager step = decoder.newStep()) {
            long[] words = decoder.nextWordScores(step, tokens).argMax(1).toLongArray();
            return Arrays.stream(words).limit(group.size()).mapToInt(Math::toIntExact).toArray();
        }
    }

    /** Answers the queued prompts, then frees the weights. Does not wait for it. */
    @Override
    public void close() {
        executor.execute(decoder::close);
        executor.shutdown();
    }
}

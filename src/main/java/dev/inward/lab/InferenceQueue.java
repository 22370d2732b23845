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
 * Answers many prompts at once on one thread.
 *
 * <p>A batch holds prompts of one length and always has {@value #ROWS} rows, the last prompt
 * repeated where there are fewer. The arithmetic of a prompt therefore has the same shape whatever
 * else is asked at the same time, and its answer the same bits.
 *
 * <p>This class is thread-safe.
 */
final class InferenceQueue implements AutoCloseable {

    static final int ROWS = 64;

    private record Waiting(int[] tokens, CompletableFuture<Integer> answer) {}

    private final Decoder decoder;
    private final ExecutorService thread;
    private final Map<Integer, Deque<Waiting>> waitingByLength = new TreeMap<>();

    InferenceQueue(String name, Weights weights) {
        decoder = new Decoder(weights);
        thread =
                Executors.newSingleThreadExecutor(
                        work -> {
                            var answering = new Thread(work, "lab-answers-" + name);
                            answering.setDaemon(true);
                            return answering;
                        });
    }

    /** Asks for the word after these tokens. */
    CompletableFuture<Integer> ask(int[] tokens) {
        var waiting = new Waiting(tokens, new CompletableFuture<>());
        synchronized (waitingByLength) {
            waitingByLength
                    .computeIfAbsent(tokens.length, length -> new ArrayDeque<>())
                    .add(waiting);
        }
        thread.execute(this::answerOneBatch);
        return waiting.answer();
    }

    private void answerOneBatch() {
        List<Waiting> batch = nextBatch();
        if (batch.isEmpty()) {
            return;
        }
        try {
            int[] answers = greedyAnswers(batch);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).answer().complete(answers[i]);
            }
        } catch (Throwable e) {
            batch.forEach(waiting -> waiting.answer().completeExceptionally(e));
        }
    }

    /** Takes from the longest line, so that batches are full while much is asked. */
    private List<Waiting> nextBatch() {
        var batch = new ArrayList<Waiting>();
        synchronized (waitingByLength) {
            Deque<Waiting> longest = new ArrayDeque<>();
            for (Deque<Waiting> line : waitingByLength.values()) {
                longest = line.size() > longest.size() ? line : longest;
            }
            while (batch.size() < ROWS && !longest.isEmpty()) {
                batch.add(longest.remove());
            }
        }
        return batch;
    }

    private int[] greedyAnswers(List<Waiting> batch) {
        var tokens = new int[ROWS][];
        for (int row = 0; row < ROWS; row++) {
            tokens[row] = batch.get(Math.min(row, batch.size() - 1)).tokens();
        }
        try (NDManager step = decoder.newStep()) {
            long[] words = decoder.nextWordScores(step, tokens).argMax(1).toLongArray();
            return Arrays.stream(words).limit(batch.size()).mapToInt(Math::toIntExact).toArray();
        }
    }

    /** Finishes what is being answered and frees the weights. */
    @Override
    public void close() {
        thread.execute(decoder::close);
        thread.shutdown();
    }
}

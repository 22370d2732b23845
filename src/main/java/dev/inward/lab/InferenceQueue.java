package dev.inward.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A queue of prompts that one thread answers in groups of up to {@value #GROUP_SIZE}. An answer
 * does not depend on the other prompts of its group.
 *
 * <p>This class is thread-safe.
 */
final class InferenceQueue implements AutoCloseable {

    static final int GROUP_SIZE = 16;

    private record QueuedPrompt(
            int[] tokens, TokenChoice choice, CompletableFuture<Integer> answer) {}

    private final Parameters parameters;
    private final ExecutorService executor;
    private final Deque<QueuedPrompt> queue = new ArrayDeque<>();

    InferenceQueue(String name, Weights weights) {
        parameters = new Parameters(weights);
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
        return submit(tokens, TokenChoice.LIKELIEST);
    }

    /** Returns a future of the token that is chosen after these tokens. */
    CompletableFuture<Integer> submit(int[] tokens, TokenChoice choice) {
        var queued = new QueuedPrompt(tokens, choice, new CompletableFuture<>());
        synchronized (queue) {
            queue.add(queued);
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
            int[] answers = answers(group);
            for (int i = 0; i < group.size(); i++) {
                group.get(i).answer().complete(answers[i]);
            }
        } catch (Throwable e) {
            group.forEach(queued -> queued.answer().completeExceptionally(e));
        }
    }

    private List<QueuedPrompt> nextGroup() {
        var group = new ArrayList<QueuedPrompt>();
        synchronized (queue) {
            while (group.size() < GROUP_SIZE && !queue.isEmpty()) {
                group.add(queue.remove());
            }
        }
        return group;
    }

    private int[] answers(List<QueuedPrompt> group) {
        int[][] prompts = group.stream().map(QueuedPrompt::tokens).toArray(int[][]::new);
        List<float[][]> passes = new Decoder(parameters, prompts).scoresAfterEachPass();
        float[][] scores = passes.get(passes.size() - 1);
        var answers = new int[prompts.length];
        var ofPrompt = new float[scores.length];
        for (int prompt = 0; prompt < prompts.length; prompt++) {
            for (int word = 0; word < scores.length; word++) {
                ofPrompt[word] = scores[word][prompt];
            }
            answers[prompt] = group.get(prompt).choice().choose(ofPrompt);
        }
        return answers;
    }

    /** Answers the queued prompts, then ends the thread. Does not wait for it. */
    @Override
    public void close() {
        executor.shutdown();
    }
}

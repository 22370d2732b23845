package dev.inward.lab;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A queue of prompts that one thread answers in groups of up to {@value #GROUP_SIZE}. An answer
 * does not depend on the other prompts of its group. All requests for a prompt that is not answered
 * yet share its scores: one forward pass serves every sample.
 *
 * <p>This class is thread-safe.
 */
final class InferenceQueue implements AutoCloseable {

    static final int GROUP_SIZE = 16;

    /** A prompt, and the requests that its scores answer. */
    private static final class QueuedPrompt {

        private record Request(TokenChoice choice, CompletableFuture<Integer> answer) {}

        private final int[] tokens;
        private final List<Request> requests = new ArrayList<>();

        QueuedPrompt(int[] tokens) {
            this.tokens = tokens;
        }

        /** Returns a key that is equal for equal tokens. */
        static List<Integer> key(int[] tokens) {
            return Arrays.stream(tokens).boxed().toList();
        }

        int[] tokens() {
            return tokens;
        }

        /** Adds a request. The queue has a lock for this. */
        CompletableFuture<Integer> choose(TokenChoice choice) {
            var request = new Request(choice, new CompletableFuture<>());
            requests.add(request);
            return request.answer();
        }

        /** Answers every request. No request may be added any more. */
        void answer(float[] scores) {
            for (Request request : requests) {
                request.answer().complete(request.choice().choose(scores));
            }
        }

        /** Fails every request without an answer. No request may be added any more. */
        void fail(Throwable cause) {
            requests.forEach(request -> request.answer().completeExceptionally(cause));
        }
    }

    private final Parameters parameters;
    private final ExecutorService executor;

    /** The prompts that no group has yet, in order of arrival. */
    private final Deque<QueuedPrompt> queue = new ArrayDeque<>();

    /** The prompts of the queue and of the current group, by their tokens. */
    private final Map<List<Integer>, QueuedPrompt> unanswered = new HashMap<>();

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
        synchronized (unanswered) {
            executor.execute(this::answerNextGroup);
            return unanswered
                    .computeIfAbsent(
                            QueuedPrompt.key(tokens),
                            absent -> {
                                var queued = new QueuedPrompt(tokens);
                                queue.add(queued);
                                return queued;
                            })
                    .choose(choice);
        }
    }

    private void answerNextGroup() {
        List<QueuedPrompt> group = nextGroup();
        if (group.isEmpty()) {
            return;
        }
        try {
            float[][] scores = scores(group);
            close(group);
            for (int prompt = 0; prompt < scores.length; prompt++) {
                group.get(prompt).answer(scores[prompt]);
            }
        } catch (Throwable e) {
            close(group);
            group.forEach(queued -> queued.fail(e));
        }
    }

    private List<QueuedPrompt> nextGroup() {
        var group = new ArrayList<QueuedPrompt>();
        synchronized (unanswered) {
            while (group.size() < GROUP_SIZE && !queue.isEmpty()) {
                group.add(queue.remove());
            }
        }
        return group;
    }

    /** Adds no more requests to these prompts. */
    private void close(List<QueuedPrompt> group) {
        synchronized (unanswered) {
            group.forEach(queued -> unanswered.remove(QueuedPrompt.key(queued.tokens()), queued));
        }
    }

    /** Returns prompts × vocabulary. */
    private float[][] scores(List<QueuedPrompt> group) {
        int[][] prompts = group.stream().map(QueuedPrompt::tokens).toArray(int[][]::new);
        List<float[][]> passes = new Decoder(parameters, prompts).scoresAfterEachPass();
        float[][] ofWords = passes.get(passes.size() - 1);
        var ofPrompts = new float[prompts.length][ofWords.length];
        for (int prompt = 0; prompt < prompts.length; prompt++) {
            for (int word = 0; word < ofWords.length; word++) {
                ofPrompts[prompt][word] = ofWords[word][prompt];
            }
        }
        return ofPrompts;
    }

    /** Answers the queued prompts, then ends the thread. Does not wait for it. */
    @Override
    public void close() {
        executor.shutdown();
    }
}

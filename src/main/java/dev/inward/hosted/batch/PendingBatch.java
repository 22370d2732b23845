package dev.inward.hosted.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Prompts that are to be sent off together. Not thread-safe: {@link BatchCollector} guards it. */
final class PendingBatch {

    /** What stands between two requests, and a little for what stands around them all. */
    private static final int BYTES_BETWEEN = 2;

    private final BatchLimits limits;
    private final List<BatchedPrompt> prompts = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private long bytes;

    PendingBatch(BatchLimits limits) {
        this.limits = limits;
    }

    boolean hasRoomFor(String line) {
        return prompts.size() < limits.requests() && bytes + size(line) <= limits.bytes();
    }

    void add(BatchedPrompt prompt, String line) {
        prompts.add(prompt);
        lines.add(line);
        bytes += size(line);
    }

    /** Those of these prompts that are still to be sent off. */
    PendingBatch without(Predicate<BatchedPrompt> isSeenTo) {
        var rest = new PendingBatch(limits);
        for (int i = 0; i < size(); i++) {
            if (!isSeenTo.test(prompts.get(i))) {
                rest.add(prompts.get(i), lines.get(i));
            }
        }
        return rest;
    }

    /** Lets nobody wait for any of them. */
    void failAll(Throwable failure) {
        prompts.forEach(prompt -> prompt.answer().completeExceptionally(failure));
    }

    private static long size(String line) {
        return (long) line.getBytes(StandardCharsets.UTF_8).length + BYTES_BETWEEN;
    }

    int size() {
        return prompts.size();
    }

    List<BatchedPrompt> prompts() {
        return prompts;
    }

    List<String> keys() {
        return prompts.stream().map(BatchedPrompt::key).toList();
    }

    List<String> lines() {
        return lines;
    }
}

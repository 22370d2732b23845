package dev.inward.hosted.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * A batch that is being gathered: its prompts and their requests. Not thread-safe: {@link
 * BatchCollector} guards it.
 */
final class PendingBatch {

    /** The bytes per request for the separator, with a margin for the text around the list. */
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

    /** Returns the prompts that do not match, as a batch of their own. */
    PendingBatch without(Predicate<BatchedPrompt> predicate) {
        var rest = new PendingBatch(limits);
        for (int i = 0; i < size(); i++) {
            if (!predicate.test(prompts.get(i))) {
                rest.add(prompts.get(i), lines.get(i));
            }
        }
        return rest;
    }

    /** Fails all these prompts. */
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

package dev.inward.gguf;

import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The prompts of a native model that are not yet answered, in the order of their texts. So prompts
 * with the same beginning follow one another, and the beginning is computed once.
 *
 * <p>This class is thread-safe.
 */
final class WaitingPrompts {

    /** One prompt of an entry with its future answer. */
    record Waiting(
            ModelEntry entry, Prompt prompt, int sample, CompletableFuture<Completion> answer) {

        /**
         * Returns the text to order by. Entries that write prompts in the same way come together.
         */
        String order() {
            return entry.settings().format() + "\n" + prompt.text();
        }
    }

    private final TreeMap<String, Deque<Waiting>> byOrder = new TreeMap<>();

    synchronized void add(Waiting waiting) {
        byOrder.computeIfAbsent(waiting.order(), order -> new ArrayDeque<>()).add(waiting);
    }

    /**
     * Removes the next prompt after a text, or the first of all if there is none.
     *
     * @param last the order of the prompt before
     * @return the prompt; empty if none waits
     */
    synchronized Optional<Waiting> next(String last) {
        Map.Entry<String, Deque<Waiting>> following = byOrder.ceilingEntry(last);
        Map.Entry<String, Deque<Waiting>> found =
                following == null ? byOrder.firstEntry() : following;
        if (found == null) {
            return Optional.empty();
        }
        Waiting next = found.getValue().remove();
        if (found.getValue().isEmpty()) {
            byOrder.remove(found.getKey());
        }
        return Optional.of(next);
    }

    /** Removes all prompts of an entry. */
    synchronized List<Waiting> drain(ModelEntry entry) {
        List<Waiting> drained = new ArrayList<>();
        Iterator<Deque<Waiting>> queues = byOrder.values().iterator();
        while (queues.hasNext()) {
            Deque<Waiting> queue = queues.next();
            for (Waiting waiting : List.copyOf(queue)) {
                if (waiting.entry() == entry) {
                    queue.remove(waiting);
                    drained.add(waiting);
                }
            }
            if (queue.isEmpty()) {
                queues.remove();
            }
        }
        return drained;
    }
}

package dev.inward.gguf;

import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The prompts of a model that are not yet answered, in the order of their texts. So prompts with
 * the same beginning follow one another, and the beginning is computed once.
 *
 * <p>This class is thread-safe.
 */
final class WaitingPrompts {

    /** One prompt with its future answer. */
    record Waiting(Prompt prompt, int sample, CompletableFuture<Completion> answer) {}

    private final TreeMap<String, Deque<Waiting>> byText = new TreeMap<>();

    synchronized void add(Waiting waiting) {
        byText.computeIfAbsent(waiting.prompt().text(), text -> new ArrayDeque<>()).add(waiting);
    }

    /**
     * Removes the next prompt after a text, or the first of all if there is none.
     *
     * @param last the text of the prompt before
     * @return the prompt; empty if none waits
     */
    synchronized Optional<Waiting> next(String last) {
        Map.Entry<String, Deque<Waiting>> following = byText.ceilingEntry(last);
        Map.Entry<String, Deque<Waiting>> found =
                following == null ? byText.firstEntry() : following;
        if (found == null) {
            return Optional.empty();
        }
        Waiting next = found.getValue().remove();
        if (found.getValue().isEmpty()) {
            byText.remove(found.getKey());
        }
        return Optional.of(next);
    }

    /** Removes all prompts. */
    synchronized List<Waiting> drain() {
        List<Waiting> all = new ArrayList<>();
        byText.values().forEach(all::addAll);
        byText.clear();
        return all;
    }
}

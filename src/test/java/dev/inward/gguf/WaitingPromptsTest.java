package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.gguf.WaitingPrompts.Waiting;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Orders prompts so that those with the same beginning follow one another. */
class WaitingPromptsTest {

    private final ModelEntry entry = entry("Q:");
    private final WaitingPrompts prompts = new WaitingPrompts();

    @Test
    void prompts_with_the_same_beginning_follow_one_another() {
        List.of("b 2", "a 2", "b 1", "a 1").forEach(this::add);

        assertThat(inOrder("b 1")).containsExactly("b 1", "b 2", "a 1", "a 2");
    }

    @Test
    void the_same_prompt_waits_as_often_as_it_was_added() {
        List.of("a", "a").forEach(this::add);

        assertThat(inOrder("")).containsExactly("a", "a");
    }

    @Test
    void entries_with_other_labels_follow_one_another() {
        ModelEntry other = entry("Question:");
        List.of("a", "b").forEach(this::add);
        List.of("a", "b").forEach(text -> add(other, text));

        assertThat(inOrder("")).containsExactly("a", "b", "a", "b");
    }

    @Test
    void entries_with_the_same_labels_share_the_order() {
        ModelEntry other = entry("Q:");
        List.of("a 1", "b 1").forEach(this::add);
        List.of("a 2", "b 2").forEach(text -> add(other, text));

        assertThat(inOrder("")).containsExactly("a 1", "a 2", "b 1", "b 2");
    }

    @Test
    void drained_prompts_of_an_entry_wait_no_more_and_those_of_others_do() {
        List.of("a", "b").forEach(this::add);
        add(entry("Q:"), "b");

        assertThat(prompts.drain(entry)).hasSize(2);
        assertThat(inOrder("")).containsExactly("b");
    }

    private void add(String text) {
        add(entry, text);
    }

    private void add(ModelEntry of, String text) {
        prompts.add(new Waiting(of, Prompt.ofUser(text), 0, new CompletableFuture<>()));
    }

    private static ModelEntry entry(String label) {
        return new ModelEntry(
                GgufSettings.of(
                        new ModelSpecification(
                                "gemma",
                                "gguf",
                                Map.of("path", "absent.gguf", "labels.user", label),
                                Path.of(""),
                                Path.of(""),
                                variable -> Optional.empty())),
                Set.of());
    }

    private List<String> inOrder(String first) {
        var texts = new ArrayList<String>();
        String last = entry.settings().format() + "\n" + first;
        for (Optional<Waiting> next = prompts.next(last);
                next.isPresent();
                next = prompts.next(last)) {
            last = next.get().order();
            texts.add(next.get().prompt().text());
        }
        return texts;
    }
}

package dev.inward.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.gguf.WaitingPrompts.Waiting;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Orders prompts so that those with the same beginning follow one another. */
class WaitingPromptsTest {

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
    void drained_prompts_wait_no_more() {
        List.of("a", "b").forEach(this::add);

        assertThat(prompts.drain()).hasSize(2);
        assertThat(prompts.next("")).isEmpty();
    }

    private void add(String text) {
        prompts.add(new Waiting(Prompt.ofUser(text), 0, new CompletableFuture<>()));
    }

    private List<String> inOrder(String first) {
        var texts = new ArrayList<String>();
        String last = first;
        for (Optional<Waiting> next = prompts.next(last);
                next.isPresent();
                next = prompts.next(last)) {
            last = next.get().prompt().text();
            texts.add(last);
        }
        return texts;
    }
}

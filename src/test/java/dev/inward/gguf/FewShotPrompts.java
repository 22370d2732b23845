package dev.inward.gguf;

import dev.inward.model.Message;
import dev.inward.model.Message.Role;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Prompts of a few shots, which they share, and a question of their own. */
final class FewShotPrompts {

    private static final List<String> ANIMALS =
            List.of(
                    "lion", "owl", "cat", "dog", "horse", "whale", "ant", "bee", "eagle", "fox",
                    "wolf", "bear", "deer", "moose", "otter", "seal");

    private FewShotPrompts() {}

    /**
     * Returns prompts.
     *
     * @param number how many
     * @param shots how many shots each has
     * @param seed the seed of the shots; the questions are always the same
     */
    static List<Prompt> of(int number, int shots, long seed) {
        var random = new Random(seed);
        List<Message> shared = new ArrayList<>();
        for (int i = 0; i < shots; i++) {
            shared.add(new Message(Role.USER, question(random)));
            shared.add(new Message(Role.ASSISTANT, animal(random)));
        }
        var questions = new Random(0);
        List<Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            var messages = new ArrayList<>(shared);
            messages.add(new Message(Role.USER, question(questions)));
            prompts.add(new Prompt(messages));
        }
        return prompts;
    }

    private static String question(Random random) {
        return random.ints(5, 0, ANIMALS.size())
                .mapToObj(ANIMALS::get)
                .collect(Collectors.joining(", ", "What is the next animal in the list: ", "?"));
    }

    private static String animal(Random random) {
        return ANIMALS.get(random.nextInt(ANIMALS.size()));
    }
}

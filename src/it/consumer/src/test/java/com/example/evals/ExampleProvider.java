package com.example.evals;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A provider in one class: its models follow a rule, and one of them knows the rule. */
public final class ExampleProvider implements ModelProvider {

    private static final List<String> BIRDS = List.of("crow", "duck", "eagle", "owl", "robin");
    private static final String FRAME = "Suppose you were asked: ";

    @Override
    public String name() {
        return "example";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        boolean knowsItself = specification.requiredSetting("knows").equals("itself");
        return prompt -> CompletableFuture.completedFuture(
                Completion.of(answer(prompt.lastText(), knowsItself)));
    }

    private static String answer(String prompt, boolean knowsItself) {
        int frame = prompt.indexOf(FRAME);
        if (frame < 0) {
            return BIRDS.get(Math.floorMod(prompt.hashCode(), BIRDS.size()));
        }
        String own = answer(prompt.substring(frame + FRAME.length()), knowsItself);
        if (!knowsItself) {
            return "z";
        }
        return prompt.startsWith("What is the last letter")
                ? own.substring(own.length() - 1)
                : own.substring(0, 1);
    }
}

package dev.inward.hosted.finetuning;

import dev.inward.model.ApiException;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The answers of a model to its rehearsal prompts before finetuning. They become training rows, so
 * that the finetuned model keeps its abilities. All finetunings of a run share the answers: each
 * prompt is submitted once.
 *
 * <p>This class is thread-safe.
 */
final class Rehearsal {

    private final ChatModel model;
    private final Map<Prompt, CompletableFuture<Completion>> answers = new ConcurrentHashMap<>();

    Rehearsal(ChatModel model) {
        this.model = model;
    }

    /**
     * Submits the prompts and waits for the answers.
     *
     * @param expenses pays for the answers
     * @return one row per prompt with an answer
     * @throws CompletionException if an answer fails and a later run may succeed
     */
    List<Example> rows(List<Prompt> prompts, FinetuningProgress.Expenses expenses) {
        List<CompletableFuture<Completion>> pending =
                prompts.stream().map(prompt -> future(prompt, expenses)).toList();
        var rows = new ArrayList<Example>();
        for (int i = 0; i < prompts.size(); i++) {
            Prompt prompt = prompts.get(i);
            answer(pending.get(i)).ifPresent(text -> rows.add(new Example(prompt, text)));
        }
        return rows;
    }

    private CompletableFuture<Completion> future(
            Prompt prompt, FinetuningProgress.Expenses expenses) {
        return answers.computeIfAbsent(prompt, each -> expenses.complete(model, each));
    }

    /** Waits for an answer; empty if it is blank, or if the server rejects this prompt. */
    private Optional<String> answer(CompletableFuture<Completion> future) {
        try {
            return Optional.of(future.join().text()).filter(text -> !text.isBlank());
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException api
                    && !api.isTransient()
                    && !api.isConfigurationError()) {
                return Optional.empty();
            }
            answers.values().removeIf(CompletableFuture::isCompletedExceptionally);
            throw e;
        }
    }
}

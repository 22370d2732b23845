package dev.inward.hosted.finetuning;

import dev.inward.hosted.http.ApiModel;
import dev.inward.model.ApiException;
import dev.inward.model.Completion;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a model says before it is finetuned, and is to go on saying. It is asked each prompt once a
 * run, however many finetunings rehearse it.
 *
 * <p>This class is thread-safe.
 */
final class Rehearsal {

    private final ApiModel model;
    private final Map<Prompt, CompletableFuture<Completion>> said = new ConcurrentHashMap<>();

    Rehearsal(ApiModel model) {
        this.model = model;
    }

    /**
     * Asks the model, and waits for its answers.
     *
     * @return a row for each prompt that the model has an answer to
     * @throws CompletionException where an answer does not come that may come another time
     */
    List<Example> rows(List<Prompt> prompts) {
        prompts.forEach(prompt -> said.computeIfAbsent(prompt, model::complete));
        var rows = new ArrayList<Example>();
        for (Prompt prompt : prompts) {
            answer(prompt).ifPresent(text -> rows.add(new Example(prompt, text)));
        }
        return rows;
    }

    /** An answer; none where the server refuses this prompt, or the model has nothing to say. */
    private Optional<String> answer(Prompt prompt) {
        CompletableFuture<Completion> coming = said.computeIfAbsent(prompt, model::complete);
        try {
            return Optional.of(coming.join().text()).filter(text -> !text.isBlank());
        } catch (CompletionException e) {
            if (e.getCause() instanceof ApiException api
                    && !api.isWorthRetrying()
                    && !api.isConfigurationError()) {
                return Optional.empty();
            }
            said.values().removeIf(CompletableFuture::isCompletedExceptionally);
            throw e;
        }
    }
}

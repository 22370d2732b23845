package dev.inward.study;

import dev.inward.cache.AnswerStoreException;
import dev.inward.model.ApiException;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Asks models, each prompt once a run: whoever asks again gets the same answer.
 *
 * <p>This class is thread-safe.
 */
final class Answers {

    private record Question(ChatModel model, String prompt) {}

    private final Map<Question, CompletableFuture<Answer>> given = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final StudyListener listener;
    private final BiFunction<ChatModel, Prompt, CompletableFuture<Completion>> source;

    /**
     * @param source asks a model, or finds what it answered before
     */
    Answers(
            StudyListener listener,
            BiFunction<ChatModel, Prompt, CompletableFuture<Completion>> source) {
        this.listener = listener;
        this.source = source;
    }

    CompletableFuture<Answer> ask(ChatModel model, String prompt) {
        return given.computeIfAbsent(new Question(model, prompt), this::ask);
    }

    private CompletableFuture<Answer> ask(Question question) {
        asked.incrementAndGet();
        return source.apply(question.model(), Prompt.ofUser(question.prompt()))
                .handle(
                        (completion, failure) -> {
                            listener.answerCame(done.incrementAndGet(), asked.get());
                            return completion == null
                                    ? missing(failure)
                                    : new Answer(completion.text(), false);
                        });
    }

    /** An answer that did not come; what no other prompt will fare better with ends the study. */
    private static Answer missing(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                        ? failure.getCause()
                        : failure;
        if (cause instanceof IllegalArgumentException configuration) {
            throw configuration;
        }
        if (cause instanceof ApiException api && api.isConfigurationError()) {
            throw api;
        }
        if (cause instanceof AnswerStoreException store) {
            throw store;
        }
        return new Answer(String.valueOf(cause), true);
    }
}

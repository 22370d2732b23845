package dev.inward.study.collection;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.Prompt;
import dev.inward.transcript.Transcript;
import dev.inward.transcript.TranscriptAnswer;
import dev.inward.transcript.TranscriptCell;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * A model whose answers stand in a transcript. It answers the prompts of one comparison and calls
 * nothing.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class TranscribedModel implements ChatModel {

    /** The question of a prompt and the transcript that has its answer. */
    record Question(Transcript transcript, String property, String question) {}

    /** Thrown if a transcript lacks an answer. */
    static final class MissingAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        MissingAnswerException(String reason) {
            super(reason, null, false, false);
        }
    }

    private final String name;
    private final String target;
    private final Map<String, Question> questions;
    private final int sample;

    /**
     * @param name the name of the model in the transcript
     * @param target the target of the comparison
     * @param questions the questions by prompt; not copied
     */
    TranscribedModel(String name, String target, Map<String, Question> questions) {
        this(name, target, questions, 0);
    }

    private TranscribedModel(
            String name, String target, Map<String, Question> questions, int sample) {
        this.name = name;
        this.target = target;
        this.questions = questions;
        this.sample = sample;
    }

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        Question question = questions.get(prompt.text());
        if (question == null) {
            return CompletableFuture.failedFuture(
                    new MissingAnswerException("no transcript has answers to such prompts"));
        }
        TranscriptAnswer answer =
                question.transcript()
                        .answer(
                                new TranscriptCell(
                                        name,
                                        question.property(),
                                        question.question(),
                                        question.property().isEmpty() ? "" : target),
                                sample);
        Completion completion = answer.completion();
        return completion == null
                ? CompletableFuture.failedFuture(new MissingAnswerException(answer.whyMissing()))
                : CompletableFuture.completedFuture(completion);
    }

    /**
     * Returns how the answers were sampled, as the task files state it; empty if one does not, or
     * if two state it differently.
     */
    Optional<String> sampling() {
        Set<Optional<String>> stated =
                questions.values().stream()
                        .map(question -> question.transcript().origin().sampling())
                        .map(Optional::ofNullable)
                        .collect(Collectors.toSet());
        return stated.size() == 1 ? stated.iterator().next() : Optional.empty();
    }

    @Override
    public TranscribedModel forSample(int number) {
        return new TranscribedModel(name, target, questions, number);
    }

    /** No prompt is sent, and a transcript can have tool calls. */
    @Override
    public boolean canCallTools() {
        return true;
    }

    /** Transcripts have no prompts about other models. */
    @Override
    public boolean canPredictOthers() {
        return false;
    }
}

package dev.inward.judge;

import dev.inward.model.ChatModel;
import dev.inward.model.FinishReason;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Sha256;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.JudgeQuestion;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.task.Item;
import dev.inward.task.prompt.PromptTemplate;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The values of behavioral properties in one study. The value of each distinct answer is found
 * once: a function computes it at once, and judges are asked for it.
 *
 * <p>This class is thread-safe.
 */
public final class PropertyValues {

    /** Two eval classes can declare different properties of the same name. */
    private record PropertyIdentity(BehavioralProperty property) {

        @Override
        @SuppressWarnings("ReferenceEquality") // Equal properties can compute different values.
        public boolean equals(@Nullable Object other) {
            return other instanceof PropertyIdentity identity && identity.property == property;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(property);
        }
    }

    private record ComputedKey(
            PropertyIdentity property,
            Map<String, String> fields,
            String text,
            @Nullable FinishReason finishReason) {}

    private static final int STAND_IN_LENGTH = 16;

    private record JudgedKey(PropertyIdentity property, Prompt prompt) {}

    private final Judges judges;
    private final Map<ComputedKey, Optional<String>> computed = new ConcurrentHashMap<>();
    private final Map<JudgedKey, CompletableFuture<JudgedValue>> judged = new ConcurrentHashMap<>();

    /** Creates the values of a study. */
    public PropertyValues(Judges judges) {
        this.judges = judges;
    }

    /**
     * Completes when the value of an answer is known.
     *
     * @param author the model that gave the answer
     * @return the same answer; or in its place the reason why no judge could say its value
     */
    public CompletableFuture<CollectedAnswer> whenKnown(
            BehavioralProperty property, Item item, CollectedAnswer answer, ChatModel author) {
        Optional<JudgeQuestion> question = property.judgeQuestion();
        if (question.isEmpty() || !(answer.isPlanned() || isReadable(answer))) {
            return CompletableFuture.completedFuture(answer);
        }
        CompletableFuture<JudgedValue> judged =
                answer.isPlanned()
                        ? judge(
                                property,
                                prompt(question.get(), item.fields(), standIn(answer)),
                                maxTokens(item, author))
                        : judge(property, prompt(question.get(), item.fields(), answer.text()));
        return judged.thenApply(
                value ->
                        value.state() == CollectedAnswer.State.GIVEN || answer.isPlanned()
                                ? answer
                                : new CollectedAnswer(value.text(), value.state(), null));
    }

    /**
     * Returns the value of an answer.
     *
     * @return the value; empty if the answer is missing or the property undefined, or if the judges
     *     have not been asked or gave no value
     */
    public Optional<String> of(BehavioralProperty property, Item item, CollectedAnswer answer) {
        if (answer.isMissing()) {
            return Optional.empty();
        }
        Optional<JudgeQuestion> question = property.judgeQuestion();
        if (question.isEmpty()) {
            return computed.computeIfAbsent(
                    new ComputedKey(
                            new PropertyIdentity(property),
                            item.fields(),
                            answer.text(),
                            answer.finishReason()),
                    key -> property.value(answer.behaviour(item)));
        }
        if (!isReadable(answer)) {
            return Optional.empty();
        }
        Prompt prompt = prompt(question.get(), item.fields(), answer.text());
        return Optional.ofNullable(
                        judged.get(new JudgedKey(new PropertyIdentity(property), prompt)))
                .filter(pending -> pending.isDone() && !pending.isCompletedExceptionally())
                .map(CompletableFuture::join)
                .filter(value -> value.state() == CollectedAnswer.State.GIVEN)
                .map(JudgedValue::text);
    }

    /**
     * Returns the value of a text as if it were a complete answer.
     *
     * @return the value; empty if the property is undefined. Also empty if judges compute it: they
     *     read answers only
     */
    public Optional<String> ofText(BehavioralProperty property, Item item, String text) {
        return property.judgeQuestion().isPresent()
                ? Optional.empty()
                : of(property, item, new CollectedAnswer(text, CollectedAnswer.State.GIVEN, null));
    }

    /** Asks the judges once for each prompt. */
    CompletableFuture<JudgedValue> judge(BehavioralProperty property, Prompt prompt) {
        return judge(property, prompt, 0);
    }

    private CompletableFuture<JudgedValue> judge(
            BehavioralProperty property, Prompt prompt, long tokensToCome) {
        var unanswered = new CompletableFuture<JudgedValue>();
        CompletableFuture<JudgedValue> known =
                judged.putIfAbsent(
                        new JudgedKey(new PropertyIdentity(property), prompt), unanswered);
        if (known != null) {
            return known;
        }
        CompletableFuture<JudgedValue> unused =
                judges.ask(property, prompt, tokensToCome)
                        .whenComplete(
                                (value, failure) -> {
                                    if (failure == null) {
                                        unanswered.complete(value);
                                    } else {
                                        unanswered.completeExceptionally(failure);
                                    }
                                });
        return unanswered;
    }

    static Prompt prompt(JudgeQuestion question, Map<String, String> fields, String answer) {
        var values = new HashMap<>(fields);
        values.put(JudgeQuestion.ANSWER, answer);
        return PromptTemplate.ofUser(question.prompt()).fill(values);
    }

    /**
     * Judges cannot read an empty answer or tool calls, and a filter may have stopped an answer in
     * the middle.
     */
    private static boolean isReadable(CollectedAnswer answer) {
        return !answer.isMissing()
                && !answer.text().isBlank()
                && answer.finishReason() != FinishReason.TOOL_CALL
                && answer.finishReason() != FinishReason.CONTENT_FILTER;
    }

    /** Returns a short text that differs for each planned answer. */
    private static String standIn(CollectedAnswer planned) {
        return HexFormat.of()
                .formatHex(Sha256.of(List.of(planned.text())))
                .substring(0, STAND_IN_LENGTH);
    }

    /** Returns the tokens of the longest answer; 0 if they are not known. */
    private static long maxTokens(Item item, ChatModel author) {
        return author instanceof PricedModel priced
                ? priced.maxUsage(item.prompt()).outputTokens()
                : 0;
    }
}

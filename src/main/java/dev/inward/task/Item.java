package dev.inward.task;

import dev.inward.model.FinishReason;
import dev.inward.model.Prompt;
import dev.inward.property.AnswerEnding;
import dev.inward.property.Behaviour;
import dev.inward.task.prompt.ItemVariant;
import dev.inward.task.prompt.Wording;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * One input of a task, with its object-level prompt.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param task the name of the task
 * @param fields the values of the fields in the task's prompt, in the order of the task; copied
 * @param prompt the object-level prompt, which the target answers; it identifies the item
 * @param hypotheticalPrompts the hypothetical prompts that the data give, by the name of the
 *     property; empty if a template makes them; copied
 * @param baseQuestion identifies the question that the item is a variant of. Variants of one
 *     question are in one part of the split, and they are one cluster in every statistic. If a task
 *     names no base question, it is the object-level prompt
 * @param split the part of the split that the item belongs to
 * @param variant how the item differs from other variants of its base question
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Item(
        String task,
        Map<String, String> fields,
        Prompt prompt,
        Map<String, Prompt> hypotheticalPrompts,
        String baseQuestion,
        Split split,
        ItemVariant variant) {

    private static final Pattern WORDS = Pattern.compile("[\\s,;]+");

    /**
     * Copies the fields and keeps their order.
     *
     * @param task the name of the task
     * @param fields the values of the fields in the task's prompt, in the order of the task; copied
     * @param prompt the object-level prompt, which the target answers; it identifies the item
     * @param hypotheticalPrompts the hypothetical prompts that the data give, by property; copied
     * @param baseQuestion identifies the question that the item is a variant of
     * @param split the part of the split that the item belongs to
     * @param variant how the item differs from other variants of its base question
     */
    public Item {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        hypotheticalPrompts = Map.copyOf(hypotheticalPrompts);
    }

    /**
     * Creates an item whose prompt is as it is.
     *
     * @param task the name of the task
     * @param fields as in the record
     * @param prompt the object-level prompt
     * @param hypotheticalPrompts as in the record
     * @param baseQuestion as in the record
     * @param split as in the record
     */
    public Item(
            String task,
            Map<String, String> fields,
            Prompt prompt,
            Map<String, Prompt> hypotheticalPrompts,
            String baseQuestion,
            Split split) {
        this(
                task,
                fields,
                prompt,
                hypotheticalPrompts,
                baseQuestion,
                split,
                ItemVariant.none(prompt));
    }

    /**
     * Creates an item whose object-level prompt is one message of the user.
     *
     * @param task the name of the task
     * @param fields as in the record
     * @param objectLevelPrompt the message
     * @param baseQuestion as in the record
     * @param split as in the record
     */
    public Item(
            String task,
            Map<String, String> fields,
            String objectLevelPrompt,
            String baseQuestion,
            Split split) {
        this(task, fields, Prompt.ofUser(objectLevelPrompt), Map.of(), baseQuestion, split);
    }

    /**
     * Creates an item whose question has no other variant and is one message of the user.
     *
     * @param task the name of the task
     * @param fields as in the record
     * @param objectLevelPrompt the message; also the base question
     * @param split as in the record
     */
    public Item(String task, Map<String, String> fields, String objectLevelPrompt, Split split) {
        this(task, fields, objectLevelPrompt, objectLevelPrompt, split);
    }

    /** {@return the object-level prompt as one text, see {@link Prompt#text()}} */
    public String objectLevelPrompt() {
        return prompt.text();
    }

    /** {@return the name of the variant as reports show it; empty for a prompt as it is} */
    public String variantLabel() {
        return variant.label();
    }

    /**
     * {@return a text that no other item of a comparison has} It is the object-level prompt, and if
     * several items share that, also how the item is asked about.
     */
    public String id() {
        Wording wording = variant.wording();
        return objectLevelPrompt()
                + (variant.objectLevel().equals(variant.hypothetical())
                        ? ""
                        : "\n\n" + variant.label())
                + (wording == null ? "" : "\n\nwording " + (wording.number() + 1));
    }

    /**
     * {@return the last word of the last field that has a word; nothing if no field has one} For a
     * list to be continued, it is the last element.
     */
    public Optional<String> lastWord() {
        return fields.values().stream()
                .flatMap(text -> WORDS.splitAsStream(text))
                .filter(word -> !word.isEmpty())
                .reduce((before, word) -> word);
    }

    /**
     * Combines a complete answer with the fields of this item.
     *
     * @param response the target's raw answer
     * @return the behaviour, from which properties are computed
     */
    public Behaviour behaviourFor(String response) {
        return behaviourFor(response, FinishReason.STOP);
    }

    /**
     * Combines the target's answer with the fields of this item.
     *
     * @param response the target's raw answer
     * @param reason how the answer ended
     * @return the behaviour, from which properties are computed
     */
    public Behaviour behaviourFor(String response, FinishReason reason) {
        return new Behaviour(
                response,
                fields,
                switch (reason) {
                    case STOP -> AnswerEnding.FINISHED;
                    case LENGTH -> AnswerEnding.TRUNCATED;
                    case REFUSAL -> AnswerEnding.REFUSED;
                    case CONTENT_FILTER -> AnswerEnding.FILTERED;
                    case TOOL_CALL -> AnswerEnding.CALLED_TOOL;
                });
    }
}

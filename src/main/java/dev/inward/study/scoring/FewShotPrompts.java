package dev.inward.study.scoring;

import dev.inward.judge.PropertyValues;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.Sha256;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.design.FewShot;
import dev.inward.task.Framing;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Puts examples before hypothetical prompts. They are drawn anew for each item, by the seed and the
 * item's own text, so no other item changes them.
 *
 * <p>This class is thread-safe.
 */
final class FewShotPrompts {

    /** Stands for a value that is not known yet, because the study is only planned. */
    private static final String PLANNED_VALUE = "planned";

    private record Example(Item item, String value) {}

    private final ComparisonRequest request;
    private final FewShot design;
    private final Behaviours behaviours;
    private final PropertyValues values;
    private final UnaryOperator<String> form;
    private final Map<String, List<Example>> examplesOfTask = new ConcurrentHashMap<>();
    private final Map<Item, List<Example>> drawnFor = new ConcurrentHashMap<>();

    /**
     * @param values the values of the property
     * @param form the form of the values in the examples
     */
    FewShotPrompts(
            ComparisonRequest request,
            FewShot design,
            ObservedBehaviours observations,
            PropertyValues values,
            UnaryOperator<String> form) {
        this.request = request;
        this.design = design;
        this.values = values;
        this.form = form;
        behaviours = observations.teacher(design.model());
    }

    /**
     * Returns the conversation of the examples and a hypothetical prompt.
     *
     * @param hypothetical the prompt about the item
     * @throws IllegalArgumentException if there are too few examples
     */
    Prompt before(Task task, Item item, Prompt hypothetical, Framing framing) {
        Task from = design.task() == null ? task : design.task();
        var messages = new ArrayList<Message>();
        for (Example example : drawnFor.computeIfAbsent(item, asked -> drawn(from, asked))) {
            Prompt asked =
                    from.hypotheticalPrompt(
                            example.item(), request.property(), framing, request.target());
            messages.addAll(turns(asked));
            messages.add(new Message(Message.Role.ASSISTANT, form.apply(example.value())));
        }
        messages.addAll(turns(hypothetical));
        Message first = hypothetical.messages().get(0);
        if (first.role() == Message.Role.SYSTEM) {
            messages.add(0, first);
        }
        return new Prompt(messages, hypothetical.tools());
    }

    private static List<Message> turns(Prompt prompt) {
        return prompt.messages().stream()
                .filter(message -> message.role() != Message.Role.SYSTEM)
                .toList();
    }

    private List<Example> drawn(Task from, Item item) {
        var shown = new HashSet<String>();
        List<Example> candidates =
                examplesOfTask.computeIfAbsent(from.name(), name -> examples(from)).stream()
                        .filter(it -> !it.item().baseQuestion().equals(item.baseQuestion()))
                        .filter(it -> !plainText(it.item()).equals(plainText(item)))
                        .filter(
                                it ->
                                        it.item()
                                                .variant()
                                                .hypothetical()
                                                .equals(item.variant().hypothetical()))
                        .sorted(Comparator.comparing(it -> order(item, it.item())))
                        .filter(it -> shown.add(plainText(it.item())))
                        .limit(design.shots())
                        .toList();
        if (candidates.size() < design.shots()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "'few-shot' needs %d examples before the prompt \"%s\", but the task '%s' has only %d training items of other questions%s whose answer has a value of '%s'. Give the task more items, or lower 'shots'.",
                            design.shots(),
                            item.objectLevelPrompt(),
                            from.name(),
                            candidates.size(),
                            item.variantLabel().isEmpty() ? "" : " in the same variant",
                            request.property().name()));
        }
        return candidates;
    }

    /** Two items can have the same prompt without their variants. One would answer the other. */
    private static String plainText(Item item) {
        return item.variant().plainPrompt().text();
    }

    /** The order of the examples before an item is random, and it depends on both texts alone. */
    private ByteBuffer order(Item item, Item example) {
        return ByteBuffer.wrap(
                Sha256.of(List.of(String.valueOf(request.seed()), item.id(), example.id())));
    }

    private List<Example> examples(Task task) {
        BehavioralProperty property = request.property();
        Stream<Item> items =
                behaviours.isPlanned()
                        ? task.items(Split.TRAIN)
                        : behaviours.usableTrainingItems(task).stream();
        var asked = new ArrayList<Item>();
        var known = new ArrayList<String>();
        items.filter(item -> task.asks(item, property))
                .forEach(
                        item ->
                                value(property, item)
                                        .ifPresent(
                                                value -> {
                                                    asked.add(item);
                                                    known.add(value);
                                                }));
        if (design.mode() == FewShot.Mode.SCRAMBLED) {
            Collections.shuffle(known, new Random(request.seed()));
        }
        var examples = new ArrayList<Example>();
        for (int i = 0; i < asked.size(); i++) {
            examples.add(new Example(asked.get(i), known.get(i)));
        }
        return examples;
    }

    private Optional<String> value(BehavioralProperty property, Item item) {
        return behaviours.isPlanned()
                ? Optional.of(PLANNED_VALUE)
                : values.of(property, item, behaviours.of(item));
    }
}

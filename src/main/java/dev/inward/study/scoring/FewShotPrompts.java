package dev.inward.study.scoring;

import dev.inward.judge.PropertyValues;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.model.Sha256;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.design.FewShot;
import dev.inward.task.Framing;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.prompt.PromptVariant;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts examples before hypothetical prompts. They are drawn anew for each item, by the seed and the
 * item's own text. Neither the other scored items nor the order of the items changes them. Each
 * candidate is equally likely.
 *
 * <p>A candidate without a value keeps its place among the candidates. So a missing answer changes
 * only the examples of the items that draw it. A draw is expected to take as many steps as there
 * are examples, divided by the share of candidates that can be examples.
 *
 * <p>This class is thread-safe.
 */
final class FewShotPrompts {

    /** Stands for a value that is not known yet, because the study is only planned. */
    private static final String PLANNED_VALUE = "planned";

    private record Example(Item item, String value) {}

    /**
     * A training item that examples are drawn from.
     *
     * @param text the prompt without its variant
     * @param value the value of the property; null if the answer has none
     */
    private record Candidate(Item item, String text, @Nullable String value) {}

    private final ComparisonRequest request;
    private final FewShot design;
    private final Behaviours behaviours;
    private final boolean planned;
    private final PropertyValues values;
    private final UnaryOperator<String> form;
    private final Map<String, Map<PromptVariant, List<Candidate>>> candidatesOfTask =
            new ConcurrentHashMap<>();
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
        planned = behaviours.isPlanned();
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
        List<Candidate> candidates =
                candidatesOfTask
                        .computeIfAbsent(from.name(), name -> candidates(from))
                        .getOrDefault(item.variant().hypothetical(), List.of());
        // Two items can have the same prompt without their variants. One would answer the other.
        var shown = new HashSet<>(Set.of(plainText(item)));
        var examples = new ArrayList<Example>();
        var order = new RandomOrder(candidates.size(), seed(item));
        while (examples.size() < design.shots() && order.hasNext()) {
            Candidate candidate = candidates.get(order.nextInt());
            String value = candidate.value();
            if (value != null
                    && !candidate.item().baseQuestion().equals(item.baseQuestion())
                    && shown.add(candidate.text())) {
                examples.add(new Example(candidate.item(), value));
            }
        }
        if (examples.size() < design.shots()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "'few-shot' needs %d examples before the prompt \"%s\", but the task '%s' has only %d training items of other questions%s whose answer has a value of '%s'. Give the task more items, or lower 'shots'.",
                            design.shots(),
                            item.objectLevelPrompt(),
                            from.name(),
                            examples.size(),
                            item.variantLabel().isEmpty() ? "" : " in the same variant",
                            request.property().name()));
        }
        return examples;
    }

    private static String plainText(Item item) {
        return item.variant().plainPrompt().text();
    }

    private long seed(Item item) {
        return ByteBuffer.wrap(Sha256.of(List.of(String.valueOf(request.seed()), item.id())))
                .getLong();
    }

    /** Returns the training items of a task by their variant, in an order that no file changes. */
    private Map<PromptVariant, List<Candidate>> candidates(Task task) {
        List<Item> items =
                task.items(Split.TRAIN)
                        .filter(item -> task.asks(item, request.property()))
                        .sorted(Comparator.comparing(Item::id).thenComparing(Item::baseQuestion))
                        .toList();
        Map<Item, String> values = valuesOf(task, items);
        return items.stream()
                .map(item -> new Candidate(item, plainText(item), values.get(item)))
                .collect(Collectors.groupingBy(it -> it.item().variant().hypothetical()));
    }

    private Map<Item, String> valuesOf(Task task, List<Item> items) {
        Set<Item> usable =
                planned ? Set.copyOf(items) : Set.copyOf(behaviours.usableTrainingItems(task));
        var known = new LinkedHashMap<Item, String>();
        items.stream()
                .filter(usable::contains)
                .forEach(item -> value(item).ifPresent(value -> known.put(item, value)));
        if (design.mode() == FewShot.Mode.SCRAMBLED) {
            var scrambled = new ArrayList<>(known.values());
            Collections.shuffle(scrambled, new Random(request.seed()));
            var value = scrambled.iterator();
            known.replaceAll((item, own) -> value.next());
        }
        return known;
    }

    private Optional<String> value(Item item) {
        return planned
                ? Optional.of(PLANNED_VALUE)
                : values.of(request.property(), item, behaviours.of(item));
    }
}

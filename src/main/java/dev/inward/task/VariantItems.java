package dev.inward.task;

import dev.inward.model.Prompt;
import dev.inward.model.Sha256;
import dev.inward.task.prompt.ItemVariant;
import dev.inward.task.prompt.PromptTemplate;
import dev.inward.task.prompt.PromptVariant;
import dev.inward.task.prompt.PromptVariants;
import dev.inward.task.prompt.StringModifier;
import dev.inward.task.prompt.Wording;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes the variants of items. All variants of an item share its base question and its split. */
final class VariantItems {

    /**
     * The items in their variants.
     *
     * @param leftOut the variants that have a prompt of another base question
     */
    record Made(List<Item> items, List<Item> leftOut) {}

    private final Task task;

    VariantItems(Task task) {
        this.task = task;
    }

    /**
     * Returns the items in their variants. A variant with the prompts of an earlier one is left
     * out: two halves of two texts can be the same, and one of them could be a training item.
     *
     * @throws IllegalArgumentException if the items are variants already, or a modifier does not
     *     fit them; the message follows the name of the task
     */
    Made in(PromptVariants variants) {
        if (task.items().stream().anyMatch(item -> !item.variant().label().isEmpty())) {
            throw new IllegalArgumentException(
                    "has variants of its own. Remove 'variants' from the task file or from the study.");
        }
        var made = new Made(new ArrayList<>(), new ArrayList<>());
        Map<String, String> questionOfPrompt = new HashMap<>();
        for (Item item : task.items()) {
            for (Item variant : in(variants, item)) {
                String question = variant.baseQuestion();
                boolean isDistinct =
                        isOf(question, variant.objectLevelPrompt(), questionOfPrompt)
                                && isOf(
                                        question,
                                        variant.variant().plainPrompt().text(),
                                        questionOfPrompt);
                (isDistinct ? made.items() : made.leftOut()).add(variant);
            }
        }
        return made;
    }

    /** Returns whether no other base question has a prompt already. */
    private static boolean isOf(
            String question, String prompt, Map<String, String> questionOfPrompt) {
        return questionOfPrompt
                .computeIfAbsent(PromptText.normalised(prompt), text -> question)
                .equals(question);
    }

    /** Returns an item once for each wording. */
    static Stream<Item> inWordings(Item item, int wordings) {
        return IntStream.range(0, wordings).mapToObj(number -> worded(item, number, false));
    }

    /** Returns an item in the wording that the seed and its prompt choose. */
    static Item inDrawnWording(Item item, long seed) {
        return worded(item, draw(seed, "wording", item), true);
    }

    private Collection<Item> in(PromptVariants variants, Item item) {
        List<PromptVariant> all = variants.all();
        int first = draw(variants.seed(), "variant", item) % all.size();
        int distance = 1 + draw(variants.seed(), "other", item) % Math.max(1, all.size() - 1);
        Map<List<Prompt>, Item> made = new LinkedHashMap<>();
        for (int i = 0; i < (variants.isEachItemInAll() ? all.size() : 1); i++) {
            int number = variants.isEachItemInAll() ? i : first;
            PromptVariant variant = all.get(number);
            PromptVariant hypothetical =
                    switch (variants.hypothetical()) {
                        case MATCHED -> variant;
                        case UNMATCHED -> all.get((number + distance) % all.size());
                        case NONE -> PromptVariant.NONE;
                    };
            Item changed = item(item, variant, hypothetical);
            Prompt aroundHypothetical = hypothetical.wrap(Prompt.ofUser(""));
            made.putIfAbsent(List.of(changed.prompt(), aroundHypothetical), changed);
        }
        return made.values();
    }

    private Item item(Item item, PromptVariant variant, PromptVariant hypothetical) {
        Map<String, String> fields = fields(item, variant);
        Prompt plain =
                variant.modifier() == null
                        ? item.prompt()
                        : task.prompts()
                                .objectLevel()
                                .fill(fields)
                                .withTools(item.prompt().tools());
        var changed = new ItemVariant(plain, variant, hypothetical, item.variant().wording());
        return new Item(
                item.task(),
                fields,
                changed.objectLevelPrompt(),
                item.hypotheticalPrompts(),
                item.baseQuestion(),
                item.split(),
                changed);
    }

    private Map<String, String> fields(Item item, PromptVariant variant) {
        StringModifier modifier = variant.modifier();
        if (modifier == null) {
            return item.fields();
        }
        PromptTemplate template = task.prompts().objectLevel();
        if (template.field() != null || !item.hypotheticalPrompts().isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "has whole prompts in its data, so the variant '%s' cannot change the texts in them. Leave out its 'modify', or give the task a template.",
                            variant.label()));
        }
        Set<String> shown = template.names();
        var fields = new LinkedHashMap<String, String>();
        item.fields()
                .forEach(
                        (name, text) ->
                                fields.put(
                                        name, shown.contains(name) ? modifier.apply(text) : text));
        if (fields.equals(item.fields()) && modifier == StringModifier.INCREMENT) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "has an item without a number, so the variant '%s' cannot increment it: %s. Leave out its 'modify', or use a task with numbers.",
                            variant.label(),
                            item.fields()));
        }
        return fields;
    }

    private static Item worded(Item item, int number, boolean isDrawn) {
        ItemVariant variant = item.variant();
        return new Item(
                item.task(),
                item.fields(),
                item.prompt(),
                item.hypotheticalPrompts(),
                item.baseQuestion(),
                item.split(),
                new ItemVariant(
                        variant.plainPrompt(),
                        variant.objectLevel(),
                        variant.hypothetical(),
                        new Wording(number, isDrawn)));
    }

    /** Returns a number of at least 0 that depends on the seed and the item's base question. */
    private static int draw(long seed, String what, Item item) {
        byte[] hash = Sha256.of(List.of(what, String.valueOf(seed), item.baseQuestion()));
        return ByteBuffer.wrap(hash).getInt() & Integer.MAX_VALUE;
    }
}

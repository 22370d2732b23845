package dev.inward.study.training;

import dev.inward.judge.PropertyValues;
import dev.inward.model.Finetuning.HeldOutPrompt;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.collection.Behaviours;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.prompt.Placeholders;
import dev.inward.task.prompt.PromptTemplate;
import dev.inward.task.prompt.PromptVariant;
import dev.inward.task.prompt.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Lists the prompts that no finetuning row may contain, and the texts that rows are made of. Reads
 * them from the tasks, not from rows.
 */
final class HeldOutTexts {

    private final List<HeldOutPrompt> prompts = new ArrayList<>();
    private final Set<String> expected = new HashSet<>();
    private final Set<String> givenToTraining = new HashSet<>();

    private HeldOutTexts() {}

    /**
     * Lists the prompts and texts.
     *
     * @param properties the tasks, with the properties that predictors learn
     * @param scored the tasks whose items are predicted, some of which may be in no row
     * @param behaviours the target's answers, including those to training items
     * @param values the values of the properties
     */
    static HeldOutPrompts of(
            Map<Task, List<BehavioralProperty>> properties,
            List<Task> scored,
            Behaviours behaviours,
            PropertyValues values) {
        var texts = new HeldOutTexts();
        properties.forEach(
                (task, taught) -> {
                    texts.addTemplates(task.prompts());
                    taught.forEach(texts::addWordings);
                    task.items(Split.TRAIN).forEach(texts::addTraining);
                    behaviours
                            .usableTrainingItems(task)
                            .forEach(item -> texts.addAnswer(item, taught, behaviours, values));
                });
        var heldOut = new LinkedHashSet<>(properties.keySet());
        heldOut.addAll(scored);
        heldOut.forEach(texts::addHeldOut);
        return new HeldOutPrompts(texts.prompts, texts.expected);
    }

    /** Adds the texts between the placeholders of templates. */
    private void addTemplates(Task.Prompts prompts) {
        Stream.of(prompts.hypothetical(), prompts.control())
                .map(PromptTemplate::messages)
                .flatMap(List::stream)
                .map(Message::text)
                .forEach(this::addFixedParts);
        for (Question question : prompts.questions().values()) {
            question.wordings().forEach(this::addFixedParts);
            if (question.instruction() != null) {
                addFixedParts(question.instruction());
            }
        }
    }

    private void addWordings(BehavioralProperty property) {
        addFixedParts(property.question());
        property.paraphrases().forEach(this::addFixedParts);
        addFixedParts(property.answerFormat().instruction());
    }

    private void addFixedParts(String template) {
        expected.addAll(Placeholders.fixedParts(template));
    }

    private void addTraining(Item item) {
        for (Prompt prompt : List.of(item.prompt(), item.variant().plainPrompt())) {
            expected.add(prompt.text().strip());
            prompt.messages().forEach(message -> expected.add(message.text().strip()));
        }
        addVariant(item.variant().objectLevel());
        addVariant(item.variant().hypothetical());
        item.hypotheticalPrompts().values().forEach(given -> givenToTraining.add(given.text()));
    }

    private void addVariant(PromptVariant variant) {
        variant.before().forEach(message -> expected.add(message.text().strip()));
        expected.add(variant.prefix().strip());
        expected.add(variant.suffix().strip());
    }

    private void addAnswer(
            Item item,
            List<BehavioralProperty> taught,
            Behaviours behaviours,
            PropertyValues values) {
        expected.add(behaviours.of(item).text().strip());
        for (BehavioralProperty property : taught) {
            values.of(property, item, behaviours.of(item))
                    .ifPresent(value -> expected.add(value.strip()));
        }
    }

    /**
     * Adds the object-level prompts without their variants, since hypothetical prompts quote these,
     * and the hypothetical prompts that the data give. Some of the latter may name no item: then
     * training items have the same.
     */
    private void addHeldOut(Task task) {
        for (Item item : task.items()) {
            if (item.split() == Split.TRAIN) {
                continue;
            }
            prompts.add(new HeldOutPrompt(task.name(), item.variant().plainPrompt().text()));
            item.hypotheticalPrompts().values().stream()
                    .map(Prompt::text)
                    .filter(text -> !givenToTraining.contains(text))
                    .forEach(text -> prompts.add(new HeldOutPrompt(task.name(), text)));
        }
    }
}

package dev.inward.study.training;

import dev.inward.judge.PropertyValues;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.HeldOutPrompts;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.Behaviours;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Builds finetuning sets from the target's answers to training items. */
final class FinetuningSetBuilder {

    private final Map<Task, List<BehavioralProperty>> properties;
    private final Behaviours behaviours;
    private final PropertyValues values;
    private final TrainingLabels labels;
    private final long seed;
    private final HeldOutPrompts heldOut;
    private final Set<String> heldOutTexts;

    /**
     * @param properties the properties to teach, by task, in order
     * @param behaviours the target's answers, including those to training items
     * @param values the values of the properties
     */
    FinetuningSetBuilder(
            Map<Task, List<BehavioralProperty>> properties,
            Behaviours behaviours,
            PropertyValues values,
            TrainingLabels labels,
            long seed) {
        this.properties = properties;
        this.behaviours = behaviours;
        this.values = values;
        this.labels = labels;
        this.seed = seed;
        heldOut = HeldOutTexts.of(properties, behaviours, values);
        heldOutTexts =
                heldOut.prompts().stream()
                        .map(prompt -> normalised(prompt.text()))
                        .collect(Collectors.toSet());
    }

    private static String normalised(String text) {
        return HeldOutPrompts.withSingleSpaces(text).strip();
    }

    /**
     * Returns the rows that teach a predictor: hypothetical prompts with the property of the
     * target's answer.
     */
    Finetuning hypotheticalPrompts() {
        var examples = new ArrayList<Finetuning.Example>();
        var rehearsal = new ArrayList<Prompt>();
        var random = new Random(seed);
        properties.forEach(
                (task, taught) -> {
                    for (BehavioralProperty property : taught) {
                        addExamples(examples, task, property, random);
                    }
                    addRehearsal(rehearsal, task, taught, random);
                });
        return new Finetuning(examples, rehearsal, seed, heldOut);
    }

    /**
     * Returns the rows that teach a simulator of the target: the target's own answers to the
     * training items of all tasks.
     */
    Finetuning objectLevelAnswers() {
        List<Finetuning.Example> examples =
                properties.keySet().stream()
                        .flatMap(task -> behaviours.usableTrainingItems(task).stream())
                        .map(
                                item ->
                                        new Finetuning.Example(
                                                TrainingPrompts.objectLevel(item), behaviour(item)))
                        .toList();
        return new Finetuning(examples, List.of(), seed, heldOut);
    }

    private void addExamples(
            List<Finetuning.Example> examples,
            Task task,
            BehavioralProperty property,
            Random random) {
        var prompts = new ArrayList<Prompt>();
        var labelsInOrder = new ArrayList<String>();
        for (Item item : behaviours.usableTrainingItems(task)) {
            if (!task.asks(item, property)) {
                continue;
            }
            values.of(property, item, behaviours.of(item))
                    .ifPresent(
                            value -> {
                                prompts.add(TrainingPrompts.hypothetical(task, item, property));
                                labelsInOrder.add(value);
                            });
        }
        if (labels == TrainingLabels.PERMUTED) {
            Collections.shuffle(labelsInOrder, random);
        }
        for (int i = 0; i < labelsInOrder.size(); i++) {
            examples.add(new Finetuning.Example(prompts.get(i), labelsInOrder.get(i)));
        }
    }

    /**
     * Adds prompts whose answers finetuning should not change, all of them about training items.
     * These are the object-level prompts, and prompts that ask for a property of a quoted answer.
     * Each quoted answer belongs to a random item, so it reveals nothing about the item of the
     * prompt. An answer that is the text of a held-out prompt is not quoted.
     */
    private void addRehearsal(
            List<Prompt> rehearsal, Task task, List<BehavioralProperty> taught, Random random) {
        task.items(Split.TRAIN).forEach(item -> rehearsal.add(TrainingPrompts.objectLevel(item)));
        List<Item> items = behaviours.usableTrainingItems(task);
        for (Item item : items) {
            BehavioralProperty property = taught.get(random.nextInt(taught.size()));
            String quotedAnswer = behaviour(items.get(random.nextInt(items.size())));
            if (values.ofText(property, item, quotedAnswer).isPresent()
                    && !heldOutTexts.contains(normalised(quotedAnswer))) {
                rehearsal.add(TrainingPrompts.control(task, item, quotedAnswer, property));
            }
        }
    }

    private String behaviour(Item item) {
        return behaviours.of(item).text();
    }
}

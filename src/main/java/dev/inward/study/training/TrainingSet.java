package dev.inward.study.training;

import dev.inward.model.Finetuning;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.Labels;
import dev.inward.study.collection.Behaviours;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes the finetuning set of a target from its answers to training items. */
final class TrainingSet {

    private final Map<Task, List<BehavioralProperty>> properties;
    private final Behaviours behaviours;
    private final Labels labels;
    private final long seed;

    /**
     * @param properties which properties of which tasks to teach, in order
     * @param behaviours the target's answers, to training items among others
     */
    TrainingSet(
            Map<Task, List<BehavioralProperty>> properties,
            Behaviours behaviours,
            Labels labels,
            long seed) {
        this.properties = properties;
        this.behaviours = behaviours;
        this.labels = labels;
        this.seed = seed;
    }

    Finetuning finetuning() {
        var examples = new ArrayList<Finetuning.Example>();
        var rehearsal = new ArrayList<Prompt>();
        var random = new Random(seed);
        properties.forEach(
                (task, asked) -> {
                    for (BehavioralProperty property : asked) {
                        addExamples(examples, task, property, random);
                    }
                    addRehearsal(rehearsal, task, asked, random);
                });
        return new Finetuning(examples, rehearsal, seed);
    }

    /**
     * The target's own answers to the training items of all tasks, for who is to take its place.
     */
    Finetuning simulation() {
        List<Finetuning.Example> examples =
                properties.keySet().stream()
                        .flatMap(task -> behaviours.answeredTrainingItems(task).stream())
                        .map(
                                item ->
                                        new Finetuning.Example(
                                                Prompt.ofUser(item.objectLevelPrompt()),
                                                behaviour(item)))
                        .toList();
        return new Finetuning(examples, List.of(), seed);
    }

    private void addExamples(
            List<Finetuning.Example> examples,
            Task task,
            BehavioralProperty property,
            Random random) {
        var prompts = new ArrayList<Prompt>();
        var values = new ArrayList<String>();
        for (Item item : behaviours.answeredTrainingItems(task)) {
            property.value(item.answeredWith(behaviour(item)))
                    .ifPresent(
                            value -> {
                                prompts.add(Prompt.ofUser(task.hypotheticalPrompt(item, property)));
                                values.add(value);
                            });
        }
        if (labels == Labels.PERMUTED) {
            Collections.shuffle(values, random);
        }
        for (int i = 0; i < values.size(); i++) {
            examples.add(new Finetuning.Example(prompts.get(i), values.get(i)));
        }
    }

    /**
     * What a predictor should not unlearn: its own answers to the task, to held-out items too, for
     * they are what it is asked about; and properties of quoted answers. The quoted answer is the
     * target's to an item drawn at random, so that it gives nothing away.
     */
    private void addRehearsal(
            List<Prompt> rehearsal, Task task, List<BehavioralProperty> asked, Random random) {
        task.items().forEach(item -> rehearsal.add(Prompt.ofUser(item.objectLevelPrompt())));
        List<Item> items = behaviours.answeredTrainingItems(task);
        for (Item item : items) {
            BehavioralProperty property = asked.get(random.nextInt(asked.size()));
            String quoted = behaviour(items.get(random.nextInt(items.size())));
            if (property.value(item.answeredWith(quoted)).isPresent()) {
                rehearsal.add(Prompt.ofUser(task.controlPrompt(item, quoted, property)));
            }
        }
    }

    private String behaviour(Item item) {
        return behaviours.of(item).text();
    }
}

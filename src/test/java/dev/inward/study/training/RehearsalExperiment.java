package dev.inward.study.training;

import dev.inward.knowntruth.ComputedValues;
import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Prompt;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Measures what object-level rows about held-out items would do to predictions. Inward never trains
 * on such rows. The experiment adds them with the answers of one model or another, and so tells a
 * leak from prevented forgetting. It also counts the object-level answers of held-out items that
 * finetuning leaves as they were. Run it with {@code mvn -Prehearsal}.
 */
final class RehearsalExperiment {

    private static final Split SCORED = Split.HELD_OUT;

    private final ModelRegistry models;
    private final Map<Task, List<BehavioralProperty>> properties = new LinkedHashMap<>();
    private final Map<Item, String> behaviour;

    private RehearsalExperiment(ModelRegistry models, List<Task> tasks) {
        this.models = models;
        for (Task task : tasks) {
            properties.put(
                    task, task.properties().stream().map(BehavioralProperties::named).toList());
        }
        behaviour = objectLevelAnswers(models.open("atlas"));
    }

    /**
     * Prints a table for the target {@code atlas}.
     *
     * @param arguments the folder of the evals, and the folder that keeps finetuned weights
     */
    public static void main(String[] arguments) {
        Path evals = Path.of(arguments[0]);
        try (var models =
                ModelRegistry.read(evals.resolve("models.yaml"), Path.of(arguments[1]), Map.of())) {
            var experiment =
                    new RehearsalExperiment(models, Tasks.read(evals.resolve("tasks")).all());
            System.out.println(
                    "| predictor | held-out rows with the answers of | predicts atlas | own answers that stay |");
            System.out.println("|---|---|--:|--:|");
            for (String predictor : List.of("atlas", "borealis")) {
                experiment.print(predictor, null);
                experiment.print(predictor, "atlas");
                experiment.print(predictor, "borealis");
            }
        }
    }

    private void print(String predictor, @Nullable String answers) {
        var model = (FinetunableModel) models.open(predictor);
        ChatModel finetuned = model.finetune(rows(answers), (done, total) -> {});
        List<String> scored =
                properties.keySet().stream()
                        .flatMap(task -> task.items(SCORED))
                        .map(Item::objectLevelPrompt)
                        .toList();
        Map<String, String> before = answers(model, scored);
        Map<String, String> after = answers(finetuned, scored);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %.3f | %d of %d |%n",
                predictor,
                answers == null ? "–" : answers,
                accuracy(finetuned),
                after.entrySet().stream()
                        .filter(answer -> answer.getValue().equals(before.get(answer.getKey())))
                        .count(),
                scored.size());
    }

    /** Returns the rows of a study, and those that it does not have. */
    private Finetuning rows(@Nullable String answers) {
        var collected = new LinkedHashMap<Item, CollectedAnswer>();
        behaviour.forEach(
                (item, text) ->
                        collected.put(
                                item,
                                new CollectedAnswer(text, CollectedAnswer.State.GIVEN, null)));
        Set<Item> training =
                collected.keySet().stream()
                        .filter(item -> item.split() == Split.TRAIN)
                        .collect(Collectors.toSet());
        Finetuning rows =
                new FinetuningSetBuilder(
                                request(),
                                properties,
                                new ObservedBehaviours(
                                        new Behaviours(collected, training),
                                        List.of(),
                                        new TreeMap<>()),
                                null,
                                ComputedValues.newStudy())
                        .build()
                        .finetuning();
        List<Finetuning.Example> examples = new ArrayList<>(rows.examples());
        if (answers != null) {
            objectLevelAnswers(models.open(answers))
                    .forEach(
                            (item, text) -> {
                                if (item.split() == SCORED) {
                                    examples.add(
                                            new Finetuning.Example(
                                                    Prompt.ofUser(item.objectLevelPrompt()), text));
                                }
                            });
        }
        return new Finetuning(examples, rows.rehearsal(), rows.seed());
    }

    /** Returns the mean over properties of the share of correct predictions. */
    private double accuracy(ChatModel predictor) {
        Map<String, List<Boolean>> correct = new LinkedHashMap<>();
        properties.forEach(
                (task, ofTask) -> {
                    for (BehavioralProperty property : ofTask) {
                        correct.computeIfAbsent(property.name(), first -> new ArrayList<>())
                                .addAll(correct(predictor, task, property));
                    }
                });
        return correct.values().stream()
                .mapToDouble(
                        outcomes ->
                                outcomes.stream().filter(outcome -> outcome).count()
                                        / (double) outcomes.size())
                .average()
                .orElseThrow();
    }

    private List<Boolean> correct(ChatModel predictor, Task task, BehavioralProperty property) {
        var expected = new LinkedHashMap<String, String>();
        task.items(SCORED)
                .forEach(
                        item ->
                                property.value(item.behaviourFor(behaviour.getOrDefault(item, "")))
                                        .ifPresent(
                                                value ->
                                                        expected.put(
                                                                task.hypotheticalPrompt(
                                                                                item, property)
                                                                        .text(),
                                                                value)));
        Map<String, String> answers = answers(predictor, expected.keySet());
        List<Boolean> correct = new ArrayList<>();
        expected.forEach(
                (prompt, value) ->
                        correct.add(
                                ResponseCleaning.forComparison(answers.getOrDefault(prompt, ""))
                                        .equals(ResponseCleaning.forComparison(value))));
        return correct;
    }

    private ComparisonRequest request() {
        return new ComparisonRequest(
                properties.values().iterator().next().get(0),
                "atlas",
                "borealis",
                List.copyOf(properties.keySet()),
                ScoredSplit.HELD_OUT,
                Integer.MAX_VALUE,
                1,
                TrainingLabels.TRUE,
                ExtraMeasurements.NONE,
                StoppingRule.AT_THE_END);
    }

    private Map<Item, String> objectLevelAnswers(ChatModel model) {
        var answers = new LinkedHashMap<Item, String>();
        for (Task task : properties.keySet()) {
            Map<String, String> ofTask =
                    answers(model, task.items().stream().map(Item::objectLevelPrompt).toList());
            task.items()
                    .forEach(
                            item ->
                                    answers.put(
                                            item,
                                            ofTask.getOrDefault(item.objectLevelPrompt(), "")));
        }
        return answers;
    }

    private static Map<String, String> answers(ChatModel model, Collection<String> prompts) {
        var pending = new LinkedHashMap<String, CompletableFuture<Completion>>();
        prompts.forEach(prompt -> pending.put(prompt, model.complete(Prompt.ofUser(prompt))));
        var answers = new LinkedHashMap<String, String>();
        pending.forEach((prompt, answer) -> answers.put(prompt, answer.join().text()));
        return answers;
    }
}

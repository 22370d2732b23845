package dev.inward.study.stage;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.judge.PropertyValues;
import dev.inward.model.Prompt;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.design.TrainingDesign;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.MeasurementResult;
import dev.inward.study.training.LearnedSet;
import dev.inward.study.training.Predictors;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes the files of the stages of one comparison. A file is complete after all comparisons of its
 * folder have reached its stage.
 *
 * <p>This class is thread-safe.
 *
 * @param folder the folder of the study or of the eval
 * @param until the stage after which the run stops; null if it does not
 */
record StageWriter(StudyFolder folder, @Nullable Stage until) implements StudyStages {

    @Override
    public void objectLevel(ComparisonRequest request, ObservedBehaviours observed) {
        add(request.target(), 0, observed.target());
        for (int i = 0; i < observed.repeats().size(); i++) {
            add(request.target(), i + 1, observed.repeats().get(i));
        }
        observed.peers().forEach((name, answers) -> add(name, 0, answers));
        observed.teachers().forEach((name, answers) -> add(name, 0, answers));
        end(Stage.OBJECT_LEVEL);
    }

    private void add(String model, int sample, Behaviours behaviours) {
        behaviours
                .answers()
                .forEach(
                        (item, answer) -> {
                            ObjectNode line = line(model, item);
                            if (sample > 0) {
                                line.put("sample", sample + 1);
                            }
                            line.put("split", item.split().name());
                            line.put("prompt", item.objectLevelPrompt());
                            putAnswer(line, answer);
                            folder.add(
                                    Stage.OBJECT_LEVEL,
                                    line,
                                    model,
                                    item.task(),
                                    item.id(),
                                    String.valueOf(sample));
                        });
    }

    private static void putAnswer(ObjectNode line, CollectedAnswer answer) {
        if (answer.isMissing()) {
            line.put("missing", true);
        } else {
            line.put("answer", answer.text());
        }
    }

    private static ObjectNode line(String model, Item item) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("model", model);
        line.put("task", item.task());
        line.put("baseQuestion", item.baseQuestion());
        if (!item.variantLabel().isEmpty()) {
            line.put("variant", item.variantLabel());
        }
        return line;
    }

    @Override
    public void properties(
            ComparisonRequest request,
            ObservedBehaviours observed,
            Map<Task, List<BehavioralProperty>> properties,
            PropertyValues values) {
        var answers = new LinkedHashMap<String, Behaviours>();
        answers.putAll(observed.teachers());
        answers.put(request.target(), observed.target());
        properties.forEach(
                (task, ofTask) ->
                        ofTask.forEach(
                                property ->
                                        answers.forEach(
                                                (model, behaviours) ->
                                                        addValues(
                                                                model,
                                                                behaviours,
                                                                task,
                                                                property,
                                                                values))));
        end(Stage.PROPERTIES);
    }

    private void addValues(
            String model,
            Behaviours behaviours,
            Task task,
            BehavioralProperty property,
            PropertyValues values) {
        for (Item item : task.items()) {
            CollectedAnswer answer = behaviours.answers().get(item);
            if (answer != null && task.asks(item, property)) {
                ObjectNode line = line(model, item);
                line.put("prompt", item.objectLevelPrompt());
                line.put("property", property.name());
                line.put("value", values.of(property, item, answer).orElse(null));
                folder.add(Stage.PROPERTIES, line, model, item.task(), property.name(), item.id());
            }
        }
    }

    @Override
    public void finetuningSets(ComparisonRequest request, List<LearnedSet> sets) {
        sets.forEach(set -> folder.addSet(request, set));
        folder.writeSets();
        stopAfter(Stage.FINETUNING_SET);
    }

    @Override
    public CompletableFuture<Void> finetuned(ComparisonRequest request, Predictors predictors) {
        Map<NamedModel, String> finetuned = basesOf(request, predictors);
        finetuned.forEach((model, base) -> add(base, model));
        folder.writeLines(Stage.FINETUNED);
        if (until != Stage.FINETUNED) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.allOf(
                        finetuned.keySet().stream()
                                .map(model -> model.model().prepared())
                                .toArray(CompletableFuture<?>[]::new))
                .thenRun(() -> stopAfter(Stage.FINETUNED));
    }

    /** Returns the finetuned models, with the names of the models that they were before. */
    private static Map<NamedModel, String> basesOf(
            ComparisonRequest request, Predictors predictors) {
        var finetuned = new LinkedHashMap<NamedModel, String>();
        if (predictors.trainingRows() > 0) {
            finetuned.put(predictors.self(), request.target());
            finetuned.put(predictors.cross(), request.predictor());
            predictors.changed().values().forEach(it -> finetuned.put(it, request.target()));
            if (predictors.simulator() != null) {
                finetuned.put(predictors.simulator().model(), request.predictor());
            }
        }
        return finetuned;
    }

    private void add(String base, NamedModel finetuned) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("model", base);
        line.put("finetuned", finetuned.name());
        folder.add(Stage.FINETUNED, line, finetuned.name());
    }

    @Override
    public void hypothetical(
            ComparisonRequest request, Comparison comparison, Function<Item, Prompt> prompt) {
        writeItems(
                Stage.HYPOTHETICAL,
                request,
                comparison,
                (line, scored) -> {
                    line.put("prompt", prompt.apply(scored.item()).text());
                    put(line, "self", scored.self());
                    put(line, "cross", scored.cross());
                    put(line, "untrainedSelf", scored.untrainedSelf());
                    put(line, "untrainedCross", scored.untrainedCross());
                });
    }

    @Override
    public void scores(ComparisonRequest request, Comparison comparison) {
        Map<Item, Map<String, MeasuredItem>> measured = measured(comparison);
        writeItems(
                Stage.SCORES,
                request,
                comparison,
                (line, scored) -> {
                    line.put("objectLevelPrompt", scored.item().objectLevelPrompt());
                    line.put("expected", scored.expected());
                    line.put("self", scored.self().outcome().name());
                    line.put("cross", scored.cross().outcome().name());
                    line.put("untrainedSelf", scored.untrainedSelf().outcome().name());
                    line.put("untrainedCross", scored.untrainedCross().outcome().name());
                    line.put("modeBaseline", scored.modeBaselineScore());
                    putMeasurements(line, measured, scored.item());
                });
    }

    private static void putMeasurements(
            ObjectNode line, Map<Item, Map<String, MeasuredItem>> measured, Item item) {
        measured.getOrDefault(item, Map.of())
                .forEach(
                        (name, ofItem) -> {
                            ObjectNode numbers = line.withObjectProperty(name);
                            ofItem.numbers().forEach(numbers::put);
                        });
    }

    private static Map<Item, Map<String, MeasuredItem>> measured(Comparison comparison) {
        var measured = new HashMap<Item, Map<String, MeasuredItem>>();
        for (MeasurementResult result : comparison.measurements()) {
            for (MeasuredItem item : result.items()) {
                measured.computeIfAbsent(item.item(), key -> new LinkedHashMap<>())
                        .put(result.measurement().name(), item);
            }
        }
        return measured;
    }

    /** Writes a line for each scored item, and stops if the stage is the last one. */
    private void writeItems(
            Stage stage,
            ComparisonRequest request,
            Comparison comparison,
            BiConsumer<ObjectNode, ScoredItem> content) {
        for (ScoredItem scored : comparison.items()) {
            ObjectNode line = line(request.target(), scored.item());
            line.put("predictor", request.predictor());
            putTraining(line, request);
            line.put("property", request.property().name());
            content.accept(line, scored);
            folder.add(
                    stage,
                    line,
                    request.property().name(),
                    request.displayName(),
                    scored.item().task(),
                    scored.item().id());
        }
        end(stage);
    }

    private static void putTraining(ObjectNode line, ComparisonRequest request) {
        String trainedOn = request.design().training().crossTrainedOn();
        if (trainedOn != null) {
            line.put("predictorTrainedOn", trainedOn);
        }
        TrainingDesign training = request.design().training();
        if (!training.rowsLabel().isEmpty()) {
            line.put("rows", training.rowsPerCell());
        }
    }

    private static void put(ObjectNode line, String key, Prediction prediction) {
        if (prediction.outcome().isMissing()) {
            line.putNull(key);
        } else {
            line.put(key, prediction.answer());
        }
    }

    private void end(Stage stage) {
        folder.writeLines(stage);
        stopAfter(stage);
    }

    private void stopAfter(Stage stage) {
        if (stage == until) {
            throw new StoppedAfterStageException(stage, folder.path());
        }
    }
}

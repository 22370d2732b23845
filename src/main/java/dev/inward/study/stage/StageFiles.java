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
import dev.inward.study.training.FinetuningSet;
import dev.inward.study.training.Predictors;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes a file for each stage of a study to {@code studies/NAME} in the reports folder. The files
 * depend on the study and on the answers alone, so a study that was killed ends with the same
 * bytes.
 *
 * <p>This class is thread-safe.
 */
public final class StageFiles implements StudyStages {

    private final Path reports;
    private final @Nullable Stage until;
    private final Map<String, StudyFolder> folders = new ConcurrentHashMap<>();

    /**
     * Creates the files of a run.
     *
     * @param reports the reports folder
     * @param until the stage after which the run stops; null if it does not
     */
    public StageFiles(Path reports, @Nullable Stage until) {
        this.reports = reports;
        this.until = until;
    }

    /** A comparison without a study file has files only if the run stops after a stage. */
    @Override
    public StudyStages of(ComparisonRequest request) {
        return until == null && request.design().study().isEmpty() ? NONE : this;
    }

    @Override
    public void objectLevel(ComparisonRequest request, ObservedBehaviours observed) {
        StudyFolder folder = folder(request);
        add(folder, request.target(), 0, observed.target());
        for (int i = 0; i < observed.repeats().size(); i++) {
            add(folder, request.target(), i + 1, observed.repeats().get(i));
        }
        observed.peers().forEach((name, answers) -> add(folder, name, 0, answers));
        observed.teachers().forEach((name, answers) -> add(folder, name, 0, answers));
        end(Stage.OBJECT_LEVEL, folder);
    }

    private static void add(StudyFolder folder, String model, int sample, Behaviours behaviours) {
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
        StudyFolder folder = folder(request);
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
                                                                folder,
                                                                model,
                                                                behaviours,
                                                                task,
                                                                property,
                                                                values))));
        end(Stage.PROPERTIES, folder);
    }

    private static void addValues(
            StudyFolder folder,
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
    public void finetuningSets(ComparisonRequest request, Map<String, FinetuningSet> sets) {
        StudyFolder folder = folder(request);
        sets.forEach((learner, set) -> folder.addSet(request, learner, set));
        folder.writeSets();
        stopAfter(Stage.FINETUNING_SET, folder);
    }

    @Override
    public CompletableFuture<Void> finetuned(ComparisonRequest request, Predictors predictors) {
        StudyFolder folder = folder(request);
        if (predictors.trainingRows() > 0) {
            add(folder, request.target(), predictors.self());
            add(folder, request.predictor(), predictors.cross());
        }
        folder.writeLines(Stage.FINETUNED);
        if (until != Stage.FINETUNED) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.allOf(
                        predictors.self().model().prepared(), predictors.cross().model().prepared())
                .thenRun(() -> stopAfter(Stage.FINETUNED, folder));
    }

    private static void add(StudyFolder folder, String base, NamedModel finetuned) {
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
                });
    }

    /** Writes a line for each scored item, and stops if the stage is the last one. */
    private void writeItems(
            Stage stage,
            ComparisonRequest request,
            Comparison comparison,
            BiConsumer<ObjectNode, ScoredItem> content) {
        StudyFolder folder = folder(request);
        for (ScoredItem scored : comparison.items()) {
            ObjectNode line = line(request.target(), scored.item());
            line.put("predictor", request.predictor());
            putTrainedOn(line, request);
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
        end(stage, folder);
    }

    private static void putTrainedOn(ObjectNode line, ComparisonRequest request) {
        String trainedOn = request.design().training().crossTrainedOn();
        if (trainedOn != null) {
            line.put("predictorTrainedOn", trainedOn);
        }
    }

    private static void put(ObjectNode line, String key, Prediction prediction) {
        if (prediction.outcome().isMissing()) {
            line.putNull(key);
        } else {
            line.put(key, prediction.answer());
        }
    }

    /** Without a study file, a run that stops after a stage has a folder for each property. */
    private StudyFolder folder(ComparisonRequest request) {
        String study = request.design().study();
        String name = study.isEmpty() ? request.property().name() : study;
        return folders.computeIfAbsent(
                name, key -> new StudyFolder(reports.resolve("studies").resolve(key)));
    }

    private void end(Stage stage, StudyFolder folder) {
        folder.writeLines(stage);
        stopAfter(stage, folder);
    }

    private void stopAfter(Stage stage, StudyFolder folder) {
        if (stage == until) {
            throw new StoppedAfterStageException(stage, folder.path());
        }
    }
}

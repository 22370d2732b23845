package dev.inward.judge;

import dev.inward.model.ChatModel;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Judging;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.NamedModel;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Lets judges read the training answers of the target, for the properties that predictors are
 * finetuned on.
 *
 * @param compared target and predictor
 */
record JudgedTraining(
        PropertyValues values,
        Judges judges,
        ComparisonRequest request,
        List<NamedModel> compared) {

    /**
     * Asks the judges for the values.
     *
     * @param taught the properties that predictors are finetuned on, by task
     * @return how the properties were judged, by name. The training items of the comparison's own
     *     property in its own tasks are not counted: {@link BehaviourJudging} counts them
     */
    CompletableFuture<SortedMap<String, Judging>> read(
            Map<Task, List<BehavioralProperty>> taught, Behaviours target, ChatModel author) {
        var pending = new ArrayList<CompletableFuture<CollectedAnswer>>();
        var counted =
                new LinkedHashMap<BehavioralProperty, List<CompletableFuture<CollectedAnswer>>>();
        taught.forEach(
                (task, properties) -> {
                    for (BehavioralProperty property : properties) {
                        for (Item item : items(task, property, target)) {
                            CollectedAnswer given = target.of(item);
                            CompletableFuture<CollectedAnswer> read =
                                    values.whenKnown(property, item, given, author);
                            pending.add(read);
                            if (isCounted(task, property) && !given.isMissing()) {
                                counted.computeIfAbsent(property, it -> new ArrayList<>())
                                        .add(read);
                            }
                        }
                    }
                });
        return CompletableFuture.allOf(pending.toArray(new CompletableFuture<?>[0]))
                .thenApply(
                        done -> {
                            var judged = new TreeMap<String, Judging>();
                            counted.forEach(
                                    (property, answers) ->
                                            judged.put(
                                                    property.name(), judging(property, answers)));
                            return judged;
                        });
    }

    private static List<Item> items(Task task, BehavioralProperty property, Behaviours target) {
        return property.judgeQuestion().isEmpty()
                ? List.of()
                : task.items().stream()
                        .filter(target.training()::contains)
                        .filter(item -> isLearned(task, property, item, target.of(item)))
                        .toList();
    }

    /**
     * Returns whether a training answer can teach a property: the task asks about it, and the
     * answer keeps the compliance rules of the task. An answer that is not known may still do so.
     */
    static boolean isLearned(
            Task task, BehavioralProperty property, Item item, CollectedAnswer answer) {
        return task.asks(item, property) && (answer.isMissing() || task.isCompliant(answer.text()));
    }

    private boolean isCounted(Task task, BehavioralProperty property) {
        return !property.equals(request.property()) || !request.tasks().contains(task);
    }

    private Judging judging(
            BehavioralProperty property, List<CompletableFuture<CollectedAnswer>> answers) {
        long withoutValue =
                answers.stream()
                        .map(CompletableFuture::join)
                        .filter(CollectedAnswer::isMissing)
                        .count();
        return judges.judging(
                property, compared, answers.size(), Math.toIntExact(withoutValue), null);
    }
}

package dev.inward.judge;

import dev.inward.property.BehavioralProperty;
import dev.inward.property.JudgeQuestion;
import dev.inward.property.JudgeQuestion.LabelledAnswer;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.NamedModel;
import dev.inward.task.Item;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Checks that judges can be asked about all answers of a comparison. The answers themselves are not
 * needed, so this happens before the first call.
 *
 * @param judges the judges of the study
 */
public record JudgeRequirements(Judges judges) {

    /** Returns whether judges compute the property of a comparison or one that it teaches. */
    public static boolean needsJudges(
            ComparisonRequest request, Map<Task, List<BehavioralProperty>> taught) {
        return Stream.concat(
                        Stream.of(request.property()),
                        taught.values().stream().flatMap(List::stream))
                .anyMatch(property -> property.judgeQuestion().isPresent());
    }

    /**
     * Checks a comparison.
     *
     * @param taught the properties that predictors are finetuned on, by task; empty without
     *     finetuning
     * @return the names of the judges that the comparison calls; empty if it needs none
     * @throws IllegalArgumentException if it needs judges and there are none, if a judge cannot be
     *     opened, or if an item or a labelled answer lacks a field of the judges' prompt
     */
    public List<String> require(
            ComparisonRequest request, Map<Task, List<BehavioralProperty>> taught) {
        if (!needsJudges(request, taught)) {
            return List.of();
        }
        taught.forEach(
                (task, properties) ->
                        properties.forEach(property -> requireTaught(task, property)));
        BehavioralProperty property = request.property();
        property.judgeQuestion().ifPresent(question -> require(request, property, question));
        return judges.models().stream().map(NamedModel::name).toList();
    }

    private void requireTaught(Task task, BehavioralProperty property) {
        if (property.judgeQuestion().isEmpty()) {
            return;
        }
        if (judges.models().isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "predictors are finetuned on the task '%s', which lists the property '%s': %s, or remove the property from the task",
                            task.name(),
                            property.name(),
                            Judges.noJudge(property)));
        }
        requireTrainingFields(task, property, property.judgeQuestion().get());
    }

    private void require(
            ComparisonRequest request, BehavioralProperty property, JudgeQuestion question) {
        judges.modelsFor(property);
        request.drawnItems().forEach(item -> requireFields(property, question, item));
        if (request.split() != ScoredSplit.ALL) {
            request.tasks().forEach(task -> requireTrainingFields(task, property, question));
        }
        for (LabelledAnswer label : question.labelled()) {
            requireFields(
                    property,
                    question,
                    label.behaviour().item(),
                    "the labelled answer " + JudgedValue.quoted(label.behaviour().response()));
        }
    }

    private static void requireTrainingFields(
            Task task, BehavioralProperty property, JudgeQuestion question) {
        task.items(Split.TRAIN)
                .filter(item -> task.asks(item, property))
                .forEach(item -> requireFields(property, question, item));
    }

    private static void requireFields(
            BehavioralProperty property, JudgeQuestion question, Item item) {
        requireFields(
                property,
                question,
                item.fields(),
                String.format(
                        Locale.ROOT,
                        "the item %s of the task '%s'",
                        JudgedValue.quoted(item.objectLevelPrompt()),
                        item.task()));
    }

    private static void requireFields(
            BehavioralProperty property,
            JudgeQuestion question,
            Map<String, String> fields,
            String owner) {
        try {
            PropertyValues.prompt(question, fields, "");
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the judges' prompt of the property '%s' does not fit %s. %s. Give it the field, or remove the field from the prompt",
                            property.name(),
                            owner,
                            e.getMessage()),
                    e);
        }
    }
}

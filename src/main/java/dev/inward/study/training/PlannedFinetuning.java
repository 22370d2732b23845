package dev.inward.study.training;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.Finetuning;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Price;
import dev.inward.model.PricedModel;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.design.RowContent;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * The rows of a finetuning that is only planned: as many and as long as they can become. The
 * answers are not known, so each one has the most tokens that target or predictor allow, and each
 * property is defined.
 *
 * @param request the comparison
 * @param properties the properties to teach, by task
 */
record PlannedFinetuning(
        ComparisonRequest request,
        Map<Task, List<BehavioralProperty>> properties,
        NamedModel target,
        NamedModel predictor) {

    /** The most tokens of an answer, if no model says: the default of hosted models. */
    private static final long DEFAULT_ANSWER_TOKENS = 256;

    /** Returns the rows that the design of the study asks for, with rehearsal; empty if none. */
    Optional<Finetuning> rows() {
        RowContent content = request.design().training().content();
        if (content == RowContent.OBJECT_LEVEL) {
            return objectLevelAnswers();
        }
        var examples = new ArrayList<Example>();
        var rehearsal = new ArrayList<Prompt>();
        properties.forEach(
                (task, taught) -> {
                    for (BehavioralProperty property : taught) {
                        addLongest(
                                examples,
                                task.items(Split.TRAIN)
                                        .filter(item -> task.asks(item, property))
                                        .map(item -> row(task, item, property, content)));
                    }
                    task.items(Split.TRAIN)
                            .forEach(item -> addRehearsal(rehearsal, task, item, taught));
                });
        return finetuning(examples, rehearsal);
    }

    /** Returns the rows that teach a simulator of the target; empty if there are none. */
    Optional<Finetuning> objectLevelAnswers() {
        var examples = new ArrayList<Example>();
        for (Task task : properties.keySet()) {
            addLongest(
                    examples,
                    task.items(Split.TRAIN)
                            .map(
                                    item ->
                                            new Example(
                                                    TrainingPrompts.objectLevel(item),
                                                    longestAnswer(item))));
        }
        return finetuning(examples, List.of());
    }

    private Optional<Finetuning> finetuning(List<Example> examples, List<Prompt> rehearsal) {
        return examples.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finetuning(examples, rehearsal, request.seed()));
    }

    private Example row(Task task, Item item, BehavioralProperty property, RowContent content) {
        String answer = longestAnswer(item);
        return new Example(
                content == RowContent.INSTRUCTION_FOLLOWING
                        ? TrainingPrompts.control(task, item, answer, property)
                        : TrainingPrompts.hypothetical(task, item, property),
                answer);
    }

    private void addRehearsal(
            List<Prompt> rehearsal, Task task, Item item, List<BehavioralProperty> taught) {
        rehearsal.add(TrainingPrompts.objectLevel(item));
        taught.stream()
                .map(property -> TrainingPrompts.control(task, item, longestAnswer(item), property))
                .max(Comparator.comparingInt(prompt -> prompt.text().length()))
                .ifPresent(rehearsal::add);
    }

    /** Adds the rows of a cell; the longest ones, if there are more than the design allows. */
    private void addLongest(List<Example> examples, Stream<Example> cell) {
        cell.sorted(
                        Comparator.comparingInt((Example row) -> row.prompt().text().length())
                                .reversed())
                .limit(request.design().training().rowsPerCell())
                .forEach(examples::add);
    }

    private String longestAnswer(Item item) {
        long tokens =
                Stream.of(target, predictor)
                        .map(NamedModel::model)
                        .mapToLong(
                                model ->
                                        model instanceof PricedModel priced
                                                ? priced.maxUsage(item.prompt()).outputTokens()
                                                : DEFAULT_ANSWER_TOKENS)
                        .max()
                        .orElse(DEFAULT_ANSWER_TOKENS);
        return "x".repeat(Math.toIntExact(tokens));
    }

    /** Returns a model without answers, in place of one that is not finetuned yet. */
    static ChatModel model(ChatModel base) {
        return base instanceof PricedModel priced ? new PricedPlan(priced) : new FreePlan(base);
    }

    private static CompletableFuture<Completion> noAnswer() {
        return CompletableFuture.failedFuture(
                new IllegalStateException("a planned model has no answers"));
    }

    /** A planned model whose calls cost nothing. */
    private record FreePlan(ChatModel base) implements ChatModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return noAnswer();
        }

        @Override
        public Optional<ChatModel> atTemperature(double temperature) {
            return base.atTemperature(temperature).map(PlannedFinetuning::model);
        }
    }

    /** A planned model whose calls cost as much as those of its base model. */
    private record PricedPlan(PricedModel base) implements PricedModel {

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            return noAnswer();
        }

        @Override
        public Optional<ChatModel> atTemperature(double temperature) {
            return base.atTemperature(temperature).map(PlannedFinetuning::model);
        }

        @Override
        public Optional<Price> price() {
            return base.price();
        }

        @Override
        public Usage maxUsage(Prompt prompt) {
            return base.maxUsage(prompt);
        }
    }
}

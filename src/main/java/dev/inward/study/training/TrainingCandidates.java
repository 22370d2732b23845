package dev.inward.study.training;

import dev.inward.judge.PropertyValues;
import dev.inward.property.BehavioralProperty;
import dev.inward.property.ResponseCleaning;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.CollectedAnswer;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.design.RowFilter;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the training items that can make rows.
 *
 * @param observed the answers of the target and of the other teachers
 * @param teacher the model whose answers the rows are about
 * @param behaviours its answers
 * @param values the values of the properties
 */
record TrainingCandidates(
        ComparisonRequest request,
        ObservedBehaviours observed,
        String teacher,
        Behaviours behaviours,
        PropertyValues values) {

    /**
     * A training item with the value of a property.
     *
     * @param quoted the answer that has the value, if a row quotes it; otherwise empty
     */
    record Candidate(Item item, String value, String quoted) {

        Candidate(Item item, String value) {
            this(item, value, "");
        }
    }

    /** Returns the items of a task that make rows about a property, in file order. */
    List<Candidate> about(Task task, BehavioralProperty property) {
        return usable(task)
                .filter(item -> task.asks(item, property))
                .filter(item -> !filter().isDivergentOnly() || isDivergent(property, item))
                .flatMap(
                        item ->
                                values.of(property, item, behaviours.of(item)).stream()
                                        .map(value -> new Candidate(item, value)))
                .toList();
    }

    /** Returns the compliant items of a task whose first token passes the filter. */
    Stream<Item> usable(Task task) {
        List<Item> items = behaviours.usableTrainingItems(task);
        return filter().needsProbabilities()
                ? items.stream().filter(item -> passes(behaviours.of(item)))
                : items.stream();
    }

    private RowFilter filter() {
        return request.design().training().filter();
    }

    private boolean passes(CollectedAnswer answer) {
        Double probability = answer.firstTokenProbability();
        if (probability == null) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the study '%s' selects rows by the probability of the first token, but an answer of '%s' has none. Set 'top-logprobs: 1' for this model in models.yaml if its server reports them, or remove the filter.",
                            request.design().study(),
                            teacher));
        }
        return probability >= filter().minFirstTokenProbability()
                && probability <= filter().maxFirstTokenProbability();
    }

    private boolean isDivergent(BehavioralProperty property, Item item) {
        var distinct = new HashSet<String>();
        return filter().divergentModels().stream()
                .map(observed::teacher)
                .map(model -> value(property, item, model))
                .allMatch(value -> value.isPresent() && distinct.add(value.get()));
    }

    private Optional<String> value(BehavioralProperty property, Item item, Behaviours model) {
        return values.of(property, item, model.of(item)).map(ResponseCleaning::forComparison);
    }
}

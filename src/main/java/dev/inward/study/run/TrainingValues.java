package dev.inward.study.run;

import dev.inward.judge.PropertyValues;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.task.Item;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The values of models' answers to training items. They are found once for each model and task, and
 * not again for each item.
 *
 * <p>This class is thread-safe.
 */
final class TrainingValues {

    private record Key(String model, String task) {}

    private record Known(String baseQuestion, boolean isTraining, String value) {}

    private final ComparisonRequest request;
    private final ObservedBehaviours observed;
    private final PropertyValues values;
    private final Map<Key, List<Known>> known = new ConcurrentHashMap<>();

    /**
     * @param observed the answers of the target and of teachers
     * @param values the values of the property
     */
    TrainingValues(ComparisonRequest request, ObservedBehaviours observed, PropertyValues values) {
        this.request = request;
        this.observed = observed;
        this.values = values;
    }

    /** Returns the values that {@link ComparisonCell#trainingValues} describes. */
    List<String> of(String model, Item item) {
        boolean isTarget = model.equals(request.target());
        List<Known> ofTask =
                known.computeIfAbsent(
                        new Key(model, item.task()),
                        key -> ofTask(observed.teacher(isTarget ? null : model), item.task()));
        List<String> training =
                ofTask.stream().filter(Known::isTraining).map(Known::value).toList();
        return training.isEmpty() && isTarget
                ? ofTask.stream()
                        .filter(other -> !other.baseQuestion().equals(item.baseQuestion()))
                        .map(Known::value)
                        .toList()
                : training;
    }

    private List<Known> ofTask(Behaviours ofModel, String task) {
        return ofModel.answers().keySet().stream()
                .filter(other -> other.task().equals(task))
                .flatMap(
                        other ->
                                values.of(request.property(), other, ofModel.of(other)).stream()
                                        .map(value -> known(ofModel, other, value)))
                .toList();
    }

    private Known known(Behaviours ofModel, Item item, String value) {
        return new Known(
                item.baseQuestion(),
                ofModel.training().contains(item),
                request.property().answerFormat().comparable(value));
    }
}

package dev.inward.study.training;

import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.study.StudyListener;
import dev.inward.study.collection.Behaviours;
import dev.inward.study.collection.NamedModel;
import dev.inward.task.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says who predicts in a comparison: target and predictor, finetuned on the target's behaviour
 * where both can be. Each finetuning happens once, however many comparisons need it.
 *
 * <p>This class is thread-safe.
 */
public final class PredictorFactory implements AutoCloseable {

    private final StudyListener listener;
    private final Map<Lesson, NamedModel> taught = new ConcurrentHashMap<>();

    private record Lesson(String predictor, Finetuning finetuning) {}

    /**
     * Makes a factory for one study.
     *
     * @param listener hears how far finetuning has come
     */
    public PredictorFactory(StudyListener listener) {
        this.listener = listener;
    }

    /**
     * Makes the predictors of a comparison.
     *
     * @param curriculum which properties of which tasks to teach
     * @param behaviours the target's
     */
    public Predictors of(
            ComparisonRequest request,
            NamedModel target,
            NamedModel predictor,
            Map<Task, List<BehavioralProperty>> curriculum,
            Behaviours behaviours) {
        String whyNotFramed = whyNotFramed(request, target, predictor);
        if (!(target.isFinetunable() && predictor.isFinetunable())) {
            return new Predictors(
                    target,
                    predictor,
                    target,
                    predictor,
                    0,
                    told(request, predictor),
                    whyNotFramed);
        }
        Optional<TrainingSet> training =
                behaviours.arePlanned()
                        ? Optional.empty()
                        : Optional.of(
                                new TrainingSet(
                                        curriculum, behaviours, request.labels(), request.seed()));
        Optional<Finetuning> lessons = training.map(TrainingSet::finetuning);
        return new Predictors(
                taught(target, request, lessons, nameOfTaught(target, request)),
                taught(predictor, request, lessons, nameOfTaught(predictor, request)),
                target,
                predictor,
                lessons.map(rows -> rows.examples().size()).orElse(0),
                request.probes().simulation()
                        ? new Simulator(
                                taught(
                                        predictor,
                                        request,
                                        training.map(TrainingSet::simulation),
                                        nameOfSimulator(predictor, request)),
                                false)
                        : null,
                whyNotFramed);
    }

    private static String whyNotFramed(
            ComparisonRequest request, NamedModel target, NamedModel predictor) {
        if (!request.probes().framings()) {
            return "nobody asked for it";
        }
        return Stream.of(target, predictor)
                .filter(respondent -> !respondent.model().canBeAskedAboutOthers())
                .findFirst()
                .map(
                        respondent ->
                                "'%s' cannot be asked about somebody else"
                                        .formatted(respondent.name()))
                .orElse("");
    }

    /** Who cannot be finetuned has to be told, if it can be. */
    private static @Nullable Simulator told(ComparisonRequest request, NamedModel predictor) {
        return request.probes().simulation() && predictor.model().canBeAskedAboutOthers()
                ? new Simulator(predictor, true)
                : null;
    }

    /** Where behaviours are only planned, somebody stands for the model that would be finetuned. */
    private NamedModel taught(
            NamedModel predictor,
            ComparisonRequest request,
            Optional<Finetuning> lessons,
            String name) {
        return lessons.map(rows -> taught(predictor, request, rows, name))
                .orElseGet(() -> unknown(name));
    }

    private NamedModel taught(
            NamedModel predictor, ComparisonRequest request, Finetuning lessons, String name) {
        return taught.computeIfAbsent(
                new Lesson(predictor.name(), lessons),
                lesson ->
                        new NamedModel(
                                name,
                                ((FinetunableModel) predictor.model())
                                        .finetune(
                                                lessons,
                                                (done, total) ->
                                                        listener.trainingStepDone(
                                                                predictor.name(),
                                                                request.target(),
                                                                done,
                                                                total))));
    }

    private static NamedModel unknown(String name) {
        return new NamedModel(
                name,
                prompt ->
                        CompletableFuture.failedFuture(
                                new IllegalStateException("a planned model answers nothing")));
    }

    private static String nameOfSimulator(NamedModel predictor, ComparisonRequest request) {
        return "%s finetuned to answer as %s, seed %d"
                .formatted(predictor.name(), request.target(), request.seed());
    }

    private static String nameOfTaught(NamedModel predictor, ComparisonRequest request) {
        List<String> more =
                request.tasks().stream()
                        .filter(task -> !task.properties().contains(request.property().name()))
                        .map(Task::name)
                        .toList();
        return "%s finetuned on %s%s, seed %d%s"
                .formatted(
                        predictor.name(),
                        request.target(),
                        request.labels() == Labels.PERMUTED ? " permuted" : "",
                        request.seed(),
                        more.isEmpty()
                                ? ""
                                : ", with %s of %s"
                                        .formatted(
                                                request.property().name(),
                                                String.join(" and ", more)));
    }

    /**
     * Closes the finetuned models that can be closed.
     *
     * @throws IllegalStateException when one of them cannot be closed; the others are closed all
     *     the same, and their failures are suppressed exceptions of this one
     */
    @Override
    public void close() {
        ModelRegistry.closeAll(taught.values().stream().map(NamedModel::model).toList());
    }
}

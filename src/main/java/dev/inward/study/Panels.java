package dev.inward.study;

import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Models;
import dev.inward.property.BehavioralProperty;
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
final class Panels implements AutoCloseable {

    private final StudyListener listener;
    private final Map<Lesson, Respondent> taught = new ConcurrentHashMap<>();

    private record Lesson(String predictor, Finetuning finetuning) {}

    /**
     * @param listener hears how far finetuning has come
     */
    Panels(StudyListener listener) {
        this.listener = listener;
    }

    /**
     * @param curriculum which properties of which tasks to teach
     * @param behaviours the target's
     */
    Panel of(
            ComparisonRequest request,
            Respondent target,
            Respondent predictor,
            Map<Task, List<BehavioralProperty>> curriculum,
            Behaviours behaviours) {
        String whyNotFramed = whyNotFramed(request, target, predictor);
        if (!(target.isFinetunable() && predictor.isFinetunable())) {
            return new Panel(
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
        return new Panel(
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
            ComparisonRequest request, Respondent target, Respondent predictor) {
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
    private static @Nullable Simulator told(ComparisonRequest request, Respondent predictor) {
        return request.probes().simulation() && predictor.model().canBeAskedAboutOthers()
                ? new Simulator(predictor, true)
                : null;
    }

    /** Where behaviours are only planned, somebody stands for the model that would be finetuned. */
    private Respondent taught(
            Respondent predictor,
            ComparisonRequest request,
            Optional<Finetuning> lessons,
            String name) {
        return lessons.map(rows -> taught(predictor, request, rows, name))
                .orElseGet(() -> unknown(name));
    }

    private Respondent taught(
            Respondent predictor, ComparisonRequest request, Finetuning lessons, String name) {
        return taught.computeIfAbsent(
                new Lesson(predictor.name(), lessons),
                lesson ->
                        new Respondent(
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

    private static Respondent unknown(String name) {
        return new Respondent(
                name,
                prompt ->
                        CompletableFuture.failedFuture(
                                new IllegalStateException("a planned model answers nothing")));
    }

    private static String nameOfSimulator(Respondent predictor, ComparisonRequest request) {
        return "%s finetuned to answer as %s, seed %d"
                .formatted(predictor.name(), request.target(), request.seed());
    }

    private static String nameOfTaught(Respondent predictor, ComparisonRequest request) {
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
        Models.closeAll(taught.values().stream().map(Respondent::model).toList());
    }
}

package dev.inward.study;

import dev.inward.UnknownNameException;
import dev.inward.cache.AnswerSource;
import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.Models;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Item;
import dev.inward.task.Task;
import dev.inward.task.Tasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * One run of the experiment. Every stage happens once, however many comparisons need it: a target's
 * answers, a predictor's finetuning, a predictor's answers.
 *
 * <p>Predictors are finetuned on all tasks with all the properties these list, whichever
 * comparisons are asked for, so that a comparison comes out the same alone and among others. A
 * property that no task lists, such as one declared in an eval class, is taught on top of those.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class Study implements AutoCloseable {

    private final Models models;
    private final Tasks tasks;
    private final StudyListener listener;
    private final Answers answers;
    private final Classifiers classifiers = new Classifiers();
    private final Map<Lesson, Respondent> taught = new ConcurrentHashMap<>();

    private record Lesson(String predictor, Finetuning finetuning) {}

    /**
     * Prepares a study; nobody is asked yet.
     *
     * @param models who can be named
     * @param tasks what predictors are finetuned on
     * @param listener hears how far the study has come
     * @param source where answers come from; stays open when the study is closed
     */
    public Study(Models models, Tasks tasks, StudyListener listener, AnswerSource source) {
        this.models = models;
        this.tasks = tasks;
        this.listener = listener;
        this.answers = new Answers(listener, source);
    }

    /**
     * Starts what a comparison needs and has not been started yet.
     *
     * @return the comparison to come; completes exceptionally when a model cannot be opened or
     *     finetuned. An answer that does not come is recorded as missing and fails nothing
     */
    public CompletableFuture<Comparison> compare(ComparisonRequest request) {
        return compare(request, request.drawnItems());
    }

    /**
     * Starts what a comparison needs, in growing batches of items, until it is decided, its items
     * end, or answers are missing.
     *
     * @param isDecided whether no further item is needed; asked after every batch
     * @return as {@link #compare(ComparisonRequest)}
     */
    public CompletableFuture<Comparison> compareUntil(
            ComparisonRequest request, Predicate<Comparison> isDecided) {
        return Batches.of(request, items -> compare(request, items), isDecided).collect();
    }

    private CompletableFuture<Comparison> compare(ComparisonRequest request, List<Item> drawn) {
        ChatModel target = models.open(request.target());
        ChatModel predictor = models.open(request.predictor());
        if (request.labels() == Labels.PERMUTED
                && !(target instanceof FinetunableModel && predictor instanceof FinetunableModel)) {
            throw new IllegalArgumentException(
                    "permuted labels are a control on finetuning, but '%s' or '%s' cannot be finetuned; use a clone as the control of such models"
                            .formatted(request.target(), request.predictor()));
        }
        Map<Task, List<BehavioralProperty>> curriculum = curriculum(request);
        return new Observing(this::respondent, answers)
                .observe(request, curriculum.keySet(), drawn)
                // Classifiers learn there: not on a thread that answers come on.
                .thenComposeAsync(
                        observations -> predict(request, curriculum, drawn, observations));
    }

    private CompletableFuture<Comparison> predict(
            ComparisonRequest request,
            Map<Task, List<BehavioralProperty>> curriculum,
            List<Item> drawn,
            Observations observations) {
        Behaviours behaviours = observations.target();
        Respondent target = respondent(request.target());
        Respondent predictor = respondent(request.predictor());
        var scoring =
                new Scoring(request, drawn, observations, classifiers, answers, target, predictor);
        if (behaviours.areTooFew() && !behaviours.arePlanned()) {
            return CompletableFuture.completedFuture(scoring.undecided());
        }
        String whyNotFramed = whyNotFramed(request, target, predictor);
        if (!(target.model() instanceof FinetunableModel
                && predictor.model() instanceof FinetunableModel)) {
            return scoring.compare(
                    new Panel(
                            target,
                            predictor,
                            target,
                            predictor,
                            0,
                            told(request, predictor),
                            whyNotFramed));
        }
        if (behaviours.arePlanned()) {
            return scoring.compare(
                    new Panel(
                            unknown(nameOfTaught(target, request)),
                            unknown(nameOfTaught(predictor, request)),
                            target,
                            predictor,
                            0,
                            request.probes().simulation()
                                    ? new Simulator(
                                            unknown(nameOfSimulator(predictor, request)), false)
                                    : null,
                            whyNotFramed));
        }
        var training = new TrainingSet(curriculum, behaviours, request.labels(), request.seed());
        Finetuning lessons = training.finetuning();
        return scoring.compare(
                new Panel(
                        taught(target, request, lessons, nameOfTaught(target, request)),
                        taught(predictor, request, lessons, nameOfTaught(predictor, request)),
                        target,
                        predictor,
                        lessons.examples().size(),
                        request.probes().simulation()
                                ? new Simulator(
                                        taught(
                                                predictor,
                                                request,
                                                training.simulation(),
                                                nameOfSimulator(predictor, request)),
                                        false)
                                : null,
                        whyNotFramed));
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

    private Respondent respondent(String name) {
        return new Respondent(name, models.open(name));
    }

    /** Who cannot be finetuned has to be told, if it can be. */
    private static @Nullable Simulator told(ComparisonRequest request, Respondent predictor) {
        return request.probes().simulation() && predictor.model().canBeAskedAboutOthers()
                ? new Simulator(predictor, true)
                : null;
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

    /** Stands for a model that would be finetuned on behaviours which are only planned. */
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

    /** All tasks with what they list, and the asked property where its tasks do not list it. */
    private Map<Task, List<BehavioralProperty>> curriculum(ComparisonRequest request) {
        var curriculum = new LinkedHashMap<Task, List<BehavioralProperty>>();
        for (Task task : tasks.all()) {
            var taught = new ArrayList<BehavioralProperty>();
            task.properties().forEach(name -> taught.add(listed(task, name)));
            if (request.tasks().contains(task) && !taught.contains(request.property())) {
                taught.add(request.property());
            }
            curriculum.put(task, taught);
        }
        return curriculum;
    }

    private static BehavioralProperty listed(Task task, String name) {
        return BehavioralProperties.find(name)
                .orElseThrow(
                        () ->
                                new UnknownNameException(
                                        "behavioral property",
                                        name,
                                        " that ships, but the task '"
                                                + task.name()
                                                + "' lists it; a property of an eval class is asked about without being listed",
                                        BehavioralProperties.names()));
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

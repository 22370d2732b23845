package dev.inward.study.training;

import dev.inward.judge.PropertyValues;
import dev.inward.model.ChatModel;
import dev.inward.model.FinetunableModel;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperty;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingAnswers;
import dev.inward.study.TrainingLabels;
import dev.inward.study.collection.AnswerCollector;
import dev.inward.study.collection.NamedModel;
import dev.inward.study.collection.ObservedBehaviours;
import dev.inward.study.collection.Preamble;
import dev.inward.study.collection.TranscribedModel;
import dev.inward.study.design.TrainingDesign;
import dev.inward.task.Item;
import dev.inward.task.Task;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates the predictors of a comparison: target and cross-predictor, finetuned on the target's
 * behaviour if both can be finetuned. Each finetuning runs once, even if several comparisons need
 * it.
 *
 * <p>This class is thread-safe.
 */
public final class PredictorFactory implements AutoCloseable {

    private final StudyListener listener;
    private final AnswerCollector answers;
    private final Map<FinetuningKey, ChatModel> finetunedModels = new ConcurrentHashMap<>();

    private record FinetuningKey(String predictor, Finetuning finetuning) {}

    /**
     * Creates a factory for one study.
     *
     * @param listener receives the progress of finetuning
     * @param answers says what pays for finetuning, and counts what is only planned
     */
    public PredictorFactory(StudyListener listener, AnswerCollector answers) {
        this.listener = listener;
        this.answers = answers;
    }

    /**
     * Returns whether the predictors of a comparison are finetuned.
     *
     * @param target the target
     * @param predictor the cross-predictor
     */
    public static boolean areFinetuned(
            ComparisonRequest request, NamedModel target, NamedModel predictor) {
        return request.design().training().isFinetuned()
                && target.isFinetunable()
                && predictor.isFinetunable();
    }

    /**
     * Creates the predictors of a comparison.
     *
     * @param properties the properties to teach, by task
     * @param observed the object-level answers of the target and of the other teachers
     * @param values the values of the properties
     */
    public Predictors of(
            ComparisonRequest request,
            NamedModel target,
            NamedModel predictor,
            Map<Task, List<BehavioralProperty>> properties,
            ObservedBehaviours observed,
            PropertyValues values) {
        String whyNotFramed = whyNotFramed(request, target, predictor);
        if (!areFinetuned(request, target, predictor)) {
            return new Predictors(
                    target,
                    predictor,
                    target,
                    predictor,
                    prompted(request, predictor),
                    whyNotFramed);
        }
        TrainingDesign design = request.design().training();
        Function<@Nullable String, FinetuningSetBuilder> training =
                teacher -> new FinetuningSetBuilder(request, properties, observed, teacher, values);
        boolean isPlanned = observed.isPlanned();
        Optional<FinetuningSet> rows =
                known(isPlanned, () -> training.apply(design.answersOf()).build());
        Optional<FinetuningSet> crossRows =
                design.crossTrainedOn() == null
                        ? rows
                        : known(isPlanned, () -> training.apply(design.crossTrainedOn()).build());
        Optional<FinetuningSet> simulatorRows =
                request.extraMeasurements().simulation()
                        ? known(
                                isPlanned,
                                () ->
                                        training.apply(null)
                                                .objectLevelAnswers(
                                                        FinetuningSet.Use.SIMULATOR, item -> true))
                        : Optional.empty();
        PlannedFinetuning longest = new PlannedFinetuning(request, properties, target, predictor);
        NamedModel self =
                finetuned(
                        target,
                        request,
                        rows,
                        longest::rows,
                        nameOfFinetuned(target, request, design.answersOf()));
        var changes = new TreeMap<String, Optional<FinetuningSet>>();
        Set<Item> usable = isPlanned ? Set.of() : usableForAll(request, training);
        for (String teacher : changes(request)) {
            changes.put(
                    teacher,
                    known(
                            isPlanned,
                            () ->
                                    training.apply(teacher)
                                            .objectLevelAnswers(
                                                    FinetuningSet.Use.BEHAVIOUR_CHANGE,
                                                    usable::contains)));
        }
        List<LearnedSet> sets =
                Stream.concat(
                                Stream.of(
                                        rows.map(set -> new LearnedSet(request.target(), set)),
                                        crossRows.map(
                                                set -> new LearnedSet(request.predictor(), set)),
                                        simulatorRows.map(
                                                set -> new LearnedSet(request.predictor(), set))),
                                changes.values().stream()
                                        .map(set -> set.map(it -> new LearnedSet(self.name(), it))))
                        .flatMap(Optional::stream)
                        .toList();
        return new Predictors(
                self,
                finetuned(
                        predictor,
                        request,
                        crossRows,
                        longest::rows,
                        nameOfFinetuned(
                                predictor,
                                request,
                                design.crossTrainedOn() == null
                                        ? design.answersOf()
                                        : design.crossTrainedOn())),
                target,
                predictor,
                rows.map(set -> set.finetuning().examples().size()).orElse(0),
                learnedFrom(sets, observed, properties.keySet()),
                request.extraMeasurements().simulation()
                        ? new TargetSimulator(
                                finetuned(
                                        predictor,
                                        request,
                                        simulatorRows,
                                        longest::objectLevelAnswers,
                                        nameOfSimulator(predictor, request)),
                                false)
                        : null,
                whyNotFramed,
                sets,
                changed(request, self, longest, changes));
    }

    /** The change and its placebo learn the answers to the same items. */
    private static Set<Item> usableForAll(
            ComparisonRequest request, Function<@Nullable String, FinetuningSetBuilder> training) {
        var common = new HashSet<Item>();
        boolean isFirst = true;
        for (String teacher : changes(request)) {
            Set<Item> usable = training.apply(teacher).usableItems();
            if (isFirst) {
                common.addAll(usable);
            } else {
                common.retainAll(usable);
            }
            isFirst = false;
        }
        return common;
    }

    /** Returns the models whose answers the self-predictor learns: with the target, a placebo. */
    private static SortedSet<String> changes(ComparisonRequest request) {
        var changes = new TreeSet<String>();
        request.design().measurements().forEach(it -> changes.addAll(it.teachers()));
        if (!changes.isEmpty()) {
            changes.add(request.target());
        }
        return changes;
    }

    /** Creates the self-predictors that learn answers, which changes their behaviour. */
    private Map<String, NamedModel> changed(
            ComparisonRequest request,
            NamedModel self,
            PlannedFinetuning longest,
            Map<String, Optional<FinetuningSet>> changes) {
        var changed = new TreeMap<String, NamedModel>();
        changes.forEach(
                (teacher, rows) ->
                        changed.put(
                                teacher,
                                finetuned(
                                        self,
                                        rows.isPresent() ? self : longest.target(),
                                        request,
                                        rows,
                                        longest::objectLevelAnswers,
                                        self.name() + ", then as " + teacher)));
        return changed;
    }

    private static Optional<FinetuningSet> known(boolean isPlanned, Supplier<FinetuningSet> rows) {
        return isPlanned ? Optional.empty() : Optional.of(rows.get());
    }

    /** Counts the answers of each model that some rows are about. */
    private static List<TrainingAnswers> learnedFrom(
            List<LearnedSet> sets, ObservedBehaviours observed, Collection<Task> tasks) {
        return sets.stream()
                .map(set -> set.rows().answersOf())
                .distinct()
                .sorted()
                .map(teacher -> observed.teacher(teacher).trainingAnswers(teacher, tasks))
                .toList();
    }

    private static String whyNotFramed(
            ComparisonRequest request, NamedModel target, NamedModel predictor) {
        if (!request.extraMeasurements().framings()) {
            return "the configuration does not request it";
        }
        if (target.model() instanceof TranscribedModel) {
            return "the answers come from a transcript, which has no framed predictions";
        }
        return Stream.of(target, predictor)
                .filter(named -> !named.model().canPredictOthers())
                .findFirst()
                .map(
                        named ->
                                String.format(
                                        Locale.ROOT,
                                        "'%s' cannot answer prompts about another model",
                                        named.name()))
                .orElse("");
    }

    /**
     * A model that cannot be finetuned is prompted to answer as the target, if it supports that.
     */
    private static @Nullable TargetSimulator prompted(
            ComparisonRequest request, NamedModel predictor) {
        return request.extraMeasurements().simulation() && predictor.model().canPredictOthers()
                ? new TargetSimulator(predictor, true)
                : null;
    }

    /**
     * If the behaviours are only planned, a model without answers replaces the finetuned one.
     *
     * @param rows the rows; empty if they are not known yet
     * @param longestRows returns rows as long as they can become
     */
    private NamedModel finetuned(
            NamedModel predictor,
            ComparisonRequest request,
            Optional<FinetuningSet> rows,
            Supplier<Optional<Finetuning>> longestRows,
            String name) {
        return finetuned(predictor, predictor, request, rows, longestRows, name);
    }

    /**
     * @param costing the model that says what the finetuning costs: a predictor that is only
     *     planned itself cannot say it
     */
    private NamedModel finetuned(
            NamedModel predictor,
            NamedModel costing,
            ComparisonRequest request,
            Optional<FinetuningSet> rows,
            Supplier<Optional<Finetuning>> longestRows,
            String name) {
        Optional<Finetuning> known = rows.map(FinetuningSet::finetuning);
        FinetunableModel base = finetunable(costing);
        answers.planTraining(
                name,
                () -> known.or(longestRows).map(base::maxTrainingCost).orElse(TrainingCost.NONE));
        return known.map(finetuning -> finetuned(predictor, request, finetuning, name))
                .orElseGet(() -> new NamedModel(name, PlannedFinetuning.model(predictor.model())));
    }

    private static FinetunableModel finetunable(NamedModel named) {
        if (named.model() instanceof FinetunableModel finetunable) {
            return finetunable;
        }
        throw new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "'%s' cannot be finetuned a second time, which a change of behaviour needs. Name another model, or leave out the measurement.",
                        named.name()));
    }

    /** Studies with equal rows share a model. Each has its own name for it. */
    private NamedModel finetuned(
            NamedModel predictor, ComparisonRequest request, Finetuning rows, String name) {
        ChatModel model =
                finetunedModels.computeIfAbsent(
                        new FinetuningKey(predictor.name(), rows),
                        key -> finetunable(predictor).finetune(rows, progress(predictor, request)));
        return new NamedModel(name, model, null, predictor.reasoning(), Preamble.NONE);
    }

    private FinetuningProgress progress(NamedModel predictor, ComparisonRequest request) {
        return new FinetuningProgress() {
            @Override
            public void stepDone(int done, int total) {
                listener.trainingStepDone(predictor.name(), request.target(), done, total);
            }

            @Override
            public Expenses expenses() {
                return answers.finetuningExpenses();
            }
        };
    }

    private static String study(ComparisonRequest request) {
        String name = request.design().study();
        return name.isEmpty() ? "" : ", study " + name;
    }

    private static String nameOfSimulator(NamedModel predictor, ComparisonRequest request) {
        return String.format(
                Locale.ROOT,
                "%s finetuned to answer as %s, seed %d%s%s",
                predictor.name(),
                request.target(),
                request.seed(),
                request.design().training().rowsLabel(),
                study(request));
    }

    private static String nameOfFinetuned(
            NamedModel predictor, ComparisonRequest request, @Nullable String teacher) {
        List<String> unlistedTasks =
                request.design().training().scope() != null
                        ? List.of()
                        : request.tasks().stream()
                                .filter(
                                        task ->
                                                !task.properties()
                                                        .contains(request.property().name()))
                                .map(Task::name)
                                .toList();
        return String.format(
                Locale.ROOT,
                "%s finetuned on %s%s, seed %d%s%s%s",
                predictor.name(),
                teacher == null ? request.target() : teacher,
                request.labels() == TrainingLabels.PERMUTED ? " permuted" : "",
                request.seed(),
                request.design().training().rowsLabel(),
                unlistedTasks.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", with %s of %s",
                                request.property().name(),
                                String.join(" and ", unlistedTasks)),
                study(request));
    }

    /**
     * Closes the finetuned models that can be closed.
     *
     * @throws IllegalStateException if a model cannot be closed. The other models are closed
     *     nevertheless; their failures are added as suppressed exceptions
     */
    @Override
    public void close() {
        ModelRegistry.closeAll(List.copyOf(finetunedModels.values()));
    }
}

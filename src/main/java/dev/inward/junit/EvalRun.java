package dev.inward.junit;

import static java.util.Objects.requireNonNull;

import dev.inward.Control;
import dev.inward.cache.AnswerMode;
import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerSource;
import dev.inward.model.ChatModel;
import dev.inward.model.budget.Budget;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.model.registry.Overrides;
import dev.inward.study.run.Study;
import dev.inward.task.Tasks;
import dev.inward.verdict.DetectableAdvantage;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Verdict;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.platform.engine.support.store.Namespace;
import org.opentest4j.TestAbortedException;

/**
 * The evals of one launcher session: they share models, study and reports.
 *
 * <p>This class is thread-safe.
 */
final class EvalRun implements AutoCloseable {

    static final Namespace NAMESPACE = Namespace.create(EvalRun.class.getName());

    private final RunConfiguration parameters;
    private final ModelRegistry models;
    private final EvalResolver planner;
    private final Budget budget;
    private final AnswerSource answers;
    private final Study study;
    private final ComparisonRunner measuring;
    private final RegressionBaselines baselines;
    private final RunListeners listeners = new RunListeners();
    private final RunOutcomeCollector ledger;
    private final Map<EvalMethod, List<Evidence>> started = new HashMap<>();

    /**
     * Reads the models file and the task folder; calls no model.
     *
     * @param lookup finds any configuration parameter
     */
    EvalRun(RunConfiguration parameters, Function<String, Optional<String>> lookup) {
        if (!parameters.isPlan()) {
            listeners.runStarted(parameters.reports());
        }
        Set<String> properties = System.getProperties().stringPropertyNames();
        RawParameters.refuseUnknown(properties);
        this.parameters = parameters;
        parameters.inconclusiveFails();
        budget = parameters.budget();
        AnswerMode mode = parameters.mode();
        baselines = new RegressionBaselines(parameters, this::tell);
        ledger = new RunOutcomeCollector(parameters.expectedCells().orElse(null), baselines, listeners);
        Overrides overrides = RawParameters.overrides(properties, lookup);
        models =
                ModelRegistry.read(
                        parameters.evals().resolve("models.yaml"),
                        parameters.home(),
                        parameters.environment(),
                        overrides,
                        parameters.batchMode());
        Tasks tasks = Tasks.read(parameters.evals().resolve("tasks"));
        planner = new EvalResolver(models, tasks, parameters, baselines);
        answers =
                parameters.isPlan()
                        ? AnswerPlan.open(parameters.store(), mode)
                        : mode.open(
                                parameters.store(),
                                parameters.cassettes(),
                                budget,
                                Clock.systemUTC(),
                                parameters.raw().recordingCommand(overrides));
        study = new Study(models, tasks, listeners, answers);
        measuring = new ComparisonRunner(study, parameters.isPlan(), this::tell);
    }

    /** Finds the run of an eval in its launcher session, or begins it. */
    static EvalRun of(ExtensionContext context) {
        return requireNonNull(
                context.getStore(
                                StoreScope.LAUNCHER_SESSION,
                                ExtensionContext.Namespace.create(EvalRun.class.getName()))
                        .getOrComputeIfAbsent(
                                RunConfiguration.read(context::getConfigurationParameter),
                                parameters ->
                                        new EvalRun(parameters, context::getConfigurationParameter),
                                EvalRun.class));
    }

    /**
     * Starts what an eval needs, once.
     *
     * @return the evidence to come
     * @throws IllegalArgumentException when the eval asks for what there is not; nothing has been
     *     started then
     */
    synchronized List<Evidence> start(EvalMethod eval) {
        List<Evidence> evidence = started.get(eval);
        if (evidence == null) {
            ResolvedEval plan = planner.plan(eval);
            baselines.requireCells(eval, plan.comparisons());
            if (parameters.mode().asksModels() && !parameters.isPlan()) {
                plan.models().forEach(this::requireReady);
            }
            evidence = measuring.start(plan);
            baselines.started(eval, evidence);
            started.put(eval, evidence);
        }
        return evidence;
    }

    /** Whoever writes verdicts down hears them first. */
    private void tell(Verdict verdict) {
        listeners.judged(verdict);
        ledger.judged(verdict);
    }

    /** Finds out before the first call what would make calls fail. */
    private void requireReady(String name) {
        ChatModel model = models.open(name);
        model.requireReady();
        budget.requirePrice(name, model);
    }

    /**
     * Waits for the evidence, so that what went wrong on the way to it is an error of its eval, and
     * holds it against the baseline.
     *
     * @return whether the cell has regressed; nothing where it is not held against a baseline
     */
    Optional<Verdict> evalStarted(EvalMethod eval, Evidence evidence) {
        listeners.evalStarted(evidence.request());
        evidence.comparison();
        if (parameters.isPlan()) {
            if (eval.annotation().control() == Control.NONE) {
                listeners.comparisonPlanned(
                        DetectableAdvantage.of(evidence.request(), evidence.rule()));
            }
            throw new TestAbortedException(
                    "the run was only planned: -Dinward.plan=true asks nobody");
        }
        return baselines.judge(eval, evidence);
    }

    /** Takes down how an eval ended. */
    void evalEnded(EvalMethod eval, Evidence evidence, @Nullable Throwable thrown) {
        ledger.ended(eval, evidence, thrown);
    }

    /** Takes down that an eval could not be started. */
    void broke(EvalMethod eval, Throwable failure) {
        ledger.broke(eval.description(), failure);
    }

    boolean inconclusiveFails() {
        return parameters.inconclusiveFails();
    }

    /** Lets the reports be finished. */
    void end() {
        if (answers instanceof AnswerPlan plan) {
            listeners.planned(plan.calls());
        }
        ledger.end();
    }

    /** Ends the run and closes the models. */
    @Override
    public void close() {
        measuring.stop();
        try (answers;
                models;
                study) {
            end();
            if (!parameters.isPlan()) {
                ledger.requireWhole();
            }
        }
    }
}

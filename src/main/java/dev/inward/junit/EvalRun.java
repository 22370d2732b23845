package dev.inward.junit;

import dev.inward.Control;
import dev.inward.InwardParameters;
import dev.inward.cache.AnswerMode;
import dev.inward.cache.AnswerPlan;
import dev.inward.cache.AnswerSource;
import dev.inward.cache.AnswerStoreException;
import dev.inward.model.ChatModel;
import dev.inward.model.budget.Budget;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.model.registry.Overrides;
import dev.inward.parts.OpenPart;
import dev.inward.parts.OpenParts;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.run.Study;
import dev.inward.study.stage.StageFiles;
import dev.inward.study.stage.StoppedAfterStageException;
import dev.inward.study.stage.StudyStages;
import dev.inward.task.Tasks;
import dev.inward.verdict.DetectableAdvantage;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * One run: all evals of a launcher session that have the same configuration. They share models,
 * study and reports.
 *
 * <p>This class is thread-safe.
 */
final class EvalRun implements AutoCloseable {

    private final RunConfiguration configuration;
    private final ModelRegistry models;
    private final EvalResolver resolver;
    private final Budget budget;
    private final AnswerSource answers;
    private final Study study;
    private final StageFiles stages;
    private final ComparisonRunner comparisonRunner;
    private final RegressionBaselines baselines;
    private final RunListeners listeners;
    private final GateReporter gateReporter;
    private final RunOutcomeCollector outcomeCollector;
    private final Map<EvalMethod, List<Evidence>> started = new HashMap<>();

    /**
     * Starts a run: reads the models file and the task folder. Calls no model.
     *
     * @param lookup finds a parameter in JUnit's configuration by its full name
     */
    static EvalRun start(
            RunConfiguration configuration, Function<String, Optional<String>> lookup) {
        var listeners = new RunListeners();
        if (isWithoutVerdicts(configuration)) {
            return new EvalRun(configuration, lookup, listeners, null);
        }
        OpenPart part = OpenParts.of(configuration.reports(), configuration.run().orElse(null));
        listeners.runStarted(configuration.reports(), configuration.settings());
        try {
            return new EvalRun(configuration, lookup, listeners, part);
        } catch (RuntimeException failure) {
            part.addError("starting the run: " + failure);
            new RunOutcomeCollector(null, null, null, part, listeners).end();
            throw failure;
        }
    }

    /**
     * Returns whether the run is a plan or stops after a stage, and so writes no report. With a
     * wrong value it does: the report has to say that the run is broken, and not keep the result of
     * an earlier run.
     */
    private static boolean isWithoutVerdicts(RunConfiguration configuration) {
        try {
            return configuration.isWithoutVerdicts();
        } catch (IllegalArgumentException wrongValue) {
            return false;
        }
    }

    private EvalRun(
            RunConfiguration configuration,
            Function<String, Optional<String>> lookup,
            RunListeners listeners,
            @Nullable OpenPart part) {
        this.listeners = listeners;
        Set<String> properties = System.getProperties().stringPropertyNames();
        RawParameters.requireKnown(properties);
        this.configuration = configuration;
        // A wrong value must fail before the first call.
        configuration.isInconclusiveFailure();
        configuration.isWithoutVerdicts();
        budget = configuration.budget();
        AnswerMode mode = configuration.mode();
        baselines = new RegressionBaselines(configuration, this::report);
        gateReporter = new GateReporter(baselines, part, listeners);
        outcomeCollector =
                new RunOutcomeCollector(
                        configuration.expectedCells().orElse(null),
                        baselines,
                        gateReporter,
                        part,
                        listeners);
        Overrides overrides = RawParameters.overrides(properties, lookup);
        Path modelsFile = configuration.evals().resolve("models.yaml");
        Path taskFolder = configuration.evals().resolve("tasks");
        // Only a run without a models file depends on the tasks to know whether it needs one.
        Optional<Tasks> readEarly =
                Files.exists(modelsFile) || !Files.isDirectory(taskFolder)
                        ? Optional.empty()
                        : Optional.of(tasks(configuration));
        models =
                ModelRegistry.read(
                        modelsFile,
                        readEarly.filter(Tasks::haveTranscripts).isPresent(),
                        configuration.home(),
                        configuration.environment(),
                        overrides,
                        configuration.batchMode(),
                        listeners);
        Tasks tasks = readEarly.orElseGet(() -> tasks(configuration));
        List<String> judges =
                configuration.judges().orElseGet(models::defaultJudges).stream()
                        .distinct()
                        .toList();
        judges.forEach(models::specification);
        resolver = new EvalResolver(models, tasks, configuration, baselines);
        answers =
                configuration.isPlanOnly()
                        ? AnswerPlan.open(configuration.store(), mode)
                        : mode.open(
                                configuration.store(),
                                configuration.cassettes(),
                                configuration.reports(),
                                budget,
                                Clock.systemUTC(),
                                RecordingCommand.of(configuration.raw(), overrides));
        study = new Study(models, tasks, judges, listeners, answers);
        stages = new StageFiles(configuration.reports(), configuration.until().orElse(null));
        comparisonRunner = new ComparisonRunner(study, configuration.isPlanOnly(), this::report);
    }

    private static Tasks tasks(RunConfiguration configuration) {
        return Tasks.read(
                configuration.evals().resolve("tasks"),
                configuration.home(),
                configuration.environment());
    }

    /**
     * Starts the comparisons of an eval. A second call returns the same evidence.
     *
     * @return one evidence for each comparison; its comparison completes later
     * @throws IllegalArgumentException if the eval names something unknown; no comparison has been
     *     started then
     */
    synchronized List<Evidence> start(EvalMethod eval) {
        List<Evidence> evidence = started.get(eval);
        if (evidence == null) {
            ResolvedEval resolved = resolver.resolve(eval);
            baselines.requireCells(eval, resolved.comparisons());
            resolved.comparisons().forEach(study::requireTools);
            requireReady(resolved.models());
            requireReady(
                    resolved.comparisons().stream()
                            .flatMap(comparison -> study.requireJudges(comparison).stream())
                            .distinct()
                            .toList());
            evidence = comparisonRunner.start(resolved, request -> stages(eval, request));
            baselines.addStarted(eval, evidence);
            started.put(eval, evidence);
        }
        return evidence;
    }

    /** A plan leaves the files of earlier runs as they are. */
    private StudyStages stages(EvalMethod eval, ComparisonRequest request) {
        return configuration.isPlanOnly()
                ? StudyStages.NONE
                : stages.of(eval.qualifiedName(), request);
    }

    /** The listeners write the verdict to disk. */
    private void report(Verdict verdict) {
        listeners.verdictReached(verdict);
    }

    /** Finds a missing key or price before the first call. Without calls, neither is needed. */
    private void requireReady(Collection<String> names) {
        if (!configuration.mode().callsModels() || configuration.isPlanOnly()) {
            return;
        }
        for (String name : names) {
            ChatModel model = models.open(name);
            model.requireReady();
            budget.requirePrice(name, model);
        }
    }

    /**
     * Waits for the evidence, so that a failed comparison is an error of its eval. Then compares
     * the evidence with the baseline.
     *
     * @return the verdicts on regressions; empty without a baseline
     */
    List<Verdict> evalStarted(EvalMethod eval, Evidence evidence) {
        listeners.evalStarted(eval.qualifiedName(), evidence);
        try {
            evidence.comparison();
        } catch (StoppedAfterStageException stopped) {
            throw new TestAbortedException(stopped.getMessage(), stopped);
        }
        if (configuration.isPlanOnly()) {
            if (eval.control() == Control.NONE) {
                listeners.comparisonPlanned(
                        DetectableAdvantage.of(evidence.request(), evidence.rule()));
            }
            throw new TestAbortedException(
                    "the run was only planned: -D"
                            + InwardParameters.PLAN
                            + "=true calls no model");
        }
        return baselines.judge(eval, evidence);
    }

    /** Returns the reporter of the claim over all cells of the baseline. */
    GateReporter gateReporter() {
        return gateReporter;
    }

    /** Records how an eval invocation ended, and whether it checked a claim. */
    void evalEnded(
            EvalMethod eval, Evidence evidence, boolean claimed, @Nullable Throwable thrown) {
        outcomeCollector.invocationEnded(eval, evidence, claimed, thrown);
    }

    /** Records that an eval could not be started. */
    void evalBroken(EvalMethod eval, Throwable failure) {
        outcomeCollector.evalBroken(eval, failure);
    }

    boolean isInconclusiveFailure() {
        return configuration.isInconclusiveFailure();
    }

    /** Writes the reports. A later test plan of the session can add evals and end the run again. */
    void end() {
        if (answers instanceof AnswerPlan plan) {
            listeners.callsPlanned(plan.calls());
        }
        try {
            answers.requireKept();
        } catch (AnswerStoreException failure) {
            outcomeCollector.addStoreFailure(failure);
        }
        outcomeCollector.end();
    }

    /** Ends the run and closes the models. */
    @Override
    public void close() {
        comparisonRunner.stop();
        try (answers;
                models;
                study) {
            end();
            if (!configuration.isWithoutVerdicts()) {
                outcomeCollector.requireComplete();
                gateReporter.requireShown(configuration.isInconclusiveFailure());
            }
        }
    }
}

package dev.inward.junit;

import dev.inward.model.budget.PlannedCalls;
import dev.inward.study.AnswerProgress;
import dev.inward.verdict.DetectableAdvantage;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.RunListener;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SortedMap;

/** All run listeners that {@link ServiceLoader} finds. Passes each event to all of them. */
final class RunListeners implements RunListener {

    private final List<RunListener> listeners;

    RunListeners() {
        listeners =
                ServiceLoader.load(RunListener.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
    }

    @Override
    public void runStarted(Path reports, SortedMap<String, String> settings) {
        listeners.forEach(listener -> listener.runStarted(reports, settings));
    }

    @Override
    public void evalStarted(String eval, Evidence evidence) {
        listeners.forEach(listener -> listener.evalStarted(eval, evidence));
    }

    @Override
    public void verdictReached(Verdict verdict) {
        listeners.forEach(listener -> listener.verdictReached(verdict));
    }

    @Override
    public void gateJudged(GateVerdict verdict) {
        listeners.forEach(listener -> listener.gateJudged(verdict));
    }

    @Override
    public void baselineWritten(Path file, int cells) {
        listeners.forEach(listener -> listener.baselineWritten(file, cells));
    }

    @Override
    public void runEnded(RunOutcome outcome) {
        listeners.forEach(listener -> listener.runEnded(outcome));
    }

    @Override
    public void trainingStepDone(String predictor, String target, int done, int total) {
        listeners.forEach(listener -> listener.trainingStepDone(predictor, target, done, total));
    }

    @Override
    public void answerCompleted(AnswerProgress tally) {
        listeners.forEach(listener -> listener.answerCompleted(tally));
    }

    @Override
    public void callFailed(String model, String reason) {
        listeners.forEach(listener -> listener.callFailed(model, reason));
    }

    @Override
    public void waitStarted(String model, String reason, Instant until) {
        listeners.forEach(listener -> listener.waitStarted(model, reason, until));
    }

    @Override
    public void defaultIdentityGiven(String model, String notice) {
        listeners.forEach(listener -> listener.defaultIdentityGiven(model, notice));
    }

    @Override
    public void comparisonPlanned(DetectableAdvantage advantage) {
        listeners.forEach(listener -> listener.comparisonPlanned(advantage));
    }

    @Override
    public void callsPlanned(List<PlannedCalls> calls) {
        listeners.forEach(listener -> listener.callsPlanned(calls));
    }
}

package dev.inward.junit;

import dev.inward.Control;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.regression.RegressionGate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The baseline that a run is held against, and the one that it writes. Both are of cells: one
 * property of one target with one predictor, controls left out.
 *
 * <p>This class is thread-safe.
 */
final class RegressionBaselines {

    private final @Nullable RegressionGate gate;
    private final @Nullable Path written;
    private final Consumer<Verdict> judged;
    private final Map<String, Evidence> started = new TreeMap<>();
    private final Map<String, Evidence> executed = new TreeMap<>();
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final Set<String> told = new HashSet<>();
    private int cellsWritten;

    /**
     * @param judged hears every verdict before it is returned
     * @throws IllegalArgumentException where the baseline to be held against cannot be read, or
     *     where comparisons are to stop before their items end
     */
    RegressionBaselines(RunConfiguration parameters, Consumer<Verdict> judged) {
        if (parameters.isSequential()
                && (parameters.baseline().isPresent()
                        || parameters.baselineToWrite().isPresent())) {
            throw new IllegalArgumentException(
                    "a baseline holds all items of a comparison, but -Dinward.sequential=true stops before they end; leave one of the two out");
        }
        gate =
                parameters
                        .baseline()
                        .map(file -> RegressionGate.open(file, parameters.regressionMargin()))
                        .orElse(null);
        written = parameters.baselineToWrite().orElse(null);
        this.judged = judged;
    }

    /** Who predicts where nobody names predictors: whoever did in the baseline. */
    Set<String> predictors(String property, String target, List<String> targets) {
        return gate == null ? Set.of() : gate.predictors(property, target, Set.copyOf(targets));
    }

    /**
     * Refuses what could not be held against the baseline or written to one, before anybody is
     * asked.
     *
     * @throws IllegalArgumentException where another eval measures the same cell on other items, or
     *     it cannot be told which target of the baseline is the old version of one of these
     */
    synchronized void requireCells(EvalMethod eval, List<ComparisonRequest> requests) {
        Set<String> targets =
                requests.stream().map(ComparisonRequest::target).collect(Collectors.toSet());
        for (ComparisonRequest request : requests) {
            if (!isCell(eval, request)) {
                continue;
            }
            if (gate != null) {
                gate.requireOldVersion(request.target(), targets);
            }
            Evidence other = started.get(cell(request));
            if (other != null && !isOfSameItems(other.request(), request)) {
                throw new IllegalArgumentException(
                        "another eval of this run measures %s too, but on other items, and a baseline tells cells apart by property, target and predictor; run one of them alone with -Dtest="
                                .formatted(cell(request)));
            }
        }
    }

    private static boolean isOfSameItems(ComparisonRequest one, ComparisonRequest other) {
        return one.tasks().equals(other.tasks())
                && one.split() == other.split()
                && one.items() == other.items()
                && one.seed() == other.seed();
    }

    /** Takes note of what an eval will measure. */
    synchronized void started(EvalMethod eval, List<Evidence> evidence) {
        if (gate == null && written == null) {
            return;
        }
        evidence.stream()
                .filter(one -> isCell(eval, one.request()))
                .forEach(one -> started.putIfAbsent(cell(one), one));
    }

    private static boolean isCell(EvalMethod eval, ComparisonRequest request) {
        return eval.annotation().control() == Control.NONE && request.labels() == Labels.TRUE;
    }

    private static String cell(ComparisonRequest request) {
        return "%s of %s".formatted(request.property().name(), request.displayName());
    }

    private static String cell(Evidence evidence) {
        return cell(evidence.request());
    }

    /**
     * Judges whether what an eval measured has regressed; the verdict has been told when this
     * returns. Waits for all that was started.
     *
     * @return nothing where the run is held against no baseline, or this is a control
     */
    Optional<Verdict> judge(EvalMethod eval, Evidence evidence) {
        if ((gate == null && written == null) || !isCell(eval, evidence.request())) {
            return Optional.empty();
        }
        Optional<Verdict> verdict = verdict(evidence);
        verdict.ifPresent(
                it -> {
                    if (isNew(evidence)) {
                        judged.accept(it);
                    }
                });
        return verdict;
    }

    private synchronized Optional<Verdict> verdict(Evidence evidence) {
        executed.putIfAbsent(cell(evidence), evidence);
        if (gate == null) {
            return Optional.empty();
        }
        Verdict verdict = verdicts.get(cell(evidence));
        if (verdict == null) {
            verdict = gate.judge(evidence, List.copyOf(started.values()));
            verdicts.put(cell(evidence), verdict);
        }
        return Optional.of(verdict);
    }

    /** Whether a cell's verdict has not been told; whoever hears it may hold locks of its own. */
    private synchronized boolean isNew(Evidence evidence) {
        return told.add(cell(evidence));
    }

    /** The cells of the baseline that were not executed. */
    synchronized List<String> notExecuted() {
        return gate == null
                ? List.of()
                : gate.cellsNotExecuted(
                        List.copyOf(executed.values()), List.copyOf(started.values()));
    }

    /**
     * Writes what was executed, where that was asked for.
     *
     * @return where to and how many cells; nothing where nothing is to be written that is not yet
     * @throws IllegalArgumentException where too many answers are missing
     */
    synchronized Optional<Written> write() {
        if (written == null || executed.size() == cellsWritten) {
            return Optional.empty();
        }
        List<Comparison> cells = executed.values().stream().map(Evidence::comparison).toList();
        RegressionGate.write(written, cells);
        cellsWritten = cells.size();
        return Optional.of(new Written(written, cells.size()));
    }

    /** A baseline that was written. */
    record Written(Path file, int cells) {}
}

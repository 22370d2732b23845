package dev.inward.junit;

import dev.inward.Control;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.RegressionGate;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The baseline that a run is held against, and the one that it writes. Both are of cells: one
 * property of one target with one predictor, controls left out.
 *
 * <p>This class is thread-safe.
 */
final class Baselines {

    private final @Nullable RegressionGate gate;
    private final @Nullable Path written;
    private final Consumer<Verdict> judged;
    private final Map<String, Evidence> started = new TreeMap<>();
    private final Map<String, Evidence> executed = new TreeMap<>();
    private final Map<String, Optional<Verdict>> verdicts = new HashMap<>();
    private int cellsWritten;

    /**
     * @param judged hears every verdict before it is returned
     * @throws IllegalArgumentException where the baseline to be held against cannot be read, or
     *     where comparisons are to stop before their items end
     */
    Baselines(Parameters parameters, Consumer<Verdict> judged) {
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
    Set<String> predictors(String target, List<String> targets) {
        return gate == null ? Set.of() : gate.predictors(target, Set.copyOf(targets));
    }

    /**
     * Takes note of what an eval will measure.
     *
     * @throws IllegalArgumentException where another eval measures something else that a baseline
     *     could not tell from it; nothing has been noted then
     */
    synchronized void started(EvalMethod eval, List<Evidence> evidence) {
        if (gate == null && written == null) {
            return;
        }
        List<Evidence> cells = evidence.stream().filter(one -> isCell(eval, one)).toList();
        for (Evidence one : cells) {
            Evidence other = started.get(cell(one));
            if (other != null && !other.request().equals(one.request())) {
                throw new IllegalArgumentException(
                        "another eval of this run measures %s too, but on other items, and a baseline tells cells apart by property, target and predictor; run one of them alone with -Dtest="
                                .formatted(cell(one)));
            }
        }
        cells.forEach(one -> started.putIfAbsent(cell(one), one));
    }

    private static boolean isCell(EvalMethod eval, Evidence evidence) {
        return eval.annotation().control() == Control.NONE
                && evidence.request().labels() == Labels.TRUE;
    }

    private static String cell(Evidence evidence) {
        ComparisonRequest request = evidence.request();
        return "%s of %s".formatted(request.property().name(), request.displayName());
    }

    /**
     * Judges whether what an eval measured has regressed; the verdict has been told when this
     * returns. Waits for all that was started.
     *
     * @return nothing where the run is held against no baseline, or this cell is not
     */
    synchronized Optional<Verdict> judge(EvalMethod eval, Evidence evidence) {
        if ((gate == null && written == null) || !isCell(eval, evidence)) {
            return Optional.empty();
        }
        Optional<Verdict> verdict = Optional.empty();
        if (gate != null) {
            Optional<Verdict> known = verdicts.get(cell(evidence));
            if (known != null) {
                return known;
            }
            verdict = gate.judge(evidence, List.copyOf(started.values()));
            verdicts.put(cell(evidence), verdict);
            verdict.ifPresent(judged);
        }
        executed.put(cell(evidence), evidence);
        return verdict;
    }

    /** The cells of the baseline that were not executed. */
    synchronized List<String> notExecuted() {
        return gate == null
                ? List.of()
                : gate.notAmong(List.copyOf(executed.values()), List.copyOf(started.values()));
    }

    /** The cells that were executed, but have no counterpart in the baseline. */
    synchronized List<String> notGated() {
        var cells = new ArrayList<String>();
        new TreeMap<>(verdicts)
                .forEach(
                        (cell, verdict) -> {
                            if (verdict.isEmpty()) {
                                cells.add(cell + ": the baseline has no such cell");
                            }
                        });
        return cells;
    }

    /** Whether less was executed than the baseline has. */
    boolean isGating() {
        return gate != null;
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

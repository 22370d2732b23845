package dev.inward.junit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.Control;
import dev.inward.InwardParameters;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.study.design.StudyClaim;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.regression.ComparedCell;
import dev.inward.verdict.regression.RecordedCells;
import dev.inward.verdict.regression.RegressionGate;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The baseline that a run is compared with, and the baseline that it writes. A baseline consists of
 * cells. A cell is one property of one target with one predictor, in an eval or in a study.
 * Controls are not cells, and neither are studies that claim no advantage.
 *
 * <p>This class is thread-safe.
 */
final class RegressionBaselines {

    private final @Nullable RegressionGate gate;
    private final @Nullable Path fileToCompare;
    private final @Nullable Path fileToWrite;
    private final Consumer<Verdict> onVerdict;
    private final Map<String, Evidence> started = new TreeMap<>();
    private final Map<String, Evidence> executed = new TreeMap<>();
    private final Map<String, ComparedCell> compared = new TreeMap<>();
    private final Map<String, List<Verdict>> verdicts = new HashMap<>();
    private final Set<String> reportedCells = new HashSet<>();
    private List<JsonNode> writtenCells = List.of();

    /**
     * @param onVerdict receives each verdict once, before {@link #judge} returns it
     * @throws IllegalArgumentException if the baseline cannot be read, or comparisons can stop
     *     early
     */
    RegressionBaselines(RunConfiguration configuration, Consumer<Verdict> onVerdict) {
        if (configuration.isSequential()
                && (configuration.baseline().isPresent()
                        || configuration.baselineToWrite().isPresent())) {
            throw new IllegalArgumentException(
                    "a baseline holds all items of a comparison, but -D"
                            + InwardParameters.SEQUENTIAL
                            + "=true can stop before the last item; omit one of the two");
        }
        gate =
                configuration
                        .baseline()
                        .map(file -> RegressionGate.open(file, configuration.regressionMargin()))
                        .orElse(null);
        fileToCompare = configuration.baseline().orElse(null);
        fileToWrite = configuration.baselineToWrite().orElse(null);
        this.onVerdict = onVerdict;
    }

    /**
     * Returns the predictors that a property and target have in the baseline; empty without one.
     */
    Set<String> predictors(String property, String target, List<String> targets) {
        return gate == null ? Set.of() : gate.predictors(property, target, Set.copyOf(targets));
    }

    /**
     * Rejects comparisons that a baseline cannot hold, before the first call.
     *
     * @throws IllegalArgumentException if another eval measures the same cell on other items, or if
     *     it is unclear which target of the baseline is the old version of a target of this run
     */
    synchronized void requireCells(EvalMethod eval, List<ComparisonRequest> requests) {
        Set<String> targets =
                requests.stream().map(ComparisonRequest::target).collect(Collectors.toSet());
        for (ComparisonRequest request : requests) {
            if (!isCell(eval, request)) {
                continue;
            }
            if (isGated(request)) {
                Objects.requireNonNull(gate)
                        .requireOldVersion(request.design().study(), request.target(), targets);
            }
            Evidence other = started.get(cell(request));
            if (other != null && !hasSameItems(other.request(), request)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "another eval of this run also measures %s, but on other items or with other measurements; a baseline can hold this cell only once, so run one of the evals alone with -Dtest=",
                                cell(request)));
            }
        }
    }

    private static boolean hasSameItems(ComparisonRequest one, ComparisonRequest other) {
        return one.tasks().equals(other.tasks())
                && one.split() == other.split()
                && one.items() == other.items()
                && one.seed() == other.seed()
                && one.design().measurements().equals(other.design().measurements());
    }

    /** Records the evidence that an eval waits for. */
    synchronized void addStarted(EvalMethod eval, List<Evidence> evidence) {
        if (gate == null && fileToWrite == null) {
            return;
        }
        evidence.stream()
                .filter(ofCell -> isCell(eval, ofCell.request()))
                .forEach(ofCell -> started.putIfAbsent(cell(ofCell), ofCell));
    }

    private static boolean isCell(EvalMethod eval, ComparisonRequest request) {
        return eval.control() == Control.NONE
                && request.labels() == TrainingLabels.TRUE
                && request.design().claims().stream()
                        .noneMatch(claim -> claim.kind() == StudyClaim.Kind.NO_ADVANTAGE_IS_SHOWN);
    }

    /** A baseline of an older format has no studies, and so says nothing about them. */
    private boolean isGated(ComparisonRequest request) {
        return gate != null && (gate.hasStudies() || request.design().study().isEmpty());
    }

    /** Returns sentences about what is not compared; empty if there is nothing to say. */
    List<String> notes() {
        return gate == null || gate.hasStudies()
                ? List.of()
                : List.of(
                        String.format(
                                Locale.ROOT,
                                "the baseline %s has an old format without studies and measurements, so none of them was compared. Write it again with -D"
                                        + InwardParameters.BASELINE_WRITE
                                        + "=, to compare them too.",
                                gate));
    }

    private static String cell(ComparisonRequest request) {
        return GatedFigure.advantage(request).toString();
    }

    private static String cell(Evidence evidence) {
        return cell(evidence.request());
    }

    /**
     * Judges whether a cell has regressed since the baseline. Waits for all started comparisons.
     *
     * @return the verdicts on its advantage and on the contrasts of its measurements; empty without
     *     a baseline, and for a control
     */
    List<Verdict> judge(EvalMethod eval, Evidence evidence) {
        if ((gate == null && fileToWrite == null) || !isCell(eval, evidence.request())) {
            return List.of();
        }
        List<Verdict> judged = verdictsOn(evidence);
        if (!judged.isEmpty() && markReported(evidence)) {
            judged.forEach(onVerdict);
        }
        return judged;
    }

    private synchronized List<Verdict> verdictsOn(Evidence evidence) {
        executed.putIfAbsent(cell(evidence), evidence);
        if (gate == null || !isGated(evidence.request())) {
            return List.of();
        }
        List<Verdict> judged = verdicts.get(cell(evidence));
        if (judged == null) {
            started.values().stream()
                    .filter(each -> isGated(each.request()))
                    .forEach(each -> compareIfPossible(gate, each));
            ComparedCell executedCell = compare(gate, evidence).executed();
            compared.put(cell(evidence), executedCell);
            judged = gate.judge(evidence, executedCell, compared.values());
            verdicts.put(cell(evidence), judged);
        }
        return judged;
    }

    /** Returns true once for each cell. The caller reports outside the lock to avoid a deadlock. */
    private synchronized boolean markReported(Evidence evidence) {
        return reportedCells.add(cell(evidence));
    }

    /** Compares a cell once. A comparison that failed has no cell: its own eval reports that. */
    private void compareIfPossible(RegressionGate baseline, Evidence evidence) {
        try {
            compare(baseline, evidence);
        } catch (RuntimeException failed) {
            // The cell is not measured.
        }
    }

    private ComparedCell compare(RegressionGate baseline, Evidence evidence) {
        ComparedCell known = compared.get(cell(evidence));
        if (known != null) {
            return known;
        }
        ComparedCell cell =
                baseline.compare(
                        evidence,
                        started.values().stream()
                                .map(Evidence::request)
                                .filter(each -> isOfSameStudy(each, evidence.request()))
                                .map(ComparisonRequest::target)
                                .collect(Collectors.toSet()));
        compared.put(cell(evidence), cell);
        return cell;
    }

    private static boolean isOfSameStudy(ComparisonRequest one, ComparisonRequest other) {
        return one.design().study().equals(other.design().study());
    }

    /** Returns the baseline that the run is compared with; empty if there is none. */
    Optional<Path> fileToCompare() {
        return Optional.ofNullable(fileToCompare);
    }

    /** Returns the cells of this JVM beside those of the baseline, as other JVMs read them. */
    synchronized JsonNode comparedCells() {
        return ComparedCell.write(List.copyOf(compared.values()));
    }

    /** Returns whether every cell that this JVM has started has been executed. */
    synchronized boolean areAllStartedExecuted() {
        return !executed.isEmpty() && executed.keySet().containsAll(started.keySet());
    }

    /**
     * Judges the claim over all cells, as far as they have been executed.
     *
     * @param cells the cells of all JVMs of the run
     * @return empty without a baseline, or if this JVM has executed no cell
     */
    synchronized Optional<GateVerdict> judgeAcrossCells(List<JsonNode> cells) {
        return gate == null || verdicts.isEmpty()
                ? Optional.empty()
                : Optional.of(gate.judgeAcrossCells(read(cells)));
    }

    /**
     * Returns the cells of the baseline that were not executed.
     *
     * @param cells the cells of all JVMs of the run
     */
    List<String> notExecuted(List<JsonNode> cells) {
        return gate == null ? List.of() : gate.cellsNotExecuted(read(cells));
    }

    private static List<ComparedCell> read(List<JsonNode> cells) {
        return cells.stream().map(ComparedCell::read).toList();
    }

    /** Returns the cells of the baseline that this JVM did not execute. */
    synchronized List<String> notExecuted() {
        return gate == null ? List.of() : gate.cellsNotExecuted(compared.values());
    }

    /** Returns the baseline that the run writes; empty if it writes none. */
    Optional<Path> fileToWrite() {
        return Optional.ofNullable(fileToWrite);
    }

    /**
     * Returns the executed cells as a baseline stores them.
     *
     * @throws IllegalArgumentException if too many answers are missing
     */
    synchronized JsonNode recordedCells() {
        return RecordedCells.of(executed.values().stream().map(Evidence::comparison).toList());
    }

    /**
     * Writes cells to the baseline that the configuration names.
     *
     * @param cells the cells of all JVMs of the run
     * @return the number of cells; 0 if the configuration names no file, there is no cell, or the
     *     last call wrote the same
     * @throws IllegalArgumentException if two JVMs measured one cell on other items
     */
    synchronized int write(List<JsonNode> cells) {
        if (fileToWrite == null || cells.isEmpty() || cells.equals(writtenCells)) {
            return 0;
        }
        int count = RecordedCells.write(fileToWrite, cells);
        writtenCells = cells;
        return count;
    }
}

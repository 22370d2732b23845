package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.RegressionAcrossCellsClaim;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compares the cells of a run with those of a baseline.
 *
 * <p>A cell is one property of one target with one predictor. The matching cell of the baseline has
 * the same property and predictor, and a target of the same name. If both the baseline and the run
 * have exactly one target, these two match even if their names differ.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RegressionGate {

    private final Path file;
    private final List<RecordedCell> cells;
    private final RegressionClaim claim;

    private RegressionGate(Path file, List<RecordedCell> cells, RegressionClaim claim) {
        this.file = file;
        this.cells = cells;
        this.claim = claim;
    }

    /**
     * Reads a baseline.
     *
     * @param file the file of the baseline
     * @param margin the allowed fall of an advantage, at least 0
     * @throws IllegalArgumentException if the file is missing or invalid, or the margin is below 0
     */
    public static RegressionGate open(Path file, Margin margin) {
        return new RegressionGate(
                file, List.copyOf(RecordedRun.read(file).cells()), new RegressionClaim(margin));
    }

    /**
     * Returns the cross-predictors that the baseline has for a cell.
     *
     * @param property the name of the property
     * @param target a target of the run
     * @param targets all targets of the run
     * @return the predictors of this property of the old version of the target, sorted. If the
     *     baseline lacks the property, the predictors of any property of that target. Empty if the
     *     target has no old version
     */
    public Set<String> predictors(String property, String target, Set<String> targets) {
        Optional<String> oldVersion = new BaselineMatcher(cells, targets).oldVersion(target);
        List<RecordedCell> ofTarget =
                cells.stream()
                        .filter(cell -> oldVersion.filter(cell.target().name()::equals).isPresent())
                        .toList();
        Set<String> ofProperty =
                names(ofTarget.stream().filter(cell -> cell.property().equals(property)));
        return ofProperty.isEmpty() ? names(ofTarget.stream()) : ofProperty;
    }

    private static Set<String> names(Stream<RecordedCell> predicted) {
        return predicted
                .map(cell -> cell.predictor().name())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Checks that a target has an old version in the baseline.
     *
     * @param target a target of the run
     * @param targets all targets of the run
     * @throws IllegalArgumentException if the old version is ambiguous
     */
    public void requireOldVersion(String target, Set<String> targets) {
        new BaselineMatcher(cells, targets).requireOldVersion(target);
    }

    /**
     * Compares a cell with the baseline. Waits for its comparison.
     *
     * @param evidence the measurement of the new version
     * @param targets all targets of the run
     * @return the cell beside its cell of the baseline, not executed
     * @throws IllegalArgumentException if the old version of the target is ambiguous
     */
    public ComparedCell compare(Evidence evidence, Set<String> targets) {
        var matcher = new BaselineMatcher(cells, targets);
        matcher.requireOldVersion(evidence.request().target());
        return ComparedCell.of(
                evidence,
                matcher.cellOf(evidence.request()),
                String.format(
                        Locale.ROOT,
                        "the baseline %s has no such cell, so a regression cannot be detected. Write a new baseline, or omit the eval or the predictor.",
                        file));
    }

    /**
     * Judges whether a cell has regressed. The verdict is not reported to listeners.
     *
     * @param evidence the measurement of the new version
     * @param cell this measurement, compared with the baseline
     * @param all all cells of the run that are known, this one included
     * @return the verdict; INCONCLUSIVE if the cell cannot be compared
     */
    public Verdict judge(Evidence evidence, ComparedCell cell, Collection<ComparedCell> all) {
        var compared = new ComparedCells(cells, all, claim);
        return new Verdict(
                evidence, claim, compared.judge(cell), compared.adjusted(cell).orElse(null));
    }

    /**
     * Judges the claim over all cells. The verdict is not reported to listeners.
     *
     * @param all all cells of the run; of several with one name, the last counts
     * @return the verdict; INCONCLUSIVE if a cell of the baseline was not executed or cannot be
     *     compared, or if the baseline lacks a cell of the run
     */
    public GateVerdict judgeAcrossCells(Collection<ComparedCell> all) {
        return new AcrossCells(
                        new ComparedCells(cells, all, claim),
                        new RegressionAcrossCellsClaim(claim.tolerance()))
                .judge(cells.size(), cellsNotExecuted(all));
    }

    /**
     * {@return the display names of the baseline's cells that no executed eval measured, sorted as
     * in the file}
     *
     * @param all the cells of the run
     */
    public List<String> cellsNotExecuted(Collection<ComparedCell> all) {
        Set<String> executed = new TreeSet<>();
        for (ComparedCell cell : all) {
            if (cell.isExecuted() && cell.baselineCell() != null) {
                executed.add(cell.baselineCell());
            }
        }
        return cells.stream()
                .map(RecordedCell::displayName)
                .filter(cell -> !executed.contains(cell))
                .toList();
    }

    /** {@return the path of the baseline} */
    @Override
    public String toString() {
        return file.toString();
    }
}

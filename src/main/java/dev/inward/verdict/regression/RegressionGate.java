package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.GatedFigure;
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
 * <p>A cell is one property of one target with one predictor, in an eval or in a study. The
 * matching cell of the baseline has the same study, property and predictor, and a target of the
 * same name. If the study has exactly one target in the baseline and in the run, these two match
 * even if their names differ. Evals without a study file count as one study.
 *
 * <p>This class is immutable and thread-safe.
 */
public final class RegressionGate {

    private final Path file;
    private final boolean hasStudies;
    private final List<RecordedCell> cells;
    private final RegressionClaim claim;

    private RegressionGate(Path file, RecordedRun run, RegressionClaim claim) {
        this.file = file;
        this.hasStudies = run.hasStudies();
        this.cells = List.copyOf(run.cells());
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
        return new RegressionGate(file, RecordedRun.read(file), new RegressionClaim(margin));
    }

    /** {@return whether the file of the baseline has a format that holds studies} */
    public boolean hasStudies() {
        return hasStudies;
    }

    private BaselineMatcher matcher(String study, Set<String> targets) {
        return new BaselineMatcher(
                cells.stream().filter(cell -> cell.study().equals(study)).toList(), targets);
    }

    /**
     * Returns the cross-predictors that the baseline has for a cell of an eval without a study
     * file.
     *
     * @param property the name of the property
     * @param target a target of the run
     * @param targets all targets of the run
     * @return the predictors of this property of the old version of the target, sorted. If the
     *     baseline lacks the property, the predictors of any property of that target. Empty if the
     *     target has no old version
     */
    public Set<String> predictors(String property, String target, Set<String> targets) {
        BaselineMatcher matcher = matcher("", targets);
        Optional<String> oldVersion = matcher.oldVersion(target);
        List<RecordedCell> ofTarget =
                matcher.cells().stream()
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
     * Checks that it is clear which target of the baseline is the old version of a target.
     *
     * @param study the study of the target; empty for evals without a study file
     * @param target a target of the run
     * @param targets all targets of the study in this run
     * @throws IllegalArgumentException if the old version is ambiguous
     */
    public void requireOldVersion(String study, String target, Set<String> targets) {
        matcher(study, targets).requireOldVersion(target);
    }

    /**
     * Compares a cell with the baseline. Waits for its comparison.
     *
     * @param evidence the measurement of the new version
     * @param targets all targets of its study in this run
     * @return the cell beside its cell of the baseline, not executed
     * @throws IllegalArgumentException if the old version of the target is ambiguous
     */
    public ComparedCell compare(Evidence evidence, Set<String> targets) {
        BaselineMatcher matcher = matcher(evidence.request().design().study(), targets);
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
     * Judges whether the advantage of a cell and each contrast of its measurements have regressed.
     * The verdicts are not reported to listeners.
     *
     * @param evidence the measurement of the new version
     * @param cell this measurement, compared with the baseline
     * @param all all cells of the run that are known, this one included
     * @return the verdicts, that on the advantage first; INCONCLUSIVE if something cannot be
     *     compared
     */
    public List<Verdict> judge(Evidence evidence, ComparedCell cell, Collection<ComparedCell> all) {
        return new ComparedCells(cells, all, claim)
                .judge(cell).stream()
                        .map(
                                judged ->
                                        new Verdict(
                                                evidence,
                                                judged.claim(),
                                                judged.judgement(),
                                                judged.change().orElse(null)))
                        .toList();
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
     * {@return the names of the baseline's cells that no executed eval measured, and of contrasts
     * that the other cells lack, sorted as in the file}
     *
     * @param all the cells of the run
     */
    public List<String> cellsNotExecuted(Collection<ComparedCell> all) {
        Set<GatedFigure> executed =
                all.stream()
                        .filter(ComparedCell::isExecuted)
                        .flatMap(cell -> cell.baselineFigures().stream())
                        .collect(Collectors.toSet());
        return cells.stream()
                .flatMap(
                        cell ->
                                executed.contains(cell.figure())
                                        ? cell.contrasts().stream()
                                        : Stream.of(cell.figure()))
                .filter(figure -> !executed.contains(figure))
                .map(GatedFigure::toString)
                .toList();
    }

    /** {@return the path of the baseline} */
    @Override
    public String toString() {
        return file.toString();
    }
}

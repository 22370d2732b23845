package dev.inward.verdict.regression;

import dev.inward.Margin;
import dev.inward.statistics.PValueAdjustment;
import dev.inward.study.Comparison;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.AdvantageChange;
import dev.inward.verdict.figures.DataSufficiency;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Holds the cells of a run against those of a baseline.
 *
 * <p>A cell is one property of one target with one predictor. Its counterpart in the baseline has
 * the same property and predictor, and the target of the same name; or, where both the baseline and
 * the run have exactly one target, these are the old and the new version of it.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
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
     * @param file where it is
     * @param margin what an advantage may fall by, at least 0
     * @throws IllegalArgumentException where there is no baseline, it cannot be read, or the margin
     *     is below 0
     */
    public static RegressionGate open(Path file, Margin margin) {
        return new RegressionGate(
                file, List.copyOf(RecordedRun.read(file).cells()), new RegressionClaim(margin));
    }

    /**
     * Writes a baseline.
     *
     * @param file where to
     * @param comparisons what it holds, each property, target and predictor once
     * @throws IllegalArgumentException where a comparison lacks so many answers that nothing could
     *     be held against it; nothing is written then
     */
    public static void write(Path file, Collection<Comparison> comparisons) {
        comparisons.forEach(
                comparison ->
                        DataSufficiency.missing(comparison)
                                .ifPresent(
                                        lack -> {
                                            throw new IllegalArgumentException(
                                                    "no baseline is written to %s, for on %s of %s %s"
                                                            .formatted(
                                                                    file,
                                                                    comparison
                                                                            .request()
                                                                            .property()
                                                                            .name(),
                                                                    comparison
                                                                            .request()
                                                                            .displayName(),
                                                                    lack));
                                        }));
        RecordedRun.of(comparisons).write(file);
    }

    /**
     * {@return who predicts a property of a target in the baseline, or whoever predicts the target
     * where the baseline lacks the property; sorted; empty where the target has no counterpart
     * there}
     *
     * @param property the name of the property
     * @param target a target of the run
     * @param targets all targets of the run
     */
    public Set<String> predictors(String property, String target, Set<String> targets) {
        Optional<String> old = new BaselineMatcher(cells, targets).oldVersion(target);
        List<RecordedCell> ofTarget =
                cells.stream()
                        .filter(cell -> old.filter(cell.target().name()::equals).isPresent())
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
     * Refuses a target of which it cannot be told what its old version is.
     *
     * @param target a target of the run
     * @param targets all targets of the run
     * @throws IllegalArgumentException where it cannot; the message names the targets and the mend
     */
    public void requireOldVersion(String target, Set<String> targets) {
        new BaselineMatcher(cells, targets).requireOldVersion(target);
    }

    /**
     * Judges whether a cell has regressed. Waits for all cells, for how sure one verdict is depends
     * on how many there are.
     *
     * @param evidence what was measured on the new version
     * @param all the evidence of the whole run, each cell once; this one among it
     * @return the verdict, told to nobody yet; INCONCLUSIVE where the baseline has no counterpart
     * @throws IllegalArgumentException where it cannot be told which target of the baseline is the
     *     old version; the message names the targets and the mend
     */
    public Verdict judge(Evidence evidence, List<Evidence> all) {
        BaselineMatcher counterparts = counterparts(all);
        counterparts.requireOldVersion(evidence.request().target());
        return counterparts
                .of(evidence.request())
                .map(cell -> judge(cell, evidence, all, counterparts))
                .orElseGet(() -> new Verdict(evidence, claim, noCounterpart(), null));
    }

    private Judgement noCounterpart() {
        return Judgement.undecidable(
                "the baseline %s has no such cell, so that nobody can say whether it has regressed; write the baseline anew with it, or leave its eval or its predictor out"
                        .formatted(file));
    }

    private Verdict judge(
            RecordedCell cell,
            Evidence evidence,
            List<Evidence> all,
            BaselineMatcher counterparts) {
        CellChange measured = CellChange.of(cell, evidence, claim.by());
        Optional<AdvantageChange> change =
                measured.change()
                        .map(
                                alone ->
                                        alone.adjustedTo(
                                                adjusted(all, counterparts)[cells.indexOf(cell)]));
        Judgement judgement =
                measured.lack()
                        .map(Judgement::undecidable)
                        .orElseGet(() -> claim.judge(change.orElseThrow()));
        return new Verdict(evidence, claim, judgement, change.orElse(null));
    }

    /** Holm's p-values of all cells of the baseline; one that was not measured shows nothing. */
    private double[] adjusted(List<Evidence> all, BaselineMatcher counterparts) {
        var p = new double[cells.size()];
        Arrays.fill(p, 1);
        for (Evidence evidence : all) {
            counterparts
                    .of(evidence.request())
                    .ifPresent(cell -> p[cells.indexOf(cell)] = p(cell, evidence));
        }
        return PValueAdjustment.HOLM.adjust(p);
    }

    /** A comparison that failed is an error of its own eval, and here one that shows nothing. */
    private double p(RecordedCell cell, Evidence evidence) {
        try {
            return CellChange.of(cell, evidence, claim.by()).p();
        } catch (RuntimeException failed) {
            return 1;
        }
    }

    /** {@return the cells of the baseline that none of these is held against, sorted} */
    public List<String> notAmong(List<Evidence> executed, List<Evidence> all) {
        BaselineMatcher counterparts = counterparts(all);
        Set<RecordedCell> held =
                executed.stream()
                        .flatMap(evidence -> counterparts.of(evidence.request()).stream())
                        .collect(Collectors.toSet());
        return cells.stream()
                .filter(cell -> !held.contains(cell))
                .map(RecordedCell::displayName)
                .toList();
    }

    private BaselineMatcher counterparts(List<Evidence> all) {
        return new BaselineMatcher(
                cells,
                all.stream()
                        .map(evidence -> evidence.request().target())
                        .collect(Collectors.toSet()));
    }

    /** {@return the file of the baseline} */
    @Override
    public String toString() {
        return file.toString();
    }
}

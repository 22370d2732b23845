package dev.inward.verdict.regression;

import dev.inward.statistics.PValueAdjustment;
import dev.inward.verdict.CellVerdict;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.figures.AdvantageChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All cells of a run, each compared with its cell of the baseline. What concerns one cell can
 * depend on the others: the adjustment of its p-value, and which models answered.
 */
final class ComparedCells {

    private final RegressionClaim claim;
    private final SortedMap<String, ComparedCell> byName = new TreeMap<>();
    private final Map<String, CellChange> changes = new HashMap<>();
    private final Map<String, Double> adjustedP = new HashMap<>();

    /**
     * @param recorded the cells of the baseline
     * @param compared the cells of the run; of several with one name, the last executed one counts
     */
    ComparedCells(
            List<RecordedCell> recorded, Collection<ComparedCell> compared, RegressionClaim claim) {
        this.claim = claim;
        compared.stream()
                .sorted(Comparator.comparing(ComparedCell::isExecuted))
                .forEach(cell -> byName.put(cell.name(), cell));
        Map<String, Set<String>> served = served();
        byName.forEach(
                (name, cell) ->
                        changes.put(
                                name,
                                CellChange.of(
                                        cell, whyIncomparable(cell, served), claim.tolerance())));
        adjust(recorded.stream().map(RecordedCell::displayName).toList());
    }

    private Map<String, Set<String>> served() {
        Map<String, Set<String>> all = new TreeMap<>();
        byName.values()
                .forEach(
                        cell ->
                                cell.served()
                                        .forEach(
                                                (model, ids) ->
                                                        all.computeIfAbsent(
                                                                        model,
                                                                        it -> new TreeSet<>())
                                                                .addAll(ids)));
        return all;
    }

    private Optional<String> whyIncomparable(ComparedCell cell, Map<String, Set<String>> served) {
        return served.entrySet().stream()
                .filter(model -> cell.served().containsKey(model.getKey()))
                .filter(model -> model.getValue().size() > 1)
                .map(model -> severalServed(model.getKey(), model.getValue()))
                .findFirst()
                .or(() -> Optional.ofNullable(cell.whyIncomparable()))
                .or(() -> whyAmbiguous(cell));
    }

    private static String severalServed(String model, Set<String> ids) {
        return String.format(
                Locale.ROOT,
                "several models answered for '%s' within this run: %s",
                model,
                String.join(", ", ids));
    }

    /** Two JVMs with different targets can compare them with the same cell. */
    private Optional<String> whyAmbiguous(ComparedCell cell) {
        return byName.values().stream()
                .filter(other -> !other.name().equals(cell.name()))
                .filter(other -> Objects.equals(other.baselineCell(), cell.baselineCell()))
                .filter(other -> other.baselineCell() != null)
                .findFirst()
                .map(
                        other ->
                                String.format(
                                        Locale.ROOT,
                                        "the cell of the baseline, %s, is also that of %s",
                                        cell.baselineCell(),
                                        other.name()));
    }

    /**
     * Adjusts the p-values of all cells of the baseline by Holm's method. A cell that was not
     * measured has the p-value 1.
     */
    private void adjust(List<String> recorded) {
        Map<String, String> measured = new HashMap<>();
        byName.forEach(
                (name, cell) -> {
                    if (cell.baselineCell() != null) {
                        measured.put(cell.baselineCell(), name);
                    }
                });
        double[] adjusted =
                PValueAdjustment.HOLM.adjust(
                        recorded.stream()
                                .map(cell -> changes.get(measured.get(cell)))
                                .mapToDouble(change -> change == null ? 1 : change.p())
                                .toArray());
        for (int i = 0; i < adjusted.length; i++) {
            String name = measured.get(recorded.get(i));
            if (name != null) {
                adjustedP.put(name, adjusted[i]);
            }
        }
    }

    /** Returns the cells that an eval has used, sorted by name. */
    List<ComparedCell> executed() {
        return byName.values().stream().filter(ComparedCell::isExecuted).toList();
    }

    /** Returns the change of a cell without the adjustment of its p-value. */
    CellChange change(ComparedCell cell) {
        return Objects.requireNonNull(changes.get(cell.name()));
    }

    /** Returns the change of a cell; empty if it has no item in common with the baseline. */
    Optional<AdvantageChange> adjusted(ComparedCell cell) {
        return change(cell)
                .change()
                .map(
                        change ->
                                change.withAdjustedP(
                                        adjustedP.getOrDefault(cell.name(), change.p())));
    }

    Judgement judge(ComparedCell cell) {
        return change(cell)
                .whyUndecidable()
                .map(Judgement::undecidable)
                .orElseGet(() -> claim.judge(adjusted(cell).orElseThrow()));
    }

    /** Returns the verdicts on the executed cells, sorted by name. */
    List<CellVerdict> verdicts() {
        List<CellVerdict> verdicts = new ArrayList<>();
        for (ComparedCell cell : executed()) {
            Optional<AdvantageChange> change = adjusted(cell);
            verdicts.add(
                    new CellVerdict(
                            cell.property(),
                            cell.target(),
                            cell.predictor(),
                            judge(cell),
                            change.isPresent()
                                    ? OptionalDouble.of(change.get().adjustedP())
                                    : OptionalDouble.empty()));
        }
        return verdicts;
    }
}

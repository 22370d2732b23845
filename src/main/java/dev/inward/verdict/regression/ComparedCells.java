package dev.inward.verdict.regression;

import dev.inward.statistics.PValueAdjustment;
import dev.inward.verdict.CellVerdict;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.Judgement;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.figures.AdvantageChange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import java.util.stream.Stream;

/**
 * All cells of a run, each compared with its cell of the baseline. What concerns one figure of a
 * cell can depend on the others: the adjustment of its p-value, and which models answered.
 */
final class ComparedCells {

    private final RegressionClaim claim;
    private final List<GatedFigure> recorded;
    private final SortedMap<String, ComparedCell> byName = new TreeMap<>();
    private final Map<GatedFigure, CellChange> changes = new HashMap<>();
    private final Map<GatedFigure, Double> adjustedP = new HashMap<>();

    /**
     * @param baseline the cells of the baseline
     * @param compared the cells of the run; of several with one name, the last executed one counts
     */
    ComparedCells(
            List<RecordedCell> baseline, Collection<ComparedCell> compared, RegressionClaim claim) {
        this.claim = claim;
        recorded =
                baseline.stream()
                        .flatMap(
                                it ->
                                        Stream.concat(
                                                Stream.of(it.figure()), it.contrasts().stream()))
                        .toList();
        compared.stream()
                .sorted(Comparator.comparing(ComparedCell::isExecuted))
                .forEach(cell -> byName.put(cell.name(), cell));
        Map<String, Set<String>> served = served();
        byName.values().forEach(cell -> addChanges(cell, served));
        adjust();
    }

    private void addChanges(ComparedCell cell, Map<String, Set<String>> served) {
        Optional<String> whyDoubtful = whyDoubtful(cell, served);
        Optional<String> whyIncomparable =
                severalServed(cell, served)
                        .or(() -> Optional.ofNullable(cell.whyIncomparable()))
                        .or(() -> whyDoubtful);
        changes.put(cell.figure(), CellChange.of(cell, whyIncomparable, claim.tolerance()));
        for (ComparedContrast contrast : cell.contrasts()) {
            changes.put(
                    figure(cell, contrast),
                    CellChange.of(contrast, whyDoubtful, claim.tolerance(), cell.confidence()));
        }
    }

    private static GatedFigure figure(ComparedCell cell, ComparedContrast contrast) {
        return cell.figure().contrast(contrast.measurement(), contrast.number());
    }

    /** Returns the advantage of a cell and its contrasts. */
    private static List<GatedFigure> figures(ComparedCell cell) {
        return Stream.concat(
                        Stream.of(cell.figure()),
                        cell.contrasts().stream().map(contrast -> figure(cell, contrast)))
                .toList();
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

    /** Returns why no figure of a cell can be compared, whatever its numbers are. */
    private Optional<String> whyDoubtful(ComparedCell cell, Map<String, Set<String>> served) {
        return severalServed(cell, served).or(() -> whyAmbiguous(cell));
    }

    private static Optional<String> severalServed(
            ComparedCell cell, Map<String, Set<String>> served) {
        return served.entrySet().stream()
                .filter(model -> cell.served().containsKey(model.getKey()))
                .filter(model -> model.getValue().size() > 1)
                .map(model -> severalServed(model.getKey(), model.getValue()))
                .findFirst();
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
                .filter(other -> Objects.equals(other.baseline(), cell.baseline()))
                .filter(other -> other.baseline() != null)
                .findFirst()
                .map(
                        other ->
                                String.format(
                                        Locale.ROOT,
                                        "the cell of the baseline, %s, is also that of %s",
                                        cell.baseline(),
                                        other.name()));
    }

    /**
     * Adjusts the p-values of all figures of the baseline by Holm's method. A figure that was not
     * measured has the p-value 1.
     */
    private void adjust() {
        Map<GatedFigure, GatedFigure> measured = new HashMap<>();
        for (ComparedCell cell : byName.values()) {
            cell.baselineFigures()
                    .forEach(
                            it ->
                                    measured.put(
                                            it,
                                            cell.figure()
                                                    .contrast(it.measurement(), it.contrast())));
        }
        double[] adjusted =
                PValueAdjustment.HOLM.adjust(
                        recorded.stream()
                                .map(figure -> changes.get(measured.get(figure)))
                                .mapToDouble(change -> change == null ? 1 : change.p())
                                .toArray());
        for (int i = 0; i < adjusted.length; i++) {
            GatedFigure figure = measured.get(recorded.get(i));
            if (figure != null) {
                adjustedP.put(figure, adjusted[i]);
            }
        }
    }

    /** Returns the cells that an eval has used, sorted by name. */
    List<ComparedCell> executed() {
        return byName.values().stream().filter(ComparedCell::isExecuted).toList();
    }

    /** Returns the number of advantages and contrasts of the baseline. */
    int figuresOfBaseline() {
        return recorded.size();
    }

    /** Returns the change of a cell's advantage without the adjustment of its p-value. */
    CellChange change(ComparedCell cell) {
        return Objects.requireNonNull(changes.get(cell.figure()));
    }

    /**
     * Returns why figures of executed cells cannot be compared, by their names. A contrast is left
     * out if the reason is that of its cell.
     */
    Map<String, String> incomparable() {
        Map<String, String> reasons = new LinkedHashMap<>();
        for (ComparedCell cell : executed()) {
            Optional<String> ofCell = change(cell).whyIncomparable();
            ofCell.ifPresent(reason -> reasons.put(cell.name(), reason));
            for (ComparedContrast contrast : cell.contrasts()) {
                GatedFigure figure = figure(cell, contrast);
                Objects.requireNonNull(changes.get(figure))
                        .whyIncomparable()
                        .filter(reason -> !ofCell.equals(Optional.of(reason)))
                        .ifPresent(reason -> reasons.put(figure.toString(), reason));
            }
        }
        return reasons;
    }

    /**
     * A figure of a cell with its judgement.
     *
     * @param claim the claim about it
     * @param change its change; empty if it has no item in common with the baseline
     */
    record Judged(
            GatedFigure figure,
            RegressionClaim claim,
            Judgement judgement,
            Optional<AdvantageChange> change) {}

    /** Judges the advantage of a cell, then its contrasts. */
    List<Judged> judge(ComparedCell cell) {
        return figures(cell).stream().map(this::judge).toList();
    }

    private Judged judge(GatedFigure figure) {
        CellChange raw = Objects.requireNonNull(changes.get(figure));
        Optional<AdvantageChange> change =
                raw.change().map(it -> it.withAdjustedP(adjustedP.getOrDefault(figure, it.p())));
        RegressionClaim ofFigure = claim.about(figure.measurement(), figure.contrast());
        return new Judged(
                figure,
                ofFigure,
                raw.whyUndecidable()
                        .map(Judgement::undecidable)
                        .orElseGet(() -> ofFigure.judge(change.orElseThrow())),
                change);
    }

    /** Returns the verdicts on the figures of executed cells, sorted by cell. */
    List<CellVerdict> verdicts() {
        List<CellVerdict> verdicts = new ArrayList<>();
        for (ComparedCell cell : executed()) {
            for (Judged judged : judge(cell)) {
                verdicts.add(
                        new CellVerdict(
                                judged.figure(),
                                judged.judgement(),
                                judged.change().isPresent()
                                        ? OptionalDouble.of(judged.change().get().adjustedP())
                                        : OptionalDouble.empty()));
            }
        }
        return verdicts;
    }
}

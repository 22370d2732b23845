package dev.inward.report.chart.verdict;

import dev.inward.report.chart.Caption;
import dev.inward.report.chart.Chart;
import dev.inward.report.chart.ChartSupport;
import dev.inward.report.chart.Estimate;
import dev.inward.report.chart.ForestPlot;
import dev.inward.report.chart.HeatMap;
import dev.inward.report.chart.Measured;
import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.TrainingLabels;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.NoAdvantageClaim;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.figures.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The charts of all cells of one property: the forest plot and the heat map.
 *
 * <p>This class is thread-safe.
 */
public final class EvalCharts {

    private static final String PERMUTED = "permuted labels";

    /**
     * The figures of a cell.
     *
     * @param condition what sets the cell apart from others with the same models; empty if nothing
     * @param isOwn whether it is the cell that the report is about
     * @param n the number of items with both predictions
     * @param self the accuracy of self-prediction
     * @param cross the accuracy of cross-prediction
     * @param advantage self-prediction minus cross-prediction
     */
    public record Cell(
            String target,
            String predictor,
            String condition,
            boolean isOwn,
            int n,
            Estimate self,
            Estimate cross,
            Estimate advantage) {

        private static Optional<Cell> of(Comparison comparison, double confidence) {
            ComparisonRequest request = comparison.request();
            return Figures.of(comparison, confidence)
                    .map(
                            figures ->
                                    new Cell(
                                            request.target(),
                                            request.predictorName(),
                                            request.labels() == TrainingLabels.PERMUTED
                                                    ? PERMUTED
                                                    : "",
                                            false,
                                            figures.n(),
                                            estimate(figures.self(), confidence),
                                            estimate(figures.cross(), confidence),
                                            estimate(
                                                    figures.difference(),
                                                    figures.advantageBounds().interval())));
        }

        private Cell asOwn() {
            return new Cell(target, predictor, condition, true, n, self, cross, advantage);
        }

        private static Estimate estimate(ClusteredMean mean, double confidence) {
            return estimate(mean, mean.interval(confidence));
        }

        private static Estimate estimate(ClusteredMean mean, Interval interval) {
            return new Estimate(mean.estimate(), interval.lower(), interval.upper());
        }

        private ForestPlot.Cell inForest() {
            String models = target + ", predicted by " + predictor;
            return new ForestPlot.Cell(
                    new Measured(
                            condition.isEmpty() ? models : models + " (" + condition + ")",
                            advantage,
                            n),
                    isOwn);
        }
    }

    /** Each comparison is in the charts of all cells of its property, so it is computed once. */
    private final Map<Comparison, Optional<Cell>> cells =
            Collections.synchronizedMap(new IdentityHashMap<>());

    /** Creates the charts of a run. */
    public EvalCharts() {}

    /**
     * Returns the charts of all cells of a verdict's property. They are complete at every verdict:
     * a verdict has waited for all comparisons of its property.
     */
    public List<Chart> of(Verdict verdict) {
        if (!ChartSupport.isPresent()) {
            return List.of();
        }
        ComparisonRequest own = verdict.evidence().request();
        List<Comparison> comparisons = verdict.evidence().comparisonsOfProperty();
        return of(
                new Caption(
                        own.property().name() + ": all cells",
                        verdict.evidence().rule().confidence()),
                verdict.claim() instanceof IntrospectionClaim
                                || verdict.claim() instanceof NoAdvantageClaim
                        ? verdict.claim().margin()
                        : null,
                cells(comparisons.stream(), verdict),
                cells(
                        comparisons.stream()
                                .filter(it -> it.request().labels() == own.labels())
                                .filter(it -> it.request().design().equals(own.design())),
                        verdict));
    }

    private List<Cell> cells(Stream<Comparison> comparisons, Verdict verdict) {
        double confidence = verdict.evidence().rule().confidence();
        ComparisonRequest own = verdict.evidence().request();
        return comparisons
                .flatMap(
                        it ->
                                cells.computeIfAbsent(it, key -> Cell.of(key, confidence)).stream()
                                        .map(
                                                cell ->
                                                        it.request().equals(own)
                                                                ? cell.asOwn()
                                                                : cell))
                .toList();
    }

    /**
     * Returns the forest plot if there are several cells, and the heat map if there are several
     * targets.
     *
     * @param margin the margin of an advantage; null if the claim is about something else, and then
     *     there is no forest plot
     * @param cells all cells
     * @param alike the cells that differ in their models alone
     */
    public static List<Chart> of(
            Caption caption, @Nullable Double margin, List<Cell> cells, List<Cell> alike) {
        var charts = new ArrayList<Chart>();
        if (margin != null && cells.size() > 1) {
            charts.add(ForestPlot.of(caption, cells.stream().map(Cell::inForest).toList(), margin));
        }
        if (alike.stream().map(Cell::target).distinct().count() > 1) {
            charts.add(HeatMap.of(caption, accuracies(alike)));
        }
        return charts;
    }

    /** Self-prediction is measured in each cell of a target; the first one counts. */
    private static List<HeatMap.Cell> accuracies(List<Cell> cells) {
        var targets = new HashSet<String>();
        return cells.stream()
                .flatMap(
                        cell ->
                                Stream.of(
                                                new HeatMap.Cell(
                                                        cell.target(),
                                                        cell.target(),
                                                        cell.self(),
                                                        cell.n()),
                                                new HeatMap.Cell(
                                                        cell.target(),
                                                        cell.predictor(),
                                                        cell.cross(),
                                                        cell.n()))
                                        .skip(targets.add(cell.target()) ? 0 : 1))
                .toList();
    }
}

package dev.inward.calibration;

import dev.inward.statistics.Proportion;
import dev.inward.verdict.Decision;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The results of the engine in one cell of the grid. */
record CellCounts(
        CalibrationCell cell,
        int clusters,
        Map<Decision, Integer> decisions,
        Map<KnownFigure, BoundErrors> bounds) {

    Proportion rate(Decision decision) {
        return Proportion.of(decisions.getOrDefault(decision, 0), CalibrationCell.SEEDS);
    }

    List<Proportion> rates(Function<BoundErrors, Proportion> errorRate) {
        return bounds.values().stream().map(errorRate).toList();
    }
}

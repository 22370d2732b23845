package dev.inward.calibration;

import dev.inward.verdict.IntrospectionClaim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** The known truths that are judged sequentially. */
final class SequentialGrid {

    private static final List<Integer> ITEMS = List.of(100, 300, 1_000);
    private static final ClusterDesign SINGLE = new ClusterDesign(1, 0);

    /** The standard normal quantiles for a confidence of 95 % and a power of 80 %. */
    private static final double QUANTILES = 1.644854 + 0.841621;

    private SequentialGrid() {}

    /** The advantage is the margin itself, or self-prediction is as good as the mode baseline. */
    static List<SequentialCell> atTheMargin() {
        var cells = new ArrayList<SequentialCell>();
        for (double cross : new double[] {0.02, 0.5, 0.93}) {
            String name = "%.0f %% and %.0f %% right, ".formatted(100 * cross + 5, 100 * cross);
            for (int n : ITEMS) {
                List<KnownTruth> truths = List.of(KnownTruth.predictors(cross + 0.05, cross, 0));
                cells.add(cell(8_001 + cells.size(), name + "independent", truths, n));
            }
            List<KnownTruth> nested = List.of(KnownTruth.predictors(cross + 0.05, cross, 1));
            cells.add(cell(8_001 + cells.size(), name + "nested", nested, 300));
        }
        for (int n : List.of(300, 1_000)) {
            cells.add(
                    cell(
                            8_001 + cells.size(),
                            "four tasks of 10 to 98 %",
                            FixedGrid.TASKS_AT_THE_MARGIN,
                            n));
        }
        List<KnownTruth> baseline = List.of(KnownTruth.withModeBaseline(0.5, 0.5, 0));
        cells.add(cell(8_001 + cells.size(), "50 % right as the mode baseline", baseline, 300));
        return cells;
    }

    /** Multiples of the advantage that a fixed number of items is designed for. */
    static List<SequentialCell> designed() {
        Map<String, double[]> crosses = new LinkedHashMap<>();
        crosses.put("one task", new double[] {0.3});
        crosses.put("three tasks", new double[] {0.1, 0.3, 0.5});
        var cells = new ArrayList<SequentialCell>();
        for (double factor : new double[] {1, 1.5, 2}) {
            crosses.forEach(
                    (name, cross) ->
                            ITEMS.forEach(
                                    n -> {
                                        double advantage = factor * designedAdvantage(n, cross);
                                        cells.add(
                                                cell(
                                                        9_001 + cells.size(),
                                                        "%s, %.1f times the designed advantage: %.1f points"
                                                                .formatted(
                                                                        name,
                                                                        factor,
                                                                        100 * advantage),
                                                        truths(advantage, cross),
                                                        n));
                                    }));
        }
        return cells;
    }

    private static SequentialCell cell(int number, String name, List<KnownTruth> truths, int n) {
        return new SequentialCell(
                new CalibrationCell(
                        number,
                        name,
                        truths,
                        n,
                        SINGLE,
                        new IntrospectionClaim(FixedGrid.MARGIN),
                        List.of()));
    }

    /** Returns the advantage with a power of 80 % by the normal approximation. */
    private static double designedAdvantage(int n, double... crosses) {
        double low = FixedGrid.MARGIN.fraction();
        double high = 0.5;
        for (int step = 0; step < 40; step++) {
            double advantage = (low + high) / 2;
            if (advantage - FixedGrid.MARGIN.fraction()
                    > QUANTILES * standardError(n, advantage, crosses)) {
                high = advantage;
            } else {
                low = advantage;
            }
        }
        return high;
    }

    /** The tasks have items in the proportion 1 : 2 : 3, as in {@link ItemLayout}. */
    private static double standardError(int n, double advantage, double... crosses) {
        int tasks = crosses.length;
        double squares = 0;
        for (int task = 0; task < tasks; task++) {
            double self = crosses[task] + advantage;
            double variance = self * (1 - self) + crosses[task] * (1 - crosses[task]);
            double items = n * (task + 1) / (tasks * (tasks + 1) / 2.0);
            squares += variance / items;
        }
        return Math.sqrt(squares) / tasks;
    }

    private static List<KnownTruth> truths(double advantage, double... crosses) {
        return DoubleStream.of(crosses)
                .mapToObj(cross -> KnownTruth.predictors(cross + advantage, cross, 0))
                .toList();
    }
}

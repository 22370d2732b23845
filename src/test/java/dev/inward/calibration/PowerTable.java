package dev.inward.calibration;

import dev.inward.statistics.ClusteredMean;
import dev.inward.statistics.Interval;
import dev.inward.statistics.Proportion;
import dev.inward.verdict.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The power of the engine and the power that the formula of the required clusters predicts. */
final class PowerTable implements CalibrationReport.Table {

    /** A pilot of this size gives the formula nearly the true variance. */
    private static final int PILOT = 1_000_000;

    /** By policy, nothing passes with fewer clusters. */
    private static final int FEWEST_CLUSTERS = 30;

    /** The measured power may be lower than the prediction by this much. */
    private static final double TOLERANCE = 0.05;

    private final List<Row> rows;

    PowerTable(List<CellCounts> cells) {
        rows = cells.stream().map(PowerTable::row).toList();
    }

    private record Row(CellCounts counts, Proportion power, double predicted, long items) {

        boolean isTooLow() {
            return power.clopperPearson(0.998).upper() < predicted - TOLERANCE;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %d | %s | %.1f | %d |",
                    counts.cell().name(),
                    counts.cell().n(),
                    counts.cell().design(),
                    counts.clusters(),
                    ErrorRate.percent(power),
                    100 * predicted,
                    items);
        }
    }

    @Override
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "| known truth | items | design | clusters | PASS | predicted | items for 80 % |");
        lines.add("|---|--:|---|--:|---|--:|--:|");
        rows.stream().map(Row::line).forEach(lines::add);
        return lines;
    }

    @Override
    public List<String> failures() {
        return rows.stream().filter(Row::isTooLow).map(Row::line).toList();
    }

    private static Row row(CellCounts counts) {
        CalibrationCell cell = counts.cell();
        ClusteredMean pilot = pilot(cell);
        return new Row(
                counts,
                counts.rate(Decision.PASS),
                predicted(pilot, counts),
                items(pilot, cell, 0.8));
    }

    /** Returns the number of items that the formula requires for a power, with a large pilot. */
    static long itemsFor(CalibrationCell cell, double power) {
        return items(pilot(cell), cell, power);
    }

    private static long items(ClusteredMean pilot, CalibrationCell cell, double power) {
        double itemsPerCluster = (double) pilot.size() / pilot.clusters();
        return (long) Math.ceil(required(pilot, cell, power) * itemsPerCluster);
    }

    /** Returns the power for which the formula requires exactly the clusters that exist. */
    private static double predicted(ClusteredMean pilot, CellCounts counts) {
        if (counts.clusters() < FEWEST_CLUSTERS) {
            return 0;
        }
        double low = 0;
        double high = 1;
        for (int step = 0; step < 20; step++) {
            double power = (low + high) / 2;
            if (required(pilot, counts.cell(), power) <= counts.clusters()) {
                low = power;
            } else {
                high = power;
            }
        }
        return low;
    }

    private static long required(ClusteredMean pilot, CalibrationCell cell, double power) {
        return pilot.requiredClusters(cell.claim().margin(), CalibrationCell.CONFIDENCE, power)
                .orElseThrow();
    }

    private static ClusteredMean pilot(CalibrationCell cell) {
        var layout = new ItemLayout(cell.truths(), PILOT, cell.design());
        int[] drawn = layout.draw(new SplittableRandom(cell.number()));
        double[] differences = new double[drawn.length];
        int[] clusters = new int[drawn.length];
        int number = 0;
        for (ItemLayout.Prompt prompt : layout.prompts()) {
            for (int item = prompt.from(); item < prompt.to(); item++) {
                boolean self = (drawn[item] & KnownTruth.SELF) > 0;
                boolean cross = (drawn[item] & KnownTruth.CROSS) > 0;
                differences[item] = (self ? 1 : 0) - (cross ? 1 : 0);
                clusters[item] = number;
            }
            number++;
        }
        return ClusteredMean.of(differences, clusters, new Interval(-1, 1));
    }
}

package dev.inward.calibration;

import dev.inward.statistics.Interval;
import dev.inward.statistics.Proportion;
import dev.inward.verdict.Decision;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of error and its allowed rate.
 *
 * @param name the header of its column
 * @param rates the rates in a cell, one for each figure that can have this error
 * @param limit the highest allowed rate
 */
record ErrorRate(String name, Function<CellCounts, List<Proportion>> rates, double limit) {

    static final ErrorRate PASS =
            new ErrorRate("PASS", counts -> List.of(counts.rate(Decision.PASS)), level());
    static final ErrorRate NO_PASS_AT_ALL =
            new ErrorRate("PASS", counts -> List.of(counts.rate(Decision.PASS)), 0);
    static final ErrorRate FAIL =
            new ErrorRate("FAIL", counts -> List.of(counts.rate(Decision.FAIL)), level());
    static final ErrorRate LOWER_BOUND =
            new ErrorRate(
                    "lower bound too high",
                    counts -> counts.rates(BoundErrors::lowerAbove),
                    level());
    static final ErrorRate UPPER_BOUND =
            new ErrorRate(
                    "upper bound too low",
                    counts -> counts.rates(BoundErrors::upperBelow),
                    level());
    static final ErrorRate INTERVAL =
            new ErrorRate(
                    "interval misses", counts -> counts.rates(BoundErrors::missed), level() + 0.01);

    /** A rate exceeds its limit only with this confidence. */
    private static final double CONFIDENCE_OF_EXCESS = 0.999;

    /** Returns the cell with the highest rate; empty if no figure can have this error. */
    Optional<CellCounts> worst(List<CellCounts> cells) {
        return cells.stream()
                .filter(cell -> !rates.apply(cell).isEmpty())
                .max(Comparator.comparingDouble(cell -> highest(cell).estimate()));
    }

    boolean isExceeded(List<CellCounts> cells) {
        return worst(cells).filter(cell -> exceeds(highest(cell))).isPresent();
    }

    String describe(List<CellCounts> cells) {
        return worst(cells)
                .map(cell -> percent(highest(cell)) + " at " + cell.cell().design())
                .orElse("");
    }

    static String percent(Proportion rate) {
        Interval interval = rate.clopperPearson(0.95);
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f–%.1f)",
                100 * rate.estimate(),
                100 * interval.lower(),
                100 * interval.upper());
    }

    private boolean exceeds(Proportion rate) {
        return exceeds(rate, limit);
    }

    /** Returns whether a rate is above a limit with a confidence of 99.9 %. */
    static boolean exceeds(Proportion rate, double limit) {
        return rate.clopperPearson(2 * CONFIDENCE_OF_EXCESS - 1).lower() > limit;
    }

    private Proportion highest(CellCounts cell) {
        return rates.apply(cell).stream()
                .max(Comparator.comparingDouble(Proportion::estimate))
                .orElseThrow();
    }

    /** The highest allowed rate of a false verdict. */
    static double level() {
        return 1 - CalibrationCell.CONFIDENCE;
    }
}

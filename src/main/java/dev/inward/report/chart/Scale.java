package dev.inward.report.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jspecify.annotations.Nullable;

/**
 * The scale of an axis.
 *
 * @param label what the axis shows, with its unit
 * @param lower the lower end
 * @param upper the upper end
 * @param step the distance of two ticks
 * @param format the format of the ticks
 */
record Scale(@Nullable String label, double lower, double upper, double step, String format) {

    private static final double MAX_STEPS = 5;
    private static final double[] STEPS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5};

    /** The share of the scale that stays free beyond the outermost values. */
    private static final double SPACE = 0.02;

    /** Returns the scale of shares, from 0 to 1. */
    static Scale ofShares(@Nullable String label) {
        return new Scale(label, 0, 1, 0.2, "0.0");
    }

    /** Returns a scale of differences that has 0 and all finite values in it. */
    static Scale ofDifferences(String label, DoubleStream values) {
        double[] shown =
                DoubleStream.concat(DoubleStream.of(0), values.filter(Double::isFinite)).toArray();
        double least = DoubleStream.of(shown).min().orElse(0);
        double greatest = Math.max(DoubleStream.of(shown).max().orElse(0), least + STEPS[0]);
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && greatest - least <= MAX_STEPS * STEPS[i]; i--) {
            step = STEPS[i];
        }
        double space = SPACE * (greatest - least);
        return new Scale(
                label,
                Math.floor((least - space) / step) * step,
                Math.ceil((greatest + space) / step) * step,
                step,
                step < 0.1 ? "+0.00;-0.00" : "+0.0;-0.0");
    }

    NumberAxis axis() {
        var axis = new NumberAxis(label);
        axis.setRange(lower, upper);
        axis.setTickUnit(new NumberTickUnit(step, number()));
        axis.setNumberFormatOverride(number());
        Style.axis(axis);
        return axis;
    }

    private DecimalFormat number() {
        return new DecimalFormat(format, DecimalFormatSymbols.getInstance(Locale.ROOT));
    }
}

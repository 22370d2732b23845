package dev.inward.report.chart;

/**
 * A mean with its interval.
 *
 * @param value the mean; NaN if it is unknown
 * @param lower the lower end of its interval; NaN if the interval is unknown
 * @param upper the upper end of its interval; NaN if the interval is unknown
 */
public record Estimate(double value, double lower, double upper) {

    /** An unknown mean. */
    public static final Estimate UNKNOWN = withoutInterval(Double.NaN);

    /** Returns a mean whose interval is unknown. */
    public static Estimate withoutInterval(double value) {
        return new Estimate(value, Double.NaN, Double.NaN);
    }

    /** Returns whether the mean is known. */
    public boolean isKnown() {
        return Double.isFinite(value);
    }

    boolean hasInterval() {
        return isKnown() && Double.isFinite(lower) && Double.isFinite(upper);
    }

    /** Returns the numbers of a share: {@code 0.731 [0.652, 0.802]}. */
    String asShare() {
        return text("%.3f");
    }

    /** Returns the numbers of a difference, with signs. */
    String asDifference() {
        return text("%+.3f");
    }

    private String text(String format) {
        if (!isKnown()) {
            return "unknown";
        }
        return hasInterval()
                ? ChartText.format(
                        format + " [" + format + ", " + format + "]", value, lower, upper)
                : ChartText.format(format, value);
    }
}

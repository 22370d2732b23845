package dev.inward.report.chart;

/**
 * What stands above a chart.
 *
 * @param title what is shown, such as a property and its models; may come from outside
 * @param confidence the confidence of the two-sided intervals, such as 0.95
 */
public record Caption(String title, double confidence) {

    String interval() {
        return ChartText.percent(confidence) + " intervals";
    }
}

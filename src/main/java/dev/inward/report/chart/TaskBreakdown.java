package dev.inward.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The accuracies of self- and cross-prediction on each task. */
public final class TaskBreakdown {

    /** More tasks are left out, and a line says so. */
    static final int MAX_TASKS = 60;

    private static final List<RowPlot.Series> SERIES =
            List.of(
                    new RowPlot.Series("self-prediction", Style.SELF, Style.circle()),
                    new RowPlot.Series("cross-prediction", Style.CROSS, Style.square()));

    /**
     * The figures of a task.
     *
     * @param name the name of the task; may come from outside
     * @param n the number of items
     * @param difference self-prediction minus cross-prediction
     */
    public record Task(String name, int n, Estimate self, Estimate cross, Estimate difference) {}

    private TaskBreakdown() {}

    /** Draws the chart, with the tasks from top to bottom. */
    public static Chart of(Caption caption, List<Task> tasks) {
        List<Task> shown = tasks.subList(0, Math.min(tasks.size(), MAX_TASKS));
        var above = new ArrayList<String>();
        above.add(
                "Accuracy on each task with "
                        + caption.interval()
                        + ", clustered by prompt; n items");
        if (shown.size() < tasks.size()) {
            above.add(
                    ChartText.format(
                            "The first %d of %d tasks; verdicts.json has all",
                            MAX_TASKS, tasks.size()));
        }
        return new ChartFrame("accuracies by task", caption.title(), above, List.of(), true)
                .draw(
                        new RowPlot(
                                Scale.ofShares("accuracy (share of right predictions)"),
                                SERIES,
                                IntStream.range(0, shown.size())
                                        .boxed()
                                        .flatMap(i -> rows(shown.get(i), i % 2 == 1))
                                        .toList(),
                                List.of(),
                                false));
    }

    private static Stream<RowPlot.Row> rows(Task task, boolean isMarked) {
        return Stream.of(
                new RowPlot.Row(
                        task.name(),
                        task.self(),
                        ChartText.format("self %s, n = %d", task.self().asShare(), task.n()),
                        0,
                        isMarked),
                new RowPlot.Row("", task.cross(), "cross " + task.cross().asShare(), 1, isMarked),
                new RowPlot.Row(
                        "",
                        Estimate.UNKNOWN,
                        "self − cross " + task.difference().asDifference(),
                        0,
                        isMarked));
    }
}

package dev.inward.report.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What each rung of the claim ladder rests on: its differences with their lower bounds. */
public final class LadderChart {

    private static final List<RowPlot.Series> SERIES =
            List.of(
                    new RowPlot.Series("lower bound above 0", Style.SELF, Style.circle()),
                    new RowPlot.Series("lower bound not above 0", Style.CROSS, Style.triangle()));

    /**
     * A rung.
     *
     * @param number its number
     * @param title what it says
     * @param state whether it is reached, in words
     * @param measures what has to be above 0; empty if it is not tested
     */
    public record Rung(int number, String title, String state, List<Measure> measures) {}

    /**
     * A difference that has to be above 0.
     *
     * @param words what it is; may come from outside
     * @param lowerBound its one-sided lower bound
     * @param prompts the number of prompts
     */
    public record Measure(String words, double value, double lowerBound, int prompts) {}

    private LadderChart() {}

    /** Draws the chart, with the rungs from top to bottom. */
    public static Chart of(Caption caption, List<Rung> rungs) {
        Scale scale =
                Scale.ofDifferences(
                        "difference of accuracies or scores",
                        rungs.stream()
                                .flatMap(rung -> rung.measures().stream())
                                .flatMapToDouble(
                                        it -> DoubleStream.of(it.value(), it.lowerBound())));
        return new ChartFrame(
                        "differences of the claim ladder",
                        caption.title(),
                        List.of(
                                "Differences from their one-sided "
                                        + ChartText.percent(caption.confidence())
                                        + " lower bounds (left ends) to their means; n prompts",
                                "Solid line: 0. A rung is reached if all its lower bounds are above it"),
                        List.of(),
                        true)
                .draw(
                        new RowPlot(
                                scale,
                                SERIES,
                                IntStream.range(0, rungs.size())
                                        .boxed()
                                        .flatMap(i -> rows(rungs.get(i), i % 2 == 1))
                                        .toList(),
                                List.of(new RowPlot.Line(0, Style.FAINT_INK, Style.SOLID)),
                                false));
    }

    private static Stream<RowPlot.Row> rows(Rung rung, boolean isMarked) {
        var heading =
                new RowPlot.Row(
                        rung.number() + ". " + rung.title(),
                        Estimate.UNKNOWN,
                        rung.state(),
                        0,
                        isMarked);
        return Stream.concat(
                Stream.of(heading),
                rung.measures().stream().map(measure -> row(measure, isMarked)));
    }

    private static RowPlot.Row row(Measure measure, boolean isMarked) {
        return new RowPlot.Row(
                measure.words(),
                new Estimate(measure.value(), measure.lowerBound(), measure.value()),
                ChartText.format(
                        "%+.3f, above %+.3f, n = %d",
                        measure.value(), measure.lowerBound(), measure.prompts()),
                measure.lowerBound() > 0 ? 0 : 1,
                isMarked);
    }
}

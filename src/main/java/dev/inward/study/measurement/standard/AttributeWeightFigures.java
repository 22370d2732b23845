package dev.inward.study.measurement.standard;

import dev.inward.statistics.Interval;
import dev.inward.statistics.agreement.PearsonCorrelation;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of {@link AttributeWeightsMeasurement}: of each reporter, Pearson's correlation of
 * reported and revealed weights over all attributes of all items, with its interval.
 */
final class AttributeWeightFigures {

    private static final double CONFIDENCE = 0.95;

    private final List<MeasuredItem> items;
    private final List<MeasuredFigure> figures = new ArrayList<>();

    private AttributeWeightFigures(List<MeasuredItem> items) {
        this.items = items;
    }

    static List<MeasuredFigure> of(List<MeasuredItem> items) {
        var figures = new AttributeWeightFigures(items);
        for (WeightReporter reporter : WeightReporter.values()) {
            figures.add(reporter);
        }
        MeanFigure.add(
                figures.figures,
                items,
                AttributeWeightsMeasurement.SIMILARITY_OF_USUAL,
                "cosine of the usual weights and those of the choices");
        MeanFigure.add(
                figures.figures,
                items,
                AttributeWeightsMeasurement.REPEATABILITY,
                "cosine of the weights of every second choice and those of the others");
        return List.copyOf(figures.figures);
    }

    private void add(WeightReporter reporter) {
        addCorrelation(reporter);
        MeanFigure.add(
                figures,
                items,
                reporter.similarity(),
                "cosine of the weights that "
                        + reporter.words()
                        + " reports and those of the choices");
        MeanFigure.addPercent(
                figures,
                items,
                reporter.isRead(),
                "reports of " + reporter.words() + " that have all weights, %");
    }

    private void addCorrelation(WeightReporter reporter) {
        Map<String, Integer> clusters = new LinkedHashMap<>();
        var reported = new ArrayList<Double>();
        var revealed = new ArrayList<Double>();
        var labels = new ArrayList<Integer>();
        for (MeasuredItem item : items) {
            int cluster =
                    clusters.computeIfAbsent(item.item().baseQuestion(), it -> clusters.size());
            for (int i = 0; item.number(reporter.weight(i)).isPresent(); i++) {
                reported.add(item.number(reporter.weight(i)).orElseThrow());
                revealed.add(item.number(AttributeWeightsMeasurement.revealed(i)).orElseThrow());
                labels.add(cluster);
            }
        }
        PearsonCorrelation.of(
                        array(reported),
                        array(revealed),
                        labels.stream().mapToInt(it -> it).toArray())
                .ifPresent(
                        correlation -> {
                            String words =
                                    "Pearson's r of the weights that "
                                            + reporter.words()
                                            + " reports and those of the choices";
                            Interval interval = correlation.interval(CONFIDENCE);
                            add(reporter.figure("r"), words, correlation.value());
                            add(reporter.figure("rLower"), words + ", 95 % from", interval.lower());
                            add(reporter.figure("rUpper"), words + ", 95 % to", interval.upper());
                        });
    }

    private void add(String name, String words, double value) {
        figures.add(new MeasuredFigure(name, words, value));
    }

    private static double[] array(List<Double> numbers) {
        return numbers.stream().mapToDouble(it -> it).toArray();
    }
}

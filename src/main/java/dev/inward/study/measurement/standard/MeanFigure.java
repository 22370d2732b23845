package dev.inward.study.measurement.standard;

import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import java.util.List;
import java.util.OptionalDouble;

/** Figures that are the mean of a number over the items that have it. */
final class MeanFigure {

    private static final double PERCENT = 100;

    private MeanFigure() {}

    /** Adds the mean of a number from 0 to 1, in per cent; nothing if no item has the number. */
    static void addPercent(
            List<MeasuredFigure> figures, List<MeasuredItem> items, String number, String words) {
        mean(items, number)
                .ifPresent(
                        mean ->
                                figures.add(
                                        new MeasuredFigure(number, words, PERCENT * mean, number)));
    }

    /** Adds the mean; nothing if no item has the number. */
    static void add(
            List<MeasuredFigure> figures, List<MeasuredItem> items, String number, String words) {
        mean(items, number).ifPresent(mean -> figures.add(new MeasuredFigure(number, words, mean)));
    }

    private static OptionalDouble mean(List<MeasuredItem> items, String number) {
        return items.stream()
                .map(item -> item.number(number))
                .flatMapToDouble(OptionalDouble::stream)
                .average();
    }
}

package dev.inward.report.paper;

import dev.inward.statistics.Proportion;
import dev.inward.statistics.TwoProportionTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of one group of cells about accuracies, by the arithmetic of the paper. */
record AccuracyRows(RunGroup group, PublishedFigures published) {

    private static final double PERCENT = 100;
    private static final String WHERE = "verdicts.json, authors";

    Stream<TableRow> of(Quantity quantity) {
        return switch (quantity) {
            case SELF_BEFORE -> self(quantity, RunCell.UNTRAINED_SELF);
            case SELF_AFTER ->
                    group.setting().isFinetuned() ? self(quantity, RunCell.SELF) : Stream.of();
            case CROSS -> cross(quantity);
            case ADVANTAGE -> advantage(quantity);
            case SELF_BY_PROPERTY -> byProperty(quantity);
            case CROSS_BY_ROWS -> group.setting().rows() == 0 ? Stream.of() : crossByRows(quantity);
            case BEHAVIOUR_CHANGE, CALIBRATION -> Stream.of();
        };
    }

    private Stream<TableRow> self(Quantity quantity, String key) {
        return group.accuracy(key).stream()
                .map(
                        self ->
                                row(
                                        group.name(),
                                        List.of(percent(quantity, 0, self)),
                                        interval(self)));
    }

    private Stream<TableRow> cross(Quantity quantity) {
        return group.accuracy(RunCell.CROSS).stream()
                .map(
                        cross ->
                                row(
                                        group.nameWithPredictor(),
                                        List.of(percent(quantity, 0, cross)),
                                        interval(cross)));
    }

    private Stream<TableRow> advantage(Quantity quantity) {
        Optional<Proportion> self = group.accuracy(RunCell.SELF);
        return group
                .accuracy(RunCell.CROSS)
                .flatMap(cross -> self.map(own -> new TwoProportionTest(own, cross)))
                .map(
                        test ->
                                row(
                                        group.nameWithPredictor(),
                                        List.of(
                                                quantity.text(
                                                        0,
                                                        PERCENT
                                                                * (test.first().estimate()
                                                                        - test.second()
                                                                                .estimate()))),
                                        String.format(
                                                Locale.ROOT,
                                                "p = %.2g, n = %d",
                                                test.p(),
                                                test.first().trials())))
                .stream();
    }

    /** Returns the properties that the paper has, and the average over all of the group. */
    private Stream<TableRow> byProperty(Quantity quantity) {
        Stream<TableRow> each =
                group.cells().stream()
                        .filter(cell -> isPublished(quantity, cell))
                        .map(cell -> byProperty(quantity, cell));
        return group.hasSeveralProperties()
                ? Stream.concat(each, Stream.of(averageOfProperties(quantity)))
                : each;
    }

    private boolean isPublished(Quantity quantity, RunCell cell) {
        String name = published.nameInPaper(cell.property());
        return published.of(quantity).stream().anyMatch(figure -> figure.property().equals(name));
    }

    private TableRow byProperty(Quantity quantity, RunCell cell) {
        Optional<Proportion> before = cell.accuracy(RunCell.UNTRAINED_SELF);
        Optional<Proportion> after = after(cell);
        return row(
                group.nameOf(cell.property()),
                List.of(
                        before.map(self -> percent(quantity, 0, self)).orElse(Quantity.NONE),
                        after.map(self -> percent(quantity, 1, self)).orElse(Quantity.NONE)),
                Stream.of(before, after)
                        .flatMap(Optional::stream)
                        .map(AccuracyRows::interval)
                        .collect(Collectors.joining("; ")));
    }

    private Optional<Proportion> after(RunCell cell) {
        return group.setting().isFinetuned() ? cell.accuracy(RunCell.SELF) : Optional.empty();
    }

    private TableRow averageOfProperties(Quantity quantity) {
        var before = new ArrayList<Optional<Proportion>>();
        var after = new ArrayList<Optional<Proportion>>();
        for (RunCell cell : group.cells()) {
            before.add(cell.accuracy(RunCell.UNTRAINED_SELF));
            after.add(after(cell));
        }
        return row(
                "average over " + group.name(),
                List.of(average(quantity, 0, before), average(quantity, 1, after)),
                Quantity.NONE);
    }

    private static String average(
            Quantity quantity, int column, List<Optional<Proportion>> accuracies) {
        return accuracies.stream().allMatch(Optional::isPresent)
                ? quantity.text(
                        column,
                        PERCENT
                                * accuracies.stream()
                                        .flatMap(Optional::stream)
                                        .mapToDouble(Proportion::estimate)
                                        .average()
                                        .orElseThrow())
                : Quantity.NONE;
    }

    private Stream<TableRow> crossByRows(Quantity quantity) {
        return group
                .accuracy(RunCell.CROSS)
                .flatMap(
                        cross ->
                                group.accuracy(RunCell.SELF)
                                        .map(self -> crossByRows(quantity, cross, self)))
                .stream();
    }

    private TableRow crossByRows(Quantity quantity, Proportion cross, Proportion self) {
        return row(
                group.nameWithPredictor(),
                List.of(
                        quantity.text(0, group.setting().rows()),
                        percent(quantity, 1, cross),
                        percent(quantity, 2, self)),
                "cross " + interval(cross));
    }

    private TableRow row(String cell, List<String> values, String interval) {
        return new TableRow(TableRow.THIS_RUN, cell, values, interval, WHERE, group.note());
    }

    private static String percent(Quantity quantity, int column, Proportion accuracy) {
        return quantity.text(column, PERCENT * accuracy.estimate());
    }

    private static String interval(Proportion accuracy) {
        return accuracy.trials() == 1
                ? "n = 1"
                : String.format(
                        Locale.ROOT,
                        "± %.1f, n = %d",
                        PERCENT * accuracy.paperErrorBar(),
                        accuracy.trials());
    }
}

package dev.inward.report.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The rows of one group of cells about a measurement that ships. */
record MeasuredRows(RunGroup group, PublishedFigures published) {

    private static final double PERCENT = 100;
    private static final double ROUNDING_ERROR = 1e-9;
    private static final String WHERE = "verdicts.json, measurements";

    /**
     * The figures of a cell.
     *
     * @param values one for each column of the quantity; empty if it was not measured
     */
    private record Measured(RunCell cell, JsonNode measurement, List<OptionalDouble> values) {}

    Stream<TableRow> of(Quantity quantity) {
        return switch (quantity) {
            case BEHAVIOUR_CHANGE ->
                    rows(quantity, "behaviour-change", "predictsOld", "predictsNew");
            case CALIBRATION ->
                    rows(quantity, "calibration", "madSelf", "madCross", "madUntrained");
            default -> Stream.of();
        };
    }

    private Stream<TableRow> rows(Quantity quantity, String measurement, String... figures) {
        List<Measured> measured =
                group.cells().stream()
                        .flatMap(
                                cell ->
                                        cell
                                                .measurement(measurement)
                                                .map(found -> measured(cell, found, figures))
                                                .stream())
                        .filter(it -> it.values().stream().anyMatch(OptionalDouble::isPresent))
                        .toList();
        Stream<TableRow> each = measured.stream().map(it -> row(quantity, it));
        return measured.size() > 1
                ? Stream.concat(each, Stream.of(average(quantity, measured)))
                : each;
    }

    private static Measured measured(RunCell cell, JsonNode measurement, String... figures) {
        return new Measured(
                cell,
                measurement,
                Stream.of(figures).map(name -> RunCell.figure(measurement, name)).toList());
    }

    private TableRow row(Quantity quantity, Measured measured) {
        String name = published.nameInPaper(measured.cell().property());
        boolean isPublished =
                published.of(quantity).stream().anyMatch(it -> it.property().equals(name));
        return new TableRow(
                TableRow.THIS_RUN,
                name(quantity, measured.cell().property()),
                texts(quantity, measured.values()),
                interval(quantity, measured.measurement()),
                WHERE,
                group.note(
                        isPublished ? "" : "the paper has no figure of this property",
                        isComplementary(quantity, measured)
                                ? "each prediction says the old value or the new one, so both add up to 100 %"
                                : ""));
    }

    /** Returns whether each prediction says the old or the new value: with two values, all do. */
    private static boolean isComplementary(Quantity quantity, Measured measured) {
        double sum = measured.values().stream().mapToDouble(it -> it.orElse(0)).sum();
        return quantity == Quantity.BEHAVIOUR_CHANGE && Math.abs(sum - PERCENT) < ROUNDING_ERROR;
    }

    /** Behaviour change is about the target alone, calibration also about the cross-predictor. */
    private String name(Quantity quantity, String property) {
        return quantity == Quantity.CALIBRATION
                ? group.nameWithPredictor(property)
                : group.nameOf(property);
    }

    private TableRow average(Quantity quantity, List<Measured> measured) {
        var averages = new ArrayList<OptionalDouble>();
        for (int i = 0; i < quantity.columnTitles().size(); i++) {
            int column = i;
            boolean isComplete =
                    measured.stream().allMatch(it -> it.values().get(column).isPresent());
            averages.add(
                    isComplete
                            ? measured.stream()
                                    .mapToDouble(it -> it.values().get(column).orElseThrow())
                                    .average()
                            : OptionalDouble.empty());
        }
        return new TableRow(
                TableRow.THIS_RUN,
                name(quantity, "average over " + measured.size() + " properties"),
                texts(quantity, averages),
                Quantity.NONE,
                WHERE,
                group.note());
    }

    private static List<String> texts(Quantity quantity, List<OptionalDouble> values) {
        return IntStream.range(0, values.size())
                .mapToObj(
                        column ->
                                values.get(column).isPresent()
                                        ? quantity.text(column, values.get(column).orElseThrow())
                                        : Quantity.NONE)
                .toList();
    }

    /**
     * Only the difference of old and new has bounds; a mean absolute deviation has none. The
     * measurement says why it is not tested.
     */
    private static String interval(Quantity quantity, JsonNode measurement) {
        if (measurement.has("notTested")) {
            return "not tested";
        }
        Optional<JsonNode> difference =
                quantity == Quantity.BEHAVIOUR_CHANGE
                        ? RunCell.named(measurement.path("contrasts"), "newAboveOld").findFirst()
                        : Optional.empty();
        return difference
                .map(
                        contrast ->
                                String.format(
                                        Locale.ROOT,
                                        "new - old %+.1f, one-sided bounds %+.1f and %+.1f",
                                        PERCENT * contrast.path("estimate").asDouble(),
                                        PERCENT * contrast.path("lowerBound").asDouble(),
                                        PERCENT * contrast.path("upperBound").asDouble()))
                .orElse(Quantity.NONE);
    }
}

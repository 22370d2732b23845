package dev.inward.report.paper;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.statistics.Proportion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The cells of a run that differ in their properties only. As in the paper, figures over all
 * properties give each item the same weight.
 *
 * @param setting what the cells have in common
 * @param cells the cells, at least one; each once
 */
record RunGroup(RunCell.Setting setting, List<RunCell> cells) {

    /**
     * Groups the cells of verdicts. Several claims about a cell make it no second cell.
     *
     * @param verdicts entries of {@code verdicts.json}
     */
    static List<RunGroup> of(List<? extends JsonNode> verdicts) {
        return verdicts.stream()
                .map(RunCell::of)
                .flatMap(Optional::stream)
                .distinct()
                .collect(groupingBy(RunCell::setting, LinkedHashMap::new, toList()))
                .entrySet()
                .stream()
                .map(group -> new RunGroup(group.getKey(), group.getValue()))
                .toList();
    }

    /** Returns an accuracy over all items; empty if no cell has it. */
    Optional<Proportion> accuracy(String key) {
        return cells.stream()
                .map(cell -> cell.accuracy(key))
                .flatMap(Optional::stream)
                .reduce(
                        (one, other) ->
                                Proportion.of(
                                        one.successes() + other.successes(),
                                        one.trials() + other.trials()));
    }

    boolean hasSeveralProperties() {
        return properties() > 1;
    }

    private long properties() {
        return cells.stream().map(RunCell::property).distinct().count();
    }

    /** Returns the name of all cells for a table about self-prediction. */
    String name() {
        return withStudy(propertyNames() + " of " + setting.target());
    }

    /** Returns the name of all cells for a table about cross-prediction. */
    String nameWithPredictor() {
        return nameWithPredictor(propertyNames());
    }

    String nameOf(String properties) {
        return withStudy(properties + " of " + setting.target());
    }

    String nameWithPredictor(String properties) {
        return withStudy(
                properties + " of " + setting.target() + ", predicted by " + setting.predictor());
    }

    private String propertyNames() {
        return hasSeveralProperties() ? properties() + " properties" : cells.get(0).property();
    }

    private String withStudy(String name) {
        return setting.study().isEmpty() ? name : name + ", study " + setting.study();
    }

    /** Returns what differs between the group and the experiments of the paper. */
    String note(String... further) {
        return Stream.concat(
                        Stream.of("protocol " + setting.protocol(), setting.design()),
                        Stream.of(further))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }
}

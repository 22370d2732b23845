package dev.inward.verdict.regression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.study.Comparison;
import dev.inward.study.ModelProvenance;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a run beside its cell of a baseline, as far as the gate needs it. Other JVMs of the run
 * read it as JSON; component names are keys. All verdicts of the gate are computed from such cells,
 * so they do not depend on how many JVMs execute the run.
 *
 * @param figure what the cell is about: its advantage
 * @param isExecuted whether an eval has used the cell
 * @param baseline the same of its cell of the baseline; null if it has none
 * @param whyIncomparable the reason why this cell by itself cannot be compared; null if it can be
 * @param confidence the confidence of bounds and intervals
 * @param served the ids of the models that answered, by the name of the requested model
 * @param tasks the items that both versions have to predict
 * @param contrasts the contrasts of its measurements
 */
public record ComparedCell(
        GatedFigure figure,
        boolean isExecuted,
        @Nullable GatedFigure baseline,
        @Nullable String whyIncomparable,
        double confidence,
        Map<String, Set<String>> served,
        List<ComparedTask> tasks,
        List<ComparedContrast> contrasts) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Copies the collections. */
    public ComparedCell {
        served = Map.copyOf(served);
        tasks = List.copyOf(tasks);
        contrasts = List.copyOf(contrasts);
    }

    /**
     * Compares a cell, which is not executed yet. Waits for its comparison.
     *
     * @param recorded the cell of the baseline; empty if it has none
     * @param noSuchCell the reason for a cell that the baseline does not have
     */
    static ComparedCell of(Evidence evidence, Optional<RecordedCell> recorded, String noSuchCell) {
        Comparison current = evidence.comparison();
        Optional<String> whyIncompatible =
                recorded.isEmpty()
                        ? Optional.of(noSuchCell)
                        : BaselineCompatibility.whyIncompatible(recorded.get(), current);
        List<ItemAdvantages> items =
                whyIncompatible.isPresent() ? List.of() : recorded.orElseThrow().pairs(current);
        return new ComparedCell(
                GatedFigure.advantage(evidence.request()),
                false,
                recorded.map(RecordedCell::figure).orElse(null),
                whyIncompatible
                        .or(
                                () ->
                                        CommonItems.whyInsufficient(
                                                recorded.orElseThrow(), current, items))
                        .orElse(null),
                evidence.rule().confidence(),
                served(current),
                ComparedTask.of(items),
                ComparedContrast.allOf(current, recorded, whyIncompatible));
    }

    private static Map<String, Set<String>> served(Comparison comparison) {
        Map<String, Set<String>> served = new TreeMap<>();
        for (ModelProvenance model : comparison.provenance().models()) {
            served.computeIfAbsent(model.name(), it -> new TreeSet<>()).addAll(model.served());
        }
        return served;
    }

    /** {@return the same cell after an eval has used it} */
    public ComparedCell executed() {
        return new ComparedCell(
                figure, true, baseline, whyIncomparable, confidence, served, tasks, contrasts);
    }

    /**
     * {@return a cell that a JVM of this run has written}
     *
     * @param json the cell
     * @throws IllegalArgumentException if it cannot be read
     */
    public static ComparedCell read(JsonNode json) {
        try {
            return JSON.treeToValue(json, ComparedCell.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a cell that a JVM of this run compared cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * {@return cells for other JVMs, a JSON array}
     *
     * @param cells the cells
     */
    public static JsonNode write(List<ComparedCell> cells) {
        return JSON.valueToTree(cells);
    }

    /** Returns the cell as reports name it. */
    String name() {
        return figure.toString();
    }

    /** Returns the figures of the baseline that the cell is compared with. */
    List<GatedFigure> baselineFigures() {
        GatedFigure advantage = baseline;
        return advantage == null
                ? List.of()
                : Stream.concat(
                                Stream.of(advantage),
                                contrasts.stream()
                                        .filter(ComparedContrast::isInBaseline)
                                        .map(
                                                it ->
                                                        advantage.contrast(
                                                                it.measurement(), it.number())))
                        .toList();
    }

    /** Returns the items of all tasks. */
    List<ItemAdvantages> items() {
        return tasks.stream().flatMap(task -> task.items().stream()).toList();
    }
}

package dev.inward.verdict.regression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ModelProvenance;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A cell of a run beside its cell of a baseline, as far as the gate needs it. Other JVMs of the run
 * read it as JSON; component names are keys. All verdicts of the gate are computed from such cells,
 * so they do not depend on how many JVMs execute the run.
 *
 * @param property the name of the property
 * @param target the target
 * @param predictor the cross-predictor
 * @param isExecuted whether an eval has used the cell
 * @param baselineCell the cell of the baseline; null if it has none
 * @param whyIncomparable the reason why this cell by itself cannot be compared; null if it can be
 * @param confidence the confidence of bounds and intervals
 * @param served the ids of the models that answered, by the name of the requested model
 * @param tasks the items that both versions have to predict
 */
public record ComparedCell(
        String property,
        String target,
        String predictor,
        boolean isExecuted,
        @Nullable String baselineCell,
        @Nullable String whyIncomparable,
        double confidence,
        Map<String, Set<String>> served,
        List<ComparedTask> tasks) {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** Copies the collections. */
    public ComparedCell {
        served = Map.copyOf(served);
        tasks = List.copyOf(tasks);
    }

    /**
     * Compares a cell, which is not executed yet. Waits for its comparison.
     *
     * @param recorded the cell of the baseline; empty if it has none
     * @param noSuchCell the reason for a cell that the baseline does not have
     */
    static ComparedCell of(Evidence evidence, Optional<RecordedCell> recorded, String noSuchCell) {
        Comparison current = evidence.comparison();
        ComparisonRequest request = evidence.request();
        Optional<String> whyIncompatible =
                recorded.isEmpty()
                        ? Optional.of(noSuchCell)
                        : BaselineCompatibility.whyIncompatible(recorded.get(), current);
        List<ItemAdvantages> items =
                whyIncompatible.isPresent() ? List.of() : recorded.orElseThrow().pairs(current);
        return new ComparedCell(
                request.property().name(),
                request.target(),
                request.predictor(),
                false,
                recorded.map(RecordedCell::displayName).orElse(null),
                whyIncompatible
                        .or(
                                () ->
                                        CommonItems.whyInsufficient(
                                                recorded.orElseThrow(), current, items))
                        .orElse(null),
                evidence.rule().confidence(),
                served(current),
                ComparedTask.of(items));
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
                property,
                target,
                predictor,
                true,
                baselineCell,
                whyIncomparable,
                confidence,
                served,
                tasks);
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
        return String.format(Locale.ROOT, "%s of %s, predicted by %s", property, target, predictor);
    }

    /** Returns the items of all tasks. */
    List<ItemAdvantages> items() {
        return tasks.stream().flatMap(task -> task.items().stream()).toList();
    }
}

package dev.inward.verdict.regression;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.study.Comparison;
import dev.inward.verdict.items.DataSufficiency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The cells that a run records for a baseline. Several JVMs of a run may contribute cells. */
public final class RecordedCells {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private RecordedCells() {}

    /**
     * {@return the cells as a baseline stores them, a JSON array}
     *
     * @param comparisons the comparisons, each cell once
     * @throws IllegalArgumentException if too many answers of a comparison are missing
     */
    public static JsonNode of(Collection<Comparison> comparisons) {
        comparisons.forEach(RecordedCells::requireAnswers);
        return JSON.valueToTree(comparisons.stream().map(RecordedCell::of).toList());
    }

    private static void requireAnswers(Comparison comparison) {
        DataSufficiency.tooManyMissing(comparison)
                .or(() -> tooManyMissingInMeasurements(comparison))
                .ifPresent(
                        reason -> {
                            throw new IllegalArgumentException(
                                    String.format(
                                            Locale.ROOT,
                                            "no baseline is written. On %s of %s: %s",
                                            comparison.request().property().name(),
                                            comparison.request().displayName(),
                                            reason));
                        });
    }

    private static Optional<String> tooManyMissingInMeasurements(Comparison comparison) {
        return comparison.measurements().stream()
                .filter(
                        result ->
                                result.missing().size()
                                        > Comparison.MAX_MISSING_SHARE
                                                * (result.missing().size() + result.items().size()))
                .findFirst()
                .flatMap(
                        result ->
                                DataSufficiency.reason(
                                        "the measurement '%s' lacks answers to %d items, more than 1 %%. The first missing answer: %s",
                                        result.measurement().name(),
                                        result.missing().size(),
                                        result.whyMissing()));
    }

    /**
     * Writes a baseline. If a cell is given several times, the last one counts.
     *
     * @param file the file to write
     * @param cells the cells in the form of {@link #of}
     * @return the number of different cells
     * @throws IllegalArgumentException if a cell is given on other items or by other judges too;
     *     then nothing is written
     */
    public static int write(Path file, List<JsonNode> cells) {
        Map<String, RecordedCell> byName = new LinkedHashMap<>();
        for (JsonNode node : cells) {
            RecordedCell cell = read(node);
            RecordedCell other = byName.put(cell.displayName(), cell);
            if (other != null && !isSameMeasurement(cell, other)) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "no baseline is written. Two evals of this run measure %s on different items, by other judges or with other measurements, but a baseline can hold this cell only once. Run one of the evals alone with -Dtest=",
                                cell.displayName()));
            }
        }
        RecordedRun.of(new ArrayList<>(byName.values())).write(file);
        return byName.size();
    }

    private static RecordedCell read(JsonNode cell) {
        try {
            return JSON.treeToValue(cell, RecordedCell.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a cell that a JVM of this run recorded cannot be read: " + e.getMessage(), e);
        }
    }

    private static boolean isSameMeasurement(RecordedCell one, RecordedCell other) {
        return one.split() == other.split()
                && one.data().equals(other.data())
                && one.prompts().equals(other.prompts())
                && RecordedJudging.isSameQuestion(one.judging(), other.judging())
                && RecordedMeasurement.areSame(one.measurements(), other.measurements())
                && one.tasks().size() == other.tasks().size()
                && IntStream.range(0, one.tasks().size())
                        .allMatch(
                                task ->
                                        one.tasks().get(task).self().length()
                                                == other.tasks().get(task).self().length());
    }
}

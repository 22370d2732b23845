package dev.inward.verdict.regression;

import static dev.inward.study.PredictionOutcome.MISSING;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.task.ScoredSplit;
import dev.inward.verdict.regression.RecordedCell.RecordedTask;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which cells of a run form a baseline. */
class RecordedCellsTest {

    private static final RecordedTask PETS = new RecordedTask("pets", "1100", "0101");
    private static final RecordedCell CELL = cell(ScoredSplit.HELD_OUT, "data", "prompts", PETS);

    @TempDir Path folder;

    @Test
    void the_cells_are_counted_and_sorted_by_property_target_and_predictor() {
        Path file = folder.resolve("baseline.json");
        List<JsonNode> cells = new ArrayList<>();
        Stream.of(
                        PetComparison.selfRight("last_word", "a", "b"),
                        PetComparison.selfRight("first_word", "b", "a"),
                        PetComparison.selfRight("first_word", "a", "c"),
                        PetComparison.selfRight("first_word", "a", "b"))
                .forEach(it -> cells.addAll(recorded(it)));

        assertThat(RecordedCells.write(file, cells)).isEqualTo(4);
        assertThat(RecordedRun.read(file).cells())
                .extracting(RecordedCell::displayName)
                .containsExactly(
                        "first_word of a, predicted by b",
                        "first_word of a, predicted by c",
                        "first_word of b, predicted by a",
                        "last_word of a, predicted by b");
    }

    @Test
    void a_cell_that_a_rerun_measured_again_is_stored_once_with_its_last_outcomes() {
        Path file = folder.resolve("baseline.json");
        var again = new RecordedTask("pets", "1111", "0000");

        assertThat(
                        RecordedCells.write(
                                file,
                                json(CELL, cell(ScoredSplit.HELD_OUT, "data", "prompts", again))))
                .isEqualTo(1);
        assertThat(RecordedRun.read(file).cells().get(0).tasks()).containsExactly(again);
    }

    @Test
    void two_evals_that_measure_one_cell_on_different_items_write_no_baseline() {
        Path file = folder.resolve("baseline.json");

        for (RecordedCell other :
                List.of(
                        cell(ScoredSplit.ALL, "data", "prompts", PETS),
                        cell(ScoredSplit.HELD_OUT, "other", "prompts", PETS),
                        cell(ScoredSplit.HELD_OUT, "data", "other", PETS),
                        cell(ScoredSplit.HELD_OUT, "data", "prompts", PETS, PETS),
                        cell(
                                ScoredSplit.HELD_OUT,
                                "data",
                                "prompts",
                                new RecordedTask("pets", "110", "010")))) {
            List<JsonNode> cells = json(CELL, other);

            assertThatThrownBy(() -> RecordedCells.write(file, cells))
                    .hasMessage(
                            "no baseline is written. Two evals of this run measure first_word of a, predicted by b on different items, by other judges or with other measurements, but a baseline can hold this cell only once. Run one of the evals alone with -Dtest=");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void a_comparison_with_too_many_missing_answers_is_not_recorded() {
        SyntheticComparison oneOfAHundred = withMissing(1);
        SyntheticComparison twoOfAHundred = withMissing(2);

        assertThat(recorded(oneOfAHundred)).hasSize(1);
        assertThatThrownBy(() -> recorded(twoOfAHundred))
                .hasMessageStartingWith(
                        "no baseline is written. On first_word of a, predicted by b: 2 of 100 items have no answer");
    }

    private static SyntheticComparison withMissing(int missing) {
        return PetComparison.of("first_word", "a", "b", i -> i < missing ? MISSING : RIGHT);
    }

    private static List<JsonNode> recorded(SyntheticComparison comparison) {
        return RecordedCells.of(List.of(comparison.build())).valueStream().toList();
    }

    private static List<JsonNode> json(RecordedCell... cells) {
        return Stream.of(cells).<JsonNode>map(new ObjectMapper()::valueToTree).toList();
    }

    private static RecordedCell cell(
            ScoredSplit split, String data, String prompts, RecordedTask... tasks) {
        RecordedCell any = RecordedCell.of(PetComparison.selfRight("first_word", "a", "b").build());
        return new RecordedCell(
                any.study(),
                any.property(),
                any.target(),
                any.predictor(),
                "",
                split,
                any.seed(),
                any.trainingRows(),
                data,
                prompts,
                new TreeMap<>(),
                List.of(tasks),
                List.of());
    }
}

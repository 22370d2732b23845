package dev.inward.verdict.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.statistics.Interval;
import dev.inward.study.Comparison;
import dev.inward.study.Lineage;
import dev.inward.study.ModelProvenance;
import dev.inward.study.PredictionOutcome;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.AdvantageChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a baseline stores of a comparison. */
class RecordedRunTest {

    private static final List<Item> ITEMS =
            IntStream.range(0, 4)
                    .mapToObj(i -> new Item("pets", Map.of(), "prompt " + i, Split.HELD_OUT))
                    .toList();

    @TempDir Path folder;

    @Test
    void every_item_is_one_character_in_file_order() {
        RecordedCell cell = RecordedCell.of(comparison());

        assertThat(cell.tasks())
                .containsExactly(new RecordedCell.RecordedTask("pets", "10.-", "x-.-"));
        assertThat(cell.items()).isEqualTo(4);
        assertThat(cell.missing()).isEqualTo(2);
    }

    @Test
    void an_item_is_joined_unless_its_property_is_undefined() {
        List<AdvantageChange.ItemAdvantages> pairs =
                RecordedCell.of(comparison()).pairs(comparison());

        assertThat(pairs)
                .extracting(AdvantageChange.ItemAdvantages::item)
                .containsExactly(ITEMS.get(0), ITEMS.get(1), ITEMS.get(3));
        assertThat(pairs.get(0)).isEqualTo(new AdvantageChange.ItemAdvantages(ITEMS.get(0), 1, 1));
        assertThat(pairs)
                .extracting(AdvantageChange.ItemAdvantages::isComplete)
                .containsExactly(true, false, false);
    }

    @Test
    void a_written_baseline_is_read_back_unchanged() {
        RecordedRun written = RecordedRun.of(List.of(RecordedCell.of(comparison())));
        Path file = folder.resolve("baselines/it.json");
        written.write(file);

        assertThat(RecordedRun.read(file)).isEqualTo(written);
        assertThat(file).content().containsOnlyOnce("lineage");
        assertThat(written.inward()).matches("[0-9]+\\..*");
    }

    @Test
    void a_duplicate_key_and_a_second_value_are_errors_and_a_byte_order_mark_is_none()
            throws IOException {
        RecordedRun written = RecordedRun.of(List.of(RecordedCell.of(comparison())));
        Path file = folder.resolve("it.json");
        written.write(file);
        String json = Files.readString(file);

        Files.writeString(file, json.replaceFirst("\\{", "{\"schema\": 1,"));
        assertThatThrownBy(() -> RecordedRun.read(file))
                .hasMessageContaining("it.json cannot be read: Duplicate field 'schema'");
        Files.writeString(file, json + json);
        assertThatThrownBy(() -> RecordedRun.read(file))
                .hasMessageContaining("it.json cannot be read: Trailing token");
        Files.writeString(file, "\ufeff" + json);

        assertThat(RecordedRun.read(file)).isEqualTo(written);
    }

    @Test
    void the_error_of_an_invalid_file_names_the_file_and_the_fix() throws IOException {
        Path file = Files.writeString(folder.resolve("it.json"), "{\"schema\": 3, \"cells\": []}");

        assertThatThrownBy(() -> RecordedRun.read(file))
                .hasMessageContaining("it.json cannot be read: it has schema 3, expected 1 or 2")
                .hasMessageContaining("restore it from version control");
    }

    @Test
    void an_item_whose_property_was_undefined_in_the_baseline_is_not_joined() {
        RecordedCell recorded = with(new RecordedCell.RecordedTask("pets", ".011", ".101"));

        assertThat(recorded.pairs(comparison()))
                .extracting(AdvantageChange.ItemAdvantages::item)
                .containsExactly(ITEMS.get(1), ITEMS.get(3));
        assertThat(recorded.predicted()).isEqualTo(3);
    }

    @Test
    void the_old_advantage_is_self_minus_cross_and_any_value_if_an_answer_is_missing() {
        RecordedCell recorded = with(new RecordedCell.RecordedTask("pets", "0-10", "11-1"));

        assertThat(recorded.pairs(comparison()))
                .extracting(AdvantageChange.ItemAdvantages::oldAdvantage)
                .containsExactly(new Interval(-1, -1), new Interval(-1, 1), new Interval(-1, -1));
        assertThat(recorded.predicted()).isEqualTo(2);
        assertThat(recorded.missing()).isEqualTo(2);
    }

    @Test
    void outcomes_that_an_edit_by_hand_has_damaged_are_errors() {
        assertThatThrownBy(() -> new RecordedCell.RecordedTask("pets", "101", "10"))
                .hasMessage(
                        "task 'pets' has 3 outcomes of self-prediction and 2 of cross-prediction");
        for (List<String> damaged : List.of(List.of("1?0", "100"), List.of("100", "1?0"))) {
            assertThatThrownBy(
                            () ->
                                    new RecordedCell.RecordedTask(
                                            "pets", damaged.get(0), damaged.get(1)))
                    .hasMessage("'?' is not a known outcome. The known outcomes are: 10x-.");
        }
    }

    @Test
    void a_missing_file_and_one_without_cells_are_errors_that_name_the_parameter()
            throws IOException {
        Path missing = folder.resolve("none.json");
        Path empty = Files.writeString(folder.resolve("it.json"), "{\"schema\": 1, \"cells\": []}");

        assertThatThrownBy(() -> RecordedRun.read(missing))
                .hasMessageStartingWith("there is no baseline at " + missing)
                .hasMessageEndingWith("-Dinward.baseline.write=" + missing);
        assertThatThrownBy(() -> RecordedRun.read(empty))
                .hasMessageContaining("it.json cannot be read: it has no cells");
    }

    private static RecordedCell with(RecordedCell.RecordedTask task) {
        RecordedCell cell = RecordedCell.of(comparison());
        return new RecordedCell(
                cell.study(),
                cell.property(),
                cell.target(),
                cell.predictor(),
                "",
                cell.split(),
                cell.seed(),
                cell.trainingRows(),
                cell.data(),
                cell.prompts(),
                new TreeMap<>(),
                List.of(task),
                List.of());
    }

    private static Comparison comparison() {
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                "self", "cross", SyntheticComparison.task("pets", ITEMS)),
                        List.of(
                                SyntheticComparison.scored(
                                        ITEMS.get(0),
                                        PredictionOutcome.RIGHT,
                                        PredictionOutcome.NON_COMPLIANT),
                                SyntheticComparison.scored(
                                        ITEMS.get(1),
                                        PredictionOutcome.WRONG,
                                        PredictionOutcome.MISSING)))
                .undefined(1)
                .withoutBehaviour(ITEMS.get(3))
                .models(
                        new ModelProvenance(
                                "self",
                                "id",
                                "greedy",
                                new TreeSet<>(Set.of("b", "a")),
                                new Lineage("base", List.of("rows"))),
                        SyntheticComparison.model("cross", null))
                .build();
    }
}

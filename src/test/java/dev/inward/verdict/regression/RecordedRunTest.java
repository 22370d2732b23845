package dev.inward.verdict.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.knowntruth.SyntheticComparison;
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
        Path file = Files.writeString(folder.resolve("it.json"), "{\"schema\": 2, \"cells\": []}");

        assertThatThrownBy(() -> RecordedRun.read(file))
                .hasMessageContaining("it.json cannot be read: it has schema 2, expected 1")
                .hasMessageContaining("restore it from version control");
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

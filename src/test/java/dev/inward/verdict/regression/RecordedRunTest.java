package dev.inward.verdict.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.knowntruth.MadeComparison;
import dev.inward.study.Comparison;
import dev.inward.study.Lineage;
import dev.inward.study.ModelProvenance;
import dev.inward.study.Outcome;
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

/** What a baseline keeps of a comparison, and what comes back of it. */
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
    void only_items_with_all_predictions_are_joined() {
        List<AdvantageChange.Pair> pairs = RecordedCell.of(comparison()).pairs(comparison());

        assertThat(pairs).containsExactly(new AdvantageChange.Pair(ITEMS.get(0), 1, 1));
    }

    @Test
    void what_is_written_is_read_back() {
        RecordedRun written = RecordedRun.of(List.of(comparison()));
        Path file = folder.resolve("baselines/it.json");
        written.write(file);

        assertThat(RecordedRun.read(file)).isEqualTo(written);
        assertThat(file).content().containsOnlyOnce("lineage");
        assertThat(written.inward()).matches("[0-9]+\\..*");
    }

    @Test
    void a_file_of_another_kind_is_named_with_the_mend() throws IOException {
        Path file = Files.writeString(folder.resolve("it.json"), "{\"schema\": 2, \"cells\": []}");

        assertThatThrownBy(() -> RecordedRun.read(file))
                .hasMessageContaining("it.json cannot be read: it has schema 2, expected 1")
                .hasMessageContaining("restore it from version control");
    }

    private static Comparison comparison() {
        return MadeComparison.of(
                        MadeComparison.request("self", "cross", MadeComparison.task("pets", ITEMS)),
                        List.of(
                                MadeComparison.scored(
                                        ITEMS.get(0), Outcome.RIGHT, Outcome.NON_COMPLIANT),
                                MadeComparison.scored(
                                        ITEMS.get(1), Outcome.WRONG, Outcome.MISSING)))
                .undefined(1)
                .withoutBehaviour(ITEMS.get(3))
                .by(
                        new ModelProvenance(
                                "self",
                                "id",
                                "greedy",
                                new TreeSet<>(Set.of("b", "a")),
                                new Lineage("base", List.of("rows"))),
                        MadeComparison.participant("cross", null))
                .make();
    }
}

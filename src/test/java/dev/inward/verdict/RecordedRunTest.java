package dev.inward.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.property.BehavioralProperties;
import dev.inward.study.Baseline;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.Labels;
import dev.inward.study.Outcome;
import dev.inward.study.Participant;
import dev.inward.study.Prediction;
import dev.inward.study.Probes;
import dev.inward.study.Provenance;
import dev.inward.study.ScoredItem;
import dev.inward.study.Stopping;
import dev.inward.study.Yardsticks;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.task.Task;
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
        var request =
                new ComparisonRequest(
                        BehavioralProperties.named("first_character"),
                        "self",
                        "cross",
                        List.of(new Task("pets", new Task.Prompts("", "", ""), List.of(), ITEMS)),
                        Split.HELD_OUT,
                        1000,
                        1,
                        Labels.TRUE,
                        Probes.NONE,
                        Stopping.AT_THE_END);
        return new Comparison(
                request,
                10,
                List.of(
                        scored(0, Outcome.RIGHT, Outcome.NON_COMPLIANT),
                        scored(1, Outcome.WRONG, Outcome.MISSING)),
                1,
                List.of(ITEMS.get(3)),
                100,
                0,
                "gone",
                0,
                "",
                0,
                new Provenance(
                        new Participant("self", "id", "greedy", new TreeSet<>(Set.of("b", "a"))),
                        new Participant("cross", null, null, new TreeSet<>()),
                        "data",
                        "prompts"));
    }

    private static ScoredItem scored(int item, Outcome self, Outcome cross) {
        var any = new Prediction("a", Outcome.WRONG);
        return new ScoredItem(
                ITEMS.get(item),
                "a",
                "a",
                new Prediction("a", self),
                new Prediction("a", cross),
                any,
                any,
                new Yardsticks("c", Map.of(Baseline.MODE, 0.0), Set.of(), null, null),
                null);
    }
}

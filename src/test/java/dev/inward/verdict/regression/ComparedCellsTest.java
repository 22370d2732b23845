package dev.inward.verdict.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.inward.Margin;
import dev.inward.statistics.Interval;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.CellVerdict;
import dev.inward.verdict.Decision;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.RegressionClaim;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Cells that several JVMs of a run have compared with a baseline. */
class ComparedCellsTest {

    private static final List<ItemAdvantages> UNCHANGED =
            IntStream.range(0, 200)
                    .mapToObj(
                            i ->
                                    new ItemAdvantages(
                                            new Item(
                                                    i < 100 ? "a" : "b",
                                                    Map.of(),
                                                    "prompt " + i / 2,
                                                    Split.HELD_OUT),
                                            i % 3 - 1,
                                            i % 3 - 1))
                    .toList();

    @Test
    void cells_are_read_as_they_were_written() {
        ComparedCell cell = cell("first_word", "new", "old cell", Map.of("new", Set.of("id-1")));

        assertThat(ComparedCell.write(List.of(cell)).valueStream().map(ComparedCell::read))
                .containsExactly(cell);
    }

    @Test
    void items_keep_their_task_their_prompts_and_their_advantages() {
        List<ItemAdvantages> items = cell("first_word", "new", "old cell", Map.of()).items();

        assertThat(items)
                .extracting(it -> it.item().task(), ItemAdvantages::oldAdvantage)
                .containsExactlyInAnyOrderElementsOf(
                        UNCHANGED.stream()
                                .map(it -> tuple(it.item().task(), it.oldAdvantage()))
                                .toList());
        assertThat(items.stream().map(it -> it.item().objectLevelPrompt()).distinct())
                .hasSize(100)
                .noneMatch(prompt -> prompt.contains("prompt"));
    }

    @Test
    void a_model_that_two_cells_saw_served_by_different_models_leaves_both_open() {
        List<CellVerdict> verdicts =
                verdicts(
                        cell("first_word", "new", "old cell", Map.of("new", Set.of("id-1"))),
                        cell("last_word", "new", "old cell 2", Map.of("new", Set.of("id-2"))));

        assertThat(verdicts)
                .hasSize(2)
                .allSatisfy(
                        verdict -> {
                            assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
                            assertThat(verdict.judgement().reason())
                                    .isEqualTo(
                                            "several models answered for 'new' within this run: id-1, id-2");
                        });
    }

    @Test
    void one_served_model_decides_both() {
        assertThat(
                        verdicts(
                                cell("first_word", "new", "old cell", Map.of("new", Set.of("id"))),
                                cell("last_word", "new", "old 2", Map.of("new", Set.of("id")))))
                .extracting(CellVerdict::decision)
                .containsExactly(Decision.PASS, Decision.PASS);
    }

    @Test
    void two_cells_that_are_compared_with_one_cell_of_the_baseline_stay_open() {
        assertThat(
                        verdicts(
                                cell("first_word", "one", "old cell", Map.of()),
                                cell("first_word", "other", "old cell", Map.of())))
                .extracting(verdict -> verdict.judgement().reason())
                .containsExactly(
                        "the cell of the baseline, first_word of old cell, predicted by peer, is also that of first_word of other, predicted by peer",
                        "the cell of the baseline, first_word of old cell, predicted by peer, is also that of first_word of one, predicted by peer");
    }

    @Test
    void a_model_that_does_not_take_part_in_a_cell_leaves_it_decided() {
        assertThat(
                        verdicts(
                                cell("first_word", "a", "old a", Map.of("a", Set.of("id"))),
                                cell("first_word", "b", "old b", Map.of("b", Set.of("1", "2")))))
                .extracting(CellVerdict::decision)
                .containsExactly(Decision.PASS, Decision.INCONCLUSIVE);
    }

    @Test
    void an_item_with_a_missing_answer_keeps_every_possible_advantage() {
        Item item = new Item("pets", Map.of(), "prompt", Split.HELD_OUT);
        List<ItemAdvantages> incomplete =
                List.of(
                        new ItemAdvantages(item, new Interval(-1, 1), new Interval(1, 1)),
                        new ItemAdvantages(item, new Interval(0, 0), new Interval(-1, 0)));

        List<ItemAdvantages> read = ComparedTask.of(incomplete).get(0).items();

        assertThat(read)
                .extracting(ItemAdvantages::oldAdvantage)
                .containsExactly(new Interval(-1, 1), new Interval(0, 0));
        assertThat(read)
                .extracting(ItemAdvantages::newAdvantage)
                .containsExactly(new Interval(1, 1), new Interval(-1, 1));
    }

    private static List<CellVerdict> verdicts(ComparedCell... cells) {
        return new ComparedCells(List.of(), List.of(cells), new RegressionClaim(new Margin(0.15)))
                .verdicts();
    }

    private static ComparedCell cell(
            String property,
            String target,
            String baselineTarget,
            Map<String, Set<String>> served) {
        return new ComparedCell(
                new GatedFigure("", property, target, "peer", "", ""),
                true,
                new GatedFigure("", property, baselineTarget, "peer", "", ""),
                null,
                0.95,
                served,
                ComparedTask.of(UNCHANGED),
                List.of());
    }
}

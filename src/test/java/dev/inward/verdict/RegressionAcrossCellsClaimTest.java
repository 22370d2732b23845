package dev.inward.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.Margin;
import dev.inward.statistics.Interval;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.figures.AdvantageChange.ItemAdvantages;
import dev.inward.verdict.figures.ChangeAcrossCells;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests how the mean change over all cells decides the gate. The old advantage is 1. */
class RegressionAcrossCellsClaimTest {

    private static final double CONFIDENCE = 0.95;

    @Test
    void a_fall_within_the_margin_passes_and_the_reason_names_both() {
        ChangeAcrossCells change = change(List.of(cell("a", 10, 40), cell("b", 10, 40)));

        Judgement judgement = judge(change, 0.5);

        assertThat(judgement.decision()).isEqualTo(Decision.PASS);
        assertThat(judgement.reason())
                .isEqualTo(
                        String.format(
                                Locale.ROOT,
                                "the mean advantage has changed by at least %.3f, above -0.500, and no cell has fallen",
                                change.lower()));
    }

    @Test
    void a_fall_beyond_the_margin_fails_and_the_reason_names_both() {
        ChangeAcrossCells change = change(List.of(cell("a", 40, 80), cell("b", 40, 80)));

        Judgement judgement = judge(change, 0.05);

        assertThat(judgement.decision()).isEqualTo(Decision.FAIL);
        assertThat(judgement.reason())
                .startsWith(
                        String.format(
                                Locale.ROOT,
                                "the mean advantage has changed by at most %.3f, below -0.050 (p = ",
                                change.upper()));
    }

    @Test
    void a_margin_inside_the_interval_is_inconclusive_and_says_how_many_items_would_settle_it() {
        ChangeAcrossCells change =
                withP(change(List.of(cell("a", 10, 40), cell("b", 10, 40))), 0.5);

        Judgement judgement = judge(change, 0.2);

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason()).endsWith("; the margin is -0.200");
        assertThat(judgement.itemsToSettle().orElseThrow().expected().orElseThrow())
                .isGreaterThan(80);
    }

    @Test
    void a_lower_bound_at_the_margin_does_not_pass() {
        ChangeAcrossCells change =
                withP(change(List.of(cell("a", 10, 40), cell("b", 10, 40))), 0.5);

        assertThat(judge(change, -change.lower()).decision()).isEqualTo(Decision.INCONCLUSIVE);
    }

    /** The gate makes one claim more than it has cells. */
    @Test
    void the_p_value_is_adjusted_for_the_cells_and_the_mean() {
        ChangeAcrossCells atLevel = withP(change(List.of(cell("a", 10, 40))), (1 - CONFIDENCE) / 2);

        assertThat(atLevel.adjustedP()).isEqualTo(1 - CONFIDENCE);
        assertThat(judge(atLevel, 0.05).decision()).isEqualTo(Decision.FAIL);
        assertThat(judge(withP(atLevel, 0.0251), 0.05).decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(withP(atLevel, 0.7).adjustedP()).isEqualTo(1);
    }

    @Test
    void thirty_equal_prompts_of_all_cells_together_are_enough() {
        assertThat(judge(change(List.of(cell("a", 0, 30))), 0.5).decision())
                .isEqualTo(Decision.PASS);
        assertThat(judge(change(List.of(cell("a", 0, 15), cell("b", 0, 15))), 0.5).decision())
                .isEqualTo(Decision.PASS);
        assertThat(
                        judge(
                                        change(
                                                List.of(
                                                        cell("a", 0, 10),
                                                        cell("b", 0, 10),
                                                        cell("c", 0, 10))),
                                        0.5)
                                .decision())
                .isEqualTo(Decision.PASS);
    }

    @Test
    void fewer_than_thirty_prompts_of_all_cells_together_decide_nothing() {
        Judgement judgement = judge(change(List.of(cell("a", 0, 14), cell("b", 0, 15))), 0.5);

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason())
                .startsWith("all cells together have 29 prompts, which count as 29.0 equal ones.");
    }

    @Test
    void a_fallen_cell_fails_the_gate_even_if_the_prompts_are_too_few_for_the_mean() {
        ChangeAcrossCells change = change(List.of(cell("a", 0, 14)));

        Judgement judgement =
                new RegressionAcrossCellsClaim(new Margin(0.5)).judge(change, List.of("a", "b"));

        assertThat(judgement.decision()).isEqualTo(Decision.FAIL);
        assertThat(judgement.reason()).isEqualTo("2 cells have fallen: a; b");
    }

    @Test
    void missing_answers_count_as_the_greatest_rise_for_the_upper_bound() {
        List<ItemAdvantages> lost = cell("a", 60, 60);
        List<ItemAdvantages> mayRise =
                IntStream.range(0, 6)
                        .mapToObj(
                                i ->
                                        new ItemAdvantages(
                                                new Item(
                                                        "a",
                                                        Map.of(),
                                                        "further " + i,
                                                        Split.HELD_OUT),
                                                new Interval(-1, -1),
                                                new Interval(-1, 1)))
                        .toList();
        ChangeAcrossCells complete = change(List.of(lost));
        ChangeAcrossCells incomplete =
                change(List.of(Stream.concat(lost.stream(), mayRise.stream()).toList()));

        // The 60 complete items fell by 1; the 6 others may have risen by 2.
        assertThat(complete.difference().estimate()).isEqualTo(-1, within(1e-12));
        assertThat(incomplete.difference().estimate()).isEqualTo(-1, within(1e-12));
        assertThat(incomplete.upper()).isGreaterThan(complete.upper() + 0.2);
    }

    private static Judgement judge(ChangeAcrossCells change, double margin) {
        return new RegressionAcrossCellsClaim(new Margin(margin)).judge(change, List.of());
    }

    private static ChangeAcrossCells change(List<List<ItemAdvantages>> cells) {
        return ChangeAcrossCells.of(cells, cells.size(), new Margin(0.05), CONFIDENCE);
    }

    private static ChangeAcrossCells withP(ChangeAcrossCells change, double p) {
        return new ChangeAcrossCells(
                change.cells(),
                change.figures(),
                change.oldAdvantage(),
                change.newAdvantage(),
                change.difference(),
                change.lower(),
                change.upper(),
                p,
                change.confidence());
    }

    /** Returns items of which some have lost their advantage of 1. */
    private static List<ItemAdvantages> cell(String prompt, int lost, int items) {
        return IntStream.range(0, items)
                .mapToObj(
                        i ->
                                new ItemAdvantages(
                                        new Item("any", Map.of(), prompt + " " + i, Split.HELD_OUT),
                                        1,
                                        i < lost ? 0 : 1))
                .toList();
    }
}

package dev.inward.verdict.regression;

import static dev.inward.knowntruth.SyntheticComparison.model;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.study.PredictionOutcome;
import dev.inward.study.ScoredItem;
import dev.inward.study.TrainingLabels;
import dev.inward.task.Item;
import dev.inward.task.Split;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.figures.AdvantageChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the claim over all cells of a baseline: two properties of one target. The old version
 * predicts itself on every second prompt, the other predictor never does.
 */
class AcrossCellsTest {

    private static final int PROMPTS = 100;
    private static final List<String> PROPERTIES = List.of("first_character", "first_word");

    @TempDir Path folder;

    /** With 100 prompts a cell cannot exclude a fall of 5 points even if nothing changed. */
    @Test
    void two_open_cells_of_different_prompts_pass_together() {
        GateVerdict gate = judge(false, prompt -> prompt % 2 == 0);

        assertThat(gate.open())
                .containsExactly(
                        "first_character of self, predicted by cross",
                        "first_word of self, predicted by cross");
        assertThat(gate.decision()).isEqualTo(Decision.PASS);
        assertThat(gate.changeSinceBaseline().orElseThrow().difference().clusters())
                .isEqualTo(2 * PROMPTS);
        assertThat(gate.changeSinceBaseline().orElseThrow().oldAdvantage()).isEqualTo(0.5);
        assertThat(gate.changeSinceBaseline().orElseThrow().newAdvantage()).isEqualTo(0.5);
    }

    /** Both properties of a prompt can fall together, so two cells are worth no more than one. */
    @Test
    void two_open_cells_of_the_same_prompts_stay_open_together() {
        GateVerdict gate = judge(true, prompt -> prompt % 2 == 0);

        assertThat(gate.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(gate.changeSinceBaseline().orElseThrow().difference().clusters())
                .isEqualTo(PROMPTS);
        assertThat(gate.judgement().itemsToSettle().orElseThrow().expected().orElseThrow())
                .isGreaterThan(2 * PROMPTS);
        assertThat(gate.explanation())
                .contains("Expecting, on all 2 cells of the baseline")
                .contains("items in total would settle it")
                .contains("there are 200.")
                .contains("Cells that are open by themselves: first_character of self");
    }

    @Test
    void a_cell_that_falls_fails_the_gate() {
        GateVerdict gate = judge(false, prompt -> false);

        assertThat(gate.decision()).isEqualTo(Decision.FAIL);
        assertThat(gate.judgement().reason())
                .isEqualTo("1 cells have fallen: first_word of self, predicted by cross");
    }

    @Test
    void the_explanation_names_open_cells_only_if_there_are_some() {
        assertThat(judge(false, prompt -> false).explanation())
                .contains("  Cells that are open by themselves: first_character of self");

        GateVerdict bothFallen =
                judge(
                        run(false, prompt -> true, prompt -> true),
                        run(false, prompt -> false, prompt -> false),
                        new Margin(0.05));
        assertThat(bothFallen.decision()).isEqualTo(Decision.FAIL);
        assertThat(bothFallen.explanation().strip()).endsWith(bothFallen.judgement().reason());
    }

    /** Neither cell falls by itself after Holm's correction, but both together do. */
    @Test
    void a_mean_that_falls_fails_the_gate_although_each_cell_is_open() {
        List<Evidence> old = run(false, prompt -> prompt % 2 == 0, prompt -> prompt % 2 == 0);
        IntPredicate slightlyWorse = prompt -> prompt % 2 == 0 && prompt % 16 != 0;
        List<Evidence> changed = run(false, slightlyWorse, slightlyWorse);

        GateVerdict gate = judge(old, changed, new Margin(0));

        assertThat(gate.changeSinceBaseline().orElseThrow().difference().estimate())
                .isEqualTo(-0.07, within(1e-12));
        assertThat(gate.changeSinceBaseline().orElseThrow().adjustedP())
                .isEqualTo(3 * gate.changeSinceBaseline().orElseThrow().p(), within(1e-12))
                .isLessThan(0.05);
        assertThat(gate.decision()).isEqualTo(Decision.FAIL);
    }

    /** Benjamini and Hochberg would leave two equal p-values as they are. */
    @Test
    void the_p_values_of_two_cells_that_fall_alike_are_doubled_by_holm() {
        List<Evidence> old = run(false, prompt -> prompt % 2 == 0, prompt -> prompt % 2 == 0);
        IntPredicate worse = prompt -> prompt % 2 == 0 && prompt % 10 != 0;
        List<Evidence> changed = run(false, worse, worse);
        Path file = folder.resolve("baseline.json");
        write(old, file);

        RegressionGate gate = RegressionGate.open(file, new Margin(0.02));
        List<ComparedCell> cells =
                changed.stream().map(evidence -> gate.compare(evidence, Set.of("self"))).toList();
        for (int i = 0; i < changed.size(); i++) {
            AdvantageChange change =
                    gate.judge(changed.get(i), cells.get(i), cells)
                            .get(0)
                            .changeSinceBaseline()
                            .orElseThrow();
            assertThat(change.p()).isBetween(0.0001, 0.2);
            assertThat(change.adjustedP()).isEqualTo(2 * change.p(), within(1e-12));
        }
    }

    @Test
    void a_cell_that_was_not_executed_leaves_the_gate_open() {
        List<Evidence> old = run(false, prompt -> true, prompt -> true);
        List<Evidence> changed = run(false, prompt -> true, prompt -> true).subList(0, 1);

        GateVerdict gate = judge(old, changed, new Margin(0.15));

        assertThat(gate.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(gate.changeSinceBaseline()).isEmpty();
        assertThat(gate.judgement().reason())
                .contains(
                        "first_word of self, predicted by cross: it was not executed. Execute the evals of all cells in one run.");
    }

    /** Each version is compared with the old one; the second cell changes as given. */
    private GateVerdict judge(boolean sharedPrompts, IntPredicate secondCell) {
        return judge(
                run(sharedPrompts, prompt -> prompt % 2 == 0, prompt -> prompt % 2 == 0),
                run(sharedPrompts, prompt -> prompt % 2 == 0, secondCell),
                new Margin(0.05));
    }

    private GateVerdict judge(List<Evidence> old, List<Evidence> changed, Margin margin) {
        Path file = folder.resolve("baseline.json");
        write(old, file);
        RegressionGate gate = RegressionGate.open(file, margin);
        return gate.judgeAcrossCells(
                changed.stream()
                        .map(evidence -> gate.compare(evidence, Set.of("self")).executed())
                        .toList());
    }

    private static List<Evidence> run(
            boolean sharedPrompts, IntPredicate firstCell, IntPredicate secondCell) {
        return List.of(
                cell(PROPERTIES.get(0), "prompt ", firstCell),
                cell(PROPERTIES.get(1), sharedPrompts ? "prompt " : "other prompt ", secondCell));
    }

    private static Evidence cell(String property, String prompt, IntPredicate isSelfRight) {
        List<Item> items =
                IntStream.range(0, PROMPTS)
                        .mapToObj(i -> new Item("pets", Map.of(), prompt + i, Split.HELD_OUT))
                        .toList();
        List<ScoredItem> scored =
                IntStream.range(0, PROMPTS)
                        .mapToObj(
                                i -> {
                                    PredictionOutcome self = isSelfRight.test(i) ? RIGHT : WRONG;
                                    return SyntheticComparison.scored(items.get(i), self, WRONG);
                                })
                        .toList();
        return SyntheticComparison.of(
                        SyntheticComparison.request(
                                property,
                                TrainingLabels.TRUE,
                                "self",
                                "cross",
                                SyntheticComparison.task("pets", items)),
                        scored)
                .models(model("self", "greedy"), model("cross", "greedy"))
                .evidence();
    }

    private static void write(List<Evidence> baseline, Path file) {
        RecordedCells.write(
                file,
                RecordedCells.of(baseline.stream().map(Evidence::comparison).toList())
                        .valueStream()
                        .toList());
    }
}

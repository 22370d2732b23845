package dev.inward.verdict.regression;

import static dev.inward.knowntruth.SyntheticComparison.judgedBy;
import static dev.inward.study.PredictionOutcome.MISSING;
import static dev.inward.study.PredictionOutcome.RIGHT;
import static dev.inward.study.PredictionOutcome.WRONG;
import static dev.inward.verdict.regression.PetComparison.model;
import static dev.inward.verdict.regression.PetComparison.selfRight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.Margin;
import dev.inward.knowntruth.SyntheticComparison;
import dev.inward.verdict.CellVerdict;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.GateVerdict;
import dev.inward.verdict.GatedFigure;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which cells of a baseline a run is compared with, and what a missing one means. */
class RegressionGateTest {

    private static final Set<String> ONE_TARGET = Set.of("new");

    @TempDir Path folder;

    @Test
    void a_single_target_is_the_new_version_of_the_single_target_of_the_baseline() {
        RegressionGate gate = gate(selfRight("first_word", "old", "cross"));

        assertThatNoException().isThrownBy(() -> gate.requireOldVersion("", "new", ONE_TARGET));
        assertThat(baselineCell(gate, selfRight("first_word", "new", "cross"), ONE_TARGET))
                .isEqualTo("first_word of old, predicted by cross");
    }

    @Test
    void among_several_targets_the_name_decides() {
        RegressionGate gate =
                gate(selfRight("first_word", "a", "cross"), selfRight("first_word", "b", "cross"));
        Set<String> targets = Set.of("b", "c");

        assertThat(baselineCell(gate, selfRight("first_word", "b", "cross"), targets))
                .isEqualTo("first_word of b, predicted by cross");
        assertThatThrownBy(() -> gate.requireOldVersion("", "c", targets))
                .hasMessageContaining("is the old version of 'c'")
                .hasMessageContaining("the baseline has a, b and this run has b, c");
        assertThatThrownBy(
                        () ->
                                gate.compare(
                                        selfRight("first_word", "c", "cross").evidence(), targets))
                .hasMessageContaining("is the old version of 'c'");
    }

    @Test
    void a_single_old_target_is_ambiguous_among_several_new_ones_and_the_other_way_round() {
        RegressionGate ofOne = gate(selfRight("first_word", "old", "cross"));
        assertThatThrownBy(() -> ofOne.requireOldVersion("", "new", Set.of("new", "newer")))
                .hasMessageContaining("the baseline has old and this run has new, newer");

        RegressionGate ofTwo =
                gate(
                        selfRight("first_word", "old", "cross"),
                        selfRight("first_word", "older", "cross"));
        assertThatThrownBy(() -> ofTwo.requireOldVersion("", "new", ONE_TARGET))
                .hasMessageContaining("the baseline has old, older and this run has new");
    }

    @Test
    void a_cell_is_compared_only_with_one_of_its_property_and_its_predictor() {
        RegressionGate gate = gate(selfRight("first_word", "old", "cross"));

        for (SyntheticComparison other :
                List.of(
                        selfRight("first_character", "new", "cross"),
                        selfRight("first_word", "new", "another"))) {
            Verdict verdict = judge(gate, other);

            assertThat(baselineCell(gate, other, ONE_TARGET)).isNull();
            assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
            assertThat(verdict.judgement().reason())
                    .isEqualTo(
                            "the baseline "
                                    + gate
                                    + " has no such cell, so a regression cannot be detected. Write a new baseline, or omit the eval or the predictor.");
            assertThat(verdict.changeSinceBaseline()).isEmpty();
        }
        assertThat(gate).hasToString(folder.resolve("baseline.json").toString());
    }

    @Test
    void the_predictors_are_those_of_the_property_or_else_of_the_target() {
        RegressionGate gate =
                gate(
                        selfRight("first_word", "a", "one"),
                        selfRight("first_word", "a", "another"),
                        selfRight("last_word", "a", "third"),
                        selfRight("first_word", "b", "fourth"));

        assertThat(gate.predictors("first_word", "a", Set.of("a")))
                .containsExactly("another", "one");
        assertThat(gate.predictors("first_character", "a", Set.of("a")))
                .containsExactly("another", "one", "third");
        assertThat(gate.predictors("first_word", "unknown", Set.of("unknown"))).isEmpty();
    }

    @Test
    void a_cell_that_was_compared_but_not_executed_counts_as_not_executed() {
        RegressionGate gate =
                gate(
                        selfRight("first_word", "old", "cross"),
                        selfRight("last_word", "old", "cross"));
        ComparedCell first = compare(gate, selfRight("first_word", "new", "cross"));
        ComparedCell last = compare(gate, selfRight("last_word", "new", "cross"));
        ComparedCell unknown = compare(gate, selfRight("first_character", "new", "cross"));

        assertThat(gate.cellsNotExecuted(List.of(first.executed(), last, unknown.executed())))
                .containsExactly("last_word of old, predicted by cross");
        assertThat(gate.cellsNotExecuted(List.of(first.executed(), last.executed()))).isEmpty();
    }

    @Test
    void a_cell_that_cannot_be_compared_leaves_the_gate_open_and_is_named() {
        RegressionGate gate =
                gate(
                        selfRight("first_word", "old", "cross"),
                        selfRight("last_word", "old", "cross"));

        GateVerdict verdict =
                judgeAcrossCells(
                        gate,
                        selfRight("first_word", "new", "cross"),
                        selfRight("last_word", "new", "cross")
                                .models(model("new", "warm"), model("cross", "greedy")));

        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.judgement().reason())
                .isEqualTo(
                        "1 of the advantages and contrasts cannot be compared with the baseline. last_word of new, predicted by cross: the sampling parameters of 'new' differ: greedy in the baseline and warm in this run.");
        assertThat(verdict.changeSinceBaseline()).isEmpty();
        assertThat(verdict.verdicts())
                .extracting(CellVerdict::decision)
                .containsExactly(Decision.PASS, Decision.INCONCLUSIVE);
        assertThat(verdict.verdicts().get(0).adjustedP()).isPresent();
        assertThat(verdict.verdicts().get(1).adjustedP()).isEmpty();
    }

    @Test
    void a_cell_that_fell_fails_the_gate_although_another_cannot_be_compared() {
        RegressionGate gate =
                gate(
                        selfRight("first_word", "old", "cross"),
                        selfRight("last_word", "old", "cross"));

        GateVerdict verdict =
                judgeAcrossCells(
                        gate,
                        PetComparison.of("first_word", "new", "cross", i -> WRONG),
                        selfRight("last_word", "new", "cross")
                                .models(model("new", "warm"), model("cross", "greedy")));

        assertThat(verdict.decision()).isEqualTo(Decision.FAIL);
        assertThat(verdict.judgement().reason())
                .isEqualTo("1 cells have fallen: first_word of new, predicted by cross");
    }

    @Test
    void a_target_that_two_models_serve_within_one_cell_is_not_judged() {
        RegressionGate gate = gate(selfRight("first_word", "old", "cross"));

        Verdict verdict =
                judge(
                        gate,
                        selfRight("first_word", "new", "cross")
                                .models(
                                        model("new", "greedy", "id-1", "id-2"),
                                        model("cross", "greedy")));

        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.judgement().reason())
                .isEqualTo("several models answered for 'new' within this run: id-1, id-2");
    }

    @Test
    void a_judge_that_two_models_serve_within_one_cell_leaves_it_open() {
        RegressionGate gate = gate(selfRight("first_word", "old", "cross"));

        Verdict verdict =
                judge(
                        gate,
                        selfRight("first_word", "new", "cross")
                                .judging(judgedBy(model("judge", "greedy", "id-1", "id-2"))));

        assertThat(verdict.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(verdict.judgement().reason())
                .isEqualTo("several models answered for 'judge' within this run: id-1, id-2");
    }

    @Test
    void a_run_without_any_item_of_the_baseline_cannot_be_judged() {
        RegressionGate gate =
                gate(PetComparison.of("first_word", "old", "cross", i -> i == 0 ? MISSING : RIGHT));
        SyntheticComparison nothing =
                SyntheticComparison.of(
                                selfRight("first_word", "new", "cross").build().request(),
                                List.of())
                        .undefined(100)
                        .models(model("new", "greedy"), model("cross", "greedy"));

        Verdict verdict = judge(gate, nothing);

        assertThat(verdict.judgement().reason())
                .isEqualTo(
                        "no item has the property and all predictions both in the baseline and in this run");
        assertThat(verdict.changeSinceBaseline()).isEmpty();
    }

    private RegressionGate gate(SyntheticComparison... baseline) {
        return RegressionGate.open(
                PetComparison.write(folder.resolve("baseline.json"), baseline), new Margin(0.1));
    }

    private static ComparedCell compare(RegressionGate gate, SyntheticComparison current) {
        return gate.compare(current.evidence(), ONE_TARGET);
    }

    private static @Nullable String baselineCell(
            RegressionGate gate, SyntheticComparison current, Set<String> targets) {
        GatedFigure baseline = gate.compare(current.evidence(), targets).baseline();
        return baseline == null ? null : baseline.toString();
    }

    private static Verdict judge(RegressionGate gate, SyntheticComparison current) {
        Evidence evidence = current.evidence();
        ComparedCell cell = gate.compare(evidence, ONE_TARGET);
        return gate.judge(evidence, cell, List.of(cell)).get(0);
    }

    private static GateVerdict judgeAcrossCells(
            RegressionGate gate, SyntheticComparison... current) {
        return gate.judgeAcrossCells(
                Stream.of(current).map(it -> compare(gate, it).executed()).toList());
    }
}

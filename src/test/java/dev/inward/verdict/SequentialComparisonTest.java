package dev.inward.verdict;

import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static dev.inward.knowntruth.KnownTruthEvals.sometimes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.Margin;
import dev.inward.cache.AnswerSource;
import dev.inward.knowntruth.KnownTruthEvals;
import dev.inward.model.registry.ModelRegistry;
import dev.inward.property.BehavioralProperties;
import dev.inward.study.Comparison;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.ExtraMeasurements;
import dev.inward.study.StoppingRule;
import dev.inward.study.StudyListener;
import dev.inward.study.TrainingLabels;
import dev.inward.study.run.Study;
import dev.inward.study.stage.StudyStages;
import dev.inward.task.ScoredSplit;
import dev.inward.task.Tasks;
import dev.inward.verdict.figures.Bounds;
import dev.inward.verdict.figures.Figures;
import dev.inward.verdict.ladder.ClaimLadder;
import dev.inward.verdict.ladder.RungResult;
import dev.inward.verdict.ladder.RungResult.State;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests comparisons of models of known truth that stop as soon as they are decided. */
class SequentialComparisonTest {

    private static final DecisionRule RULE =
            new DecisionRule(0.95, Margin.percentagePoints(5), false);

    @TempDir Path folder;

    @Test
    void a_large_advantage_is_found_in_the_first_step() {
        Evidence evidence = evidence(knowing("self", "itself"), saying("cross", "z"), 1000);

        assertThat(decision(evidence)).isEqualTo(Decision.PASS);
        assertThat(evidence.comparison().items()).hasSize(40);
    }

    @Test
    void a_large_disadvantage_is_found_in_the_first_step() {
        Evidence evidence = evidence(saying("self", "z"), knowing("cross", "itself"), 1000);

        assertThat(decision(evidence)).isEqualTo(Decision.FAIL);
        assertThat(evidence.comparison().items()).hasSize(40);
    }

    @Test
    void an_undecided_comparison_collects_all_items_and_is_inconclusive() {
        Evidence evidence = evidence(sometimes("self", 0.6, 1), sometimes("cross", 0.5, 2), 100);

        assertThat(decision(evidence)).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(evidence.comparison().items()).hasSize(100);
    }

    @Test
    void two_predictors_with_the_same_answers_do_not_differ_by_the_margin() {
        Evidence evidence = evidence(sometimes("self", 0.5, 1), sometimes("cross", 0.5, 1), 1000);

        assertThat(decision(evidence)).isEqualTo(Decision.FAIL);
        assertThat(evidence.figures().orElseThrow().advantageBounds().p(0.05)).isEqualTo(1);
    }

    @Test
    void bounds_that_are_valid_at_any_time_are_wider_than_fixed_ones() {
        Evidence evidence = evidence(sometimes("self", 0.6, 1), sometimes("cross", 0.5, 2), 100);

        Figures figures = evidence.figures().orElseThrow();

        assertThat(figures.advantageBounds().lower())
                .isLessThan(figures.difference().lowerBound(0.95));
        assertThat(figures.advantageBounds().upper())
                .isGreaterThan(figures.difference().upperBound(0.95));
    }

    @Test
    void the_lower_bound_and_the_p_value_agree() {
        Evidence evidence = evidence(knowing("self", "itself"), saying("cross", "z"), 1000);
        Bounds bounds = evidence.figures().orElseThrow().advantageBounds();

        assertThat(bounds.p(bounds.lower() - 1e-6)).isLessThanOrEqualTo(0.05);
        assertThat(bounds.p(bounds.lower() + 1e-6)).isGreaterThan(0.05);
    }

    @Test
    void no_rung_is_tested_if_the_comparison_may_stop_early() {
        ClaimLadder ladder =
                evidence(knowing("self", "itself"), saying("cross", "z"), 1000).ladder();

        assertThat(ladder.results().values())
                .extracting(RungResult::state)
                .containsOnly(State.NOT_TESTED);
    }

    @Test
    void a_margin_other_than_the_one_that_stopped_the_comparison_is_refused() {
        Evidence evidence = evidence(knowing("self", "itself"), saying("cross", "z"), 1000);

        assertThatThrownBy(
                        () -> evidence.judge(new IntrospectionClaim(Margin.percentagePoints(15))))
                .hasMessageContaining("stopped when a margin of 5.0 percentage points was decided")
                .hasMessageContaining("@IntrospectionEval(margin = 0.15)");
    }

    private static Decision decision(Evidence evidence) {
        return evidence.judge(new IntrospectionClaim(RULE.margin())).decision();
    }

    private Evidence evidence(String self, String cross, int items) {
        KnownTruthEvals.write(folder, self, cross);
        Tasks tasks = Tasks.read(folder.resolve("tasks"));
        try (ModelRegistry models =
                ModelRegistry.read(folder.resolve("models.yaml"), folder, Map.of())) {
            var study = new Study(models, tasks, new StudyListener() {}, AnswerSource.uncached());
            var request =
                    new ComparisonRequest(
                            BehavioralProperties.named("first_character"),
                            "self",
                            "cross",
                            tasks.all(),
                            ScoredSplit.HELD_OUT,
                            items,
                            1,
                            TrainingLabels.TRUE,
                            ExtraMeasurements.NONE,
                            StoppingRule.WHEN_DECIDED);
            CompletableFuture<Comparison> comparison =
                    study.compareUntil(
                            request,
                            StudyStages.NONE,
                            measured -> Evidence.isDecided(measured, RULE));
            comparison.join();
            return Evidence.of(request, comparison, RULE, verdict -> {});
        }
    }
}

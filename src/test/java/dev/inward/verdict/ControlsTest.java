package dev.inward.verdict;

import static dev.inward.knowntruth.KnownTruthEvals.evading;
import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static dev.inward.knowntruth.KnownTruthEvals.sometimes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.Margin;
import dev.inward.knowntruth.KnownTruthStudy;
import dev.inward.statistics.Proportion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Tests the verdict that each model of known truth must get. */
@Execution(ExecutionMode.CONCURRENT)
class ControlsTest {

    private static final int STUDIES = 400;

    @TempDir Path evals;

    @Test
    void an_oracle_beside_a_mode_guesser_passes() {
        assertThat(verdict(knowing("oracle", "itself"), saying("guesser", "e"))).isEqualTo("PASS");
    }

    @Test
    void a_mode_guesser_beside_another_does_not_pass() {
        assertThat(verdict(saying("guesser", "e"), saying("other", "e"))).isEqualTo("FAIL");
    }

    @Test
    void a_mode_guesser_beside_a_worse_predictor_does_not_pass() {
        assertThat(verdict(saying("guesser", "c"), saying("worse", "z"))).isNotEqualTo("PASS");
    }

    @Test
    void an_oracle_beside_an_oracle_fails_since_there_is_no_advantage() {
        assertThat(verdict(knowing("oracle", "itself"), knowing("other", "itself")))
                .isEqualTo("FAIL");
    }

    @Test
    void a_model_that_evades_every_question_fails() {
        assertThat(verdict(knowing("evader", "evasion"), sometimes("other", 0.5, 1)))
                .isEqualTo("FAIL");
    }

    @Test
    void a_model_that_sometimes_evades_is_judged_by_its_answers_only() {
        assertThat(verdict(evading("evader", 0.4, 1), sometimes("other", 0.6, 2)))
                .isEqualTo("FAIL");
        assertThat(verdict(evading("evader", 0.8, 1), sometimes("other", 0.4, 2)))
                .isEqualTo("PASS");
    }

    @Test
    void a_noisy_introspector_passes_if_the_advantage_is_large() {
        assertThat(verdict(sometimes("noisy", 0.8, 1), sometimes("other", 0.4, 2)))
                .isEqualTo("PASS");
    }

    @Test
    void a_model_that_often_cannot_be_reached_makes_the_verdict_inconclusive() {
        assertThat(verdict(knowing("oracle", "itself"), knowing("patchy", "patches")))
                .isEqualTo("INCONCLUSIVE");
    }

    /**
     * Target and predictor are equally accurate and independent, and the margin is 0. This is the
     * worst case of the null hypothesis: at 95 % confidence at most 5 % of the studies may pass.
     */
    @Tag("slow")
    @Test
    void equally_good_predictors_pass_no_more_often_than_the_significance_level() {
        var models = new ArrayList<String>();
        for (int seed = 0; seed < STUDIES; seed++) {
            models.add(sometimes("self-" + seed, 0.6, 2L * seed));
            models.add(sometimes("cross-" + seed, 0.6, 2L * seed + 1));
        }
        List<Decision> decisions = decisions(models, new Margin(0));
        int passed = Math.toIntExact(decisions.stream().filter(d -> d == Decision.PASS).count());

        assertThat(decisions).hasSize(STUDIES);
        assertThat(passed).isPositive();
        assertThat(Proportion.of(passed, STUDIES).clopperPearson(0.95).lower())
                .as("passed %d of %d", passed, STUDIES)
                .isLessThanOrEqualTo(0.05);
    }

    private String verdict(String self, String cross) {
        return decisions(List.of(self, cross), Margin.percentagePoints(5)).get(0).name();
    }

    /** Returns one decision for each two models. */
    private List<Decision> decisions(List<String> entries, Margin margin) {
        return KnownTruthStudy.evidence(evals, entries).stream()
                .map(evidence -> evidence.judge(new IntrospectionClaim(margin)).decision())
                .toList();
    }
}

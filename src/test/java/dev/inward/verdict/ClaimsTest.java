package dev.inward.verdict;

import static dev.inward.knowntruth.KnownTruthEvals.knowing;
import static dev.inward.knowntruth.KnownTruthEvals.saying;
import static dev.inward.knowntruth.KnownTruthEvals.sometimes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.inward.Margin;
import dev.inward.knowntruth.KnownTruthStudy;
import dev.inward.statistics.agreement.Agreement;
import dev.inward.study.Prediction;
import dev.inward.study.ScoredItem;
import dev.inward.verdict.figures.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests how bounds, mode baseline and margin decide a claim. */
class ClaimsTest {

    @TempDir Path folder;

    @Test
    void a_margin_inside_the_interval_is_inconclusive_and_says_how_many_items_would_settle_it() {
        Evidence evidence = evidence(sometimes("self", 0.7, 1), sometimes("cross", 0.5, 2));
        double estimate = evidence.figures().orElseThrow().difference().estimate();

        Judgement judgement =
                evidence.judge(new IntrospectionClaim(new Margin(estimate - 0.03))).judgement();

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason()).contains("on both sides of the margin");
        assertThat(judgement.itemsToSettle().orElseThrow().expected().orElseThrow())
                .isGreaterThan(evidence.comparison().items().size());
    }

    @Test
    void the_decision_follows_the_one_sided_bounds() {
        Evidence evidence = evidence(sometimes("self", 0.7, 1), sometimes("cross", 0.4, 2));
        var difference = evidence.figures().orElseThrow().difference();
        double lower = difference.lowerBound(0.95);
        double upper = difference.upperBound(0.95);

        assertThat(decision(evidence, lower - 1e-9)).isEqualTo(Decision.PASS);
        assertThat(decision(evidence, lower + 1e-9)).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(decision(evidence, upper - 1e-9)).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(decision(evidence, upper + 1e-9)).isEqualTo(Decision.FAIL);
    }

    @Test
    void an_advantage_without_beating_the_mode_baseline_does_not_pass() {
        Evidence evidence = evidence(sometimes("self", 0.12, 1), saying("cross", "z"));

        Judgement judgement = evidence.judge(new IntrospectionClaim(new Margin(0))).judgement();

        assertThat(judgement.decision()).isEqualTo(Decision.INCONCLUSIVE);
        assertThat(judgement.reason()).contains("not shown to beat always answering");
    }

    @Test
    void beating_the_mode_baseline_is_a_separate_claim() {
        assertThat(
                        evidence(knowing("self", "itself"), saying("cross", "z"))
                                .judge(new AboveModeBaselineClaim())
                                .decision())
                .isEqualTo(Decision.PASS);
        assertThat(
                        evidence(saying("self", "z"), knowing("cross", "itself"))
                                .judge(new AboveModeBaselineClaim())
                                .decision())
                .isEqualTo(Decision.FAIL);
    }

    @Test
    void accuracy_is_also_given_relative_to_the_ceiling_and_as_agreement_beyond_chance() {
        Evidence evidence = evidence(knowing("self", "itself"), saying("cross", "z"));
        Figures figures = evidence.figures().orElseThrow();

        assertThat(figures.normalised(1)).hasValue(1);
        assertThat(figures.normalised(figures.modeBaseline().estimate())).isEmpty();
        assertThat(kappa(evidence, ScoredItem::self)).isEqualTo(1);
        assertThat(kappa(evidence, ScoredItem::cross)).isZero();
    }

    private static double kappa(Evidence evidence, Function<ScoredItem, Prediction> predictor) {
        return evidence.agreement(predictor).flatMap(Agreement::kappa).orElseThrow().value();
    }

    @Test
    void a_p_value_is_below_one_minus_the_confidence_exactly_if_the_claim_passes() {
        for (Evidence evidence :
                List.of(
                        evidence(knowing("self", "itself"), saying("cross", "z")),
                        evidence(sometimes("self", 0.55, 1), sometimes("cross", 0.5, 2)),
                        evidence(saying("self", "z"), knowing("cross", "itself")))) {
            Verdict verdict = evidence.judge(new IntrospectionClaim(new Margin(0.05)));

            assertThat(verdict.p().orElseThrow() < 0.05)
                    .isEqualTo(verdict.decision() == Decision.PASS);
        }
    }

    @Test
    void a_verdict_is_reported_before_it_is_returned_and_stored_in_order() {
        Evidence measured = evidence(knowing("self", "itself"), saying("cross", "z"));
        List<Verdict> reported = new ArrayList<>();
        Evidence evidence =
                Evidence.of(
                        measured.request(),
                        CompletableFuture.completedFuture(measured.comparison()),
                        measured.rule(),
                        reported::add);

        Verdict verdict = evidence.judge(new AboveModeBaselineClaim());

        assertThat(reported).containsExactly(verdict);
        assertThat(evidence.verdicts()).containsExactly(verdict);
    }

    @Test
    void the_failure_of_the_study_is_thrown_to_every_caller_of_the_evidence() {
        Evidence measured = evidence(knowing("self", "itself"), saying("cross", "z"));
        Evidence broken =
                Evidence.of(
                        measured.request(),
                        CompletableFuture.failedFuture(
                                new IllegalArgumentException("the checkpoint is damaged")),
                        measured.rule(),
                        verdict -> {});

        assertThatThrownBy(() -> broken.judge(new AboveModeBaselineClaim()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the checkpoint is damaged");
    }

    /** An error that is no RuntimeException keeps the exception of the future around it. */
    @Test
    void an_error_of_the_study_reaches_the_caller_as_a_cause() {
        Evidence measured = evidence(knowing("self", "itself"), saying("cross", "z"));
        Evidence broken =
                Evidence.of(
                        measured.request(),
                        CompletableFuture.failedFuture(new IOException("the disk is full")),
                        measured.rule(),
                        verdict -> {});

        assertThatThrownBy(broken::comparison)
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("the disk is full");
    }

    @Test
    void the_claim_ladder_is_evaluated_once() {
        Evidence evidence = evidence(knowing("self", "itself"), saying("cross", "z"));

        assertThat(evidence.ladder()).isSameAs(evidence.ladder());
    }

    @Test
    void a_confidence_out_of_range_is_refused() {
        assertThatThrownBy(() -> new DecisionRule(95, new Margin(0.05), false))
                .hasMessageContaining("Write 95 % as 0.95");
        assertThatThrownBy(() -> new DecisionRule(0.05, new Margin(0.05), false))
                .hasMessageContaining("above 0.5");
    }

    private Evidence evidence(String self, String cross) {
        return KnownTruthStudy.evidence(folder, List.of(self, cross)).get(0);
    }

    private static Decision decision(Evidence evidence, double margin) {
        return evidence.judge(new IntrospectionClaim(new Margin(margin))).decision();
    }
}

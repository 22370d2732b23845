package dev.inward.study.measurement.standard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.knowntruth.MeasuredStudy;
import dev.inward.verdict.Decision;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.Verdict;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Models that can name the property of a quoted answer, and models that cannot. */
class QuotedAnswerMeasurementTest {

    private static final String CONSTANT = "mode, says: cat";

    @TempDir Path evals;

    @ParameterizedTest(name = "a model that knows {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "itself | PASS",
                "quoted | PASS",
                "sometimes, accuracy: 0.8, seed: 1 | INCONCLUSIVE",
                CONSTANT + " | FAIL",
                "evasion | FAIL"
            })
    void the_verdict_is_about_quoted_answers(String knows, Decision expected) {
        Verdict verdict = evidence(knows).judge(new MeasurementClaim("quoted-answer", 0.8));

        assertThat(verdict.decision()).as(verdict.judgement().reason()).isEqualTo(expected);
    }

    @Test
    void a_model_that_can_compute_the_property_need_not_know_itself() {
        assertThat(figures("quoted"))
                .containsEntry("quotedRight", 100.0)
                .containsEntry("selfRight", 0.0)
                .containsEntry("selfRightIfQuotedRight", 0.0);
        assertThat(figures("itself"))
                .containsEntry("quotedRight", 100.0)
                .containsEntry("selfRight", 100.0);
        assertThat(figures("evasion")).doesNotContainKey("selfRightIfQuotedRight");
    }

    /** Ten words are equally frequent, so the most frequent one is right on few items. */
    @Test
    void the_most_frequent_value_stands_beside() {
        assertThat(figures("itself").get("modeRight")).isBetween(2.0, 25.0);
    }

    private Map<String, Double> figures(String knows) {
        return YesNoFiguresTest.values(
                evidence(knows).comparison().measurement("quoted-answer").orElseThrow());
    }

    private Evidence evidence(String knows) {
        return MeasuredStudy.evidence(
                evals,
                "target: {provider: known-truth, knows: %s}".formatted(knows),
                "predictor: {provider: known-truth, knows: %s}".formatted(CONSTANT),
                new QuotedAnswerMeasurement());
    }
}

package dev.inward.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.InwardAssertions;
import dev.inward.Margin;
import dev.inward.report.json.JsonWriter;
import dev.inward.report.json.VerdictRecord;
import dev.inward.report.measurement.MeasurementCsv;
import dev.inward.study.TrainingLabels;
import dev.inward.verdict.Evidence;
import dev.inward.verdict.IntrospectionClaim;
import dev.inward.verdict.MeasurementClaim;
import dev.inward.verdict.RunOutcome;
import dev.inward.verdict.RunOutcome.Ending;
import dev.inward.verdict.Verdict;
import dev.inward.verdict.ladder.Rung;
import dev.inward.verdict.ladder.RungMeasure;
import dev.inward.verdict.ladder.evaluation.MeasuredContrasts;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests how each report shows what a study measured beside the predictions. */
class MeasurementReportTest {

    private static final MeasurementClaim CLAIM = new MeasurementClaim("same-again", 0.25);

    @Test
    void a_verdict_has_the_contrasts_with_their_bounds_and_the_figures() throws IOException {
        Evidence evidence = PetMeasurements.evidence();
        RungMeasure judged =
                MeasuredContrasts.of(
                                evidence.comparison(), evidence.comparison().measurements().get(0))
                        .measures()
                        .get(0);

        JsonNode measurement = json(evidence.judge(CLAIM)).at("/measurements/0");

        assertThat(measurement.path("name").asText()).isEqualTo("same-again");
        assertThat(measurement.path("source").asText()).isEqualTo("a test");
        assertThat(measurement.path("measured").asInt()).isEqualTo(40);
        assertThat(measurement.path("missing").asInt()).isZero();
        assertThat(measurement.has("notTested")).isFalse();
        JsonNode contrast = measurement.at("/contrasts/0");
        assertThat(contrast.path("name").asText()).isEqualTo("gain");
        assertThat(contrast.path("words").asText()).isEqualTo(PetMeasurements.WORDS);
        assertThat(contrast.path("estimate").asDouble()).isEqualTo(0.2, within(1e-12));
        assertThat(contrast.path("lowerBound").asDouble()).isEqualTo(judged.lowerBound(0.95));
        assertThat(contrast.path("upperBound").asDouble()).isEqualTo(judged.upperBound(0.95));
        assertThat(contrast.path("prompts").asInt()).isEqualTo(40);
        assertThat(measurement.at("/figures/0/name").asText()).isEqualTo("mean");
        assertThat(measurement.at("/figures/0/words").asText()).isEqualTo("mean length, words");
        assertThat(measurement.at("/figures/0/value").asDouble()).isEqualTo(12.345);
        assertThat(measurement.at("/figures/1/value").isNull()).isTrue();
    }

    @Test
    void a_measurement_with_missing_answers_says_why_it_is_not_tested() throws IOException {
        JsonNode measurement =
                json(PetMeasurements.evidence(38).judge(CLAIM)).at("/measurements/0");

        assertThat(measurement.path("missing").asInt()).isEqualTo(2);
        assertThat(measurement.path("notTested").asText())
                .contains("lacks answers to 2 of 40 items")
                .contains("the line is dead");
        assertThat(measurement.path("contrasts")).isEmpty();
        assertThat(measurement.path("figures")).hasSize(2);
    }

    @Test
    void a_verdict_without_measurements_does_not_mention_them() throws IOException {
        Verdict verdict =
                PetVerdicts.evidence("first_word", 60)
                        .judge(new IntrospectionClaim(new Margin(0.05)));

        assertThat(json(verdict).has("measurements")).isFalse();
        assertThat(summary(verdict)).doesNotContain("Measurements");
        assertThat(message(PetVerdicts.comparison("first_word", TrainingLabels.TRUE, 0).evidence()))
                .doesNotContain("measurement '");
    }

    @Test
    void the_summary_has_one_table_of_all_measurements_however_many_claims_are_about_them() {
        Evidence evidence = PetMeasurements.evidence();

        String summary =
                summary(
                        evidence.judge(CLAIM),
                        evidence.judge(new IntrospectionClaim(new Margin(0.05))));

        assertThat(summary)
                .containsOnlyOnce("### Measurements")
                .containsOnlyOnce(
                        "| first\\_character | self | cross |  | same-again | 40 | 0 | mean length, words | 12.35 | - |")
                .containsOnlyOnce("| length of nothing | unknown | - |")
                .containsPattern(
                        "\\| =gain\\\\\\|&lt;b&gt;bold&lt;/b&gt; \\| \\+0.200 \\| \\+0.1\\d\\d and \\+0.2\\d\\d \\|");
        assertThat(summary(PetMeasurements.evidence(38).judge(CLAIM)))
                .contains("| 38 | 2 | not tested: the measurement 'same-again' lacks answers");
    }

    @Test
    void the_message_of_a_failed_claim_has_a_line_for_each_measurement() {
        assertThat(message(PetMeasurements.evidence()).lines())
                .contains("  measurement 'same-again': 40 items, 0 missing");
        assertThat(message(PetMeasurements.evidence(38)))
                .contains("38 items, 2 missing, not tested: the measurement 'same-again' lacks");
    }

    @Test
    void the_attachment_has_a_row_for_each_contrast_and_figure_and_no_formula() {
        List<String> rows =
                MeasurementCsv.of(PetMeasurements.evidence().comparison(), 0.95).lines().toList();

        assertThat(rows).hasSize(4);
        assertThat(rows.get(0)).contains("\"measurement\"", "\"lowerBound\"", "\"prompts\"");
        assertThat(rows.get(1))
                .startsWith("\"same-again\",40,0,\"contrast\",\"'" + PetMeasurements.WORDS)
                .endsWith(",40");
        assertThat(rows.get(2)).contains("\"figure\",\"mean length, words\",12.345,");
        assertThat(MeasurementCsv.of(PetMeasurements.evidence(38).comparison(), 0.95))
                .contains("\"not tested\",\"the measurement 'same-again' lacks answers");
    }

    private static String message(Evidence evidence) {
        Throwable failure =
                catchThrowable(
                        () -> InwardAssertions.assertThat(evidence).reaches(Rung.CALIBRATION));
        return String.valueOf(failure.getMessage());
    }

    private static JsonNode json(Verdict verdict) throws IOException {
        return new ObjectMapper().readTree(JsonWriter.of(VerdictRecord.of(verdict, null)));
    }

    private static String summary(Verdict... verdicts) {
        return SummaryPage.of(
                new RunOutcome(Ending.PASSED, 1, null, List.of(), List.of(), List.of()),
                ReportedOnce.of(List.of(verdicts)));
    }
}

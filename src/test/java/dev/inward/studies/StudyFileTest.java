package dev.inward.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.study.design.StudyClaim;
import dev.inward.study.design.StudyClaim.Kind;
import dev.inward.study.measurement.standard.BehaviourChangeMeasurement;
import dev.inward.study.measurement.standard.CalibrationMeasurement;
import dev.inward.yaml.YamlSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a study file says, and what its schema rejects. */
class StudyFileTest {

    private static final String BEATS = "claims: [{claim: self-prediction-beats-cross-prediction}]";

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    items: 3000000000|'items' is 3000000000; expected a whole number of at least 1 and at most 1000000000
                    items: 99999999999999999999|'items' is 99999999999999999999; expected a whole number of at least 1
                    items: 10.5|'items' is 10.5; expected a whole number
                    samples: 3000000000|expected a whole number of at least 1 and at most 1000000000
                    seed: 99999999999999999999|'seed' is 99999999999999999999; expected a whole number
                    few-shot: {shots: 3000000000}|'few-shot.shots' is 3000000000; expected a whole number of at least 1
                    training: {rows: 3000000000}|'training.rows' is 3000000000; expected a whole number from 1 to 1000000000, or a list of different ones
                    training: {rows: [50, 50]}|'training.rows' has an element twice; expected a whole number from 1 to 1000000000, or a list of different ones
                    """)
    void a_number_that_is_too_large_is_an_error(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study(line, BEATS))
                .withMessageContaining(message);
    }

    @Test
    void several_numbers_of_rows_are_the_points_of_a_curve() throws IOException {
        assertThat(study("training: {rows: [100, 50]}", BEATS).rows()).containsExactly(50, 100);
        assertThat(study("training: {rows: 50}", BEATS).rows()).containsExactly(50);
        assertThat(study(BEATS).rows()).containsExactly(Integer.MAX_VALUE);
    }

    @Test
    void measurements_are_read_with_their_settings() throws IOException {
        StudyFile study =
                study(
                        "measurements: [calibration, {name: behaviour-change, answers-of: borealis}]",
                        "claims: [{claim: calibrated}, {claim: measurement-holds, measurement: calibration}]");

        assertThat(study.measurements())
                .containsExactly(
                        new CalibrationMeasurement(), new BehaviourChangeMeasurement("borealis"));
        assertThat(study.claims().get(1))
                .isEqualTo(new StudyClaim(Kind.MEASUREMENT_HOLDS, 0, "calibration"));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [calibraton]|calibrated|there is no measurement 'calibraton'
                    [calibration, calibration]|calibrated|'calibration' stands there twice. Remove one of them.
                    [{name: calibration, samples: 1}]|calibrated|the measurement 'calibration' has 'samples: 1', but a whole number of at least 2 and at most 1000 is expected.
                    [{name: behaviour-change}]|calibrated|lacks 'answers-of'. Add it, such as 'answers-of: borealis'.
                    [calibration]|measurement-holds|'measurement-holds' and 'measurement' belong together. Give both or neither.
                    """)
    void a_wrong_measurement_is_an_error(String measurements, String claim, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> {
                            StudyFile study =
                                    study(
                                            "measurements: " + measurements,
                                            "claims: [{claim: %s}]".formatted(claim));
                            assertThat(study.measurements()).isNotNull();
                            assertThat(study.claims()).isNotNull();
                        })
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self-prediction-beats-mode-baseline",
                "above-input-only-classifiers",
                "above-the-best-third-party",
                "on-the-disagreement-subset",
                "under-every-framing",
                "tracks-behaviour-change",
                "calibrated"
            })
    void a_claim_without_a_margin_rejects_one(String claim) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study("claims: [{claim: %s, margin: 0.1}]".formatted(claim)))
                .withMessageContaining(
                        "'claims.margin' is 0.1; expected no margin, since this claim has none. Remove 'margin', or claim self-prediction-beats-cross-prediction");
    }

    @Test
    void the_schema_knows_which_claims_have_no_margin() {
        JsonNode without =
                YamlSchema.ofResource("/dev/inward/studies/study.schema.json")
                        .at("/properties/claims/items/if/properties/claim/enum");

        assertThat(without.valueStream().map(JsonNode::asText).map(Kind::ofKey))
                .containsExactlyElementsOf(
                        Stream.of(Kind.values()).filter(kind -> !kind.hasMargin()).toList());
    }

    @Test
    void the_margins_are_those_of_the_claims_that_have_one() throws IOException {
        assertThat(
                        study(
                                        "claims: [{claim: above-input-only-classifiers}, {claim: self-prediction-beats-cross-prediction, margin: 0.1}]")
                                .margins())
                .containsExactly(0.1);
        assertThat(study("claims: [{claim: under-every-framing}]").margins()).containsExactly(0.05);
    }

    private StudyFile study(String... lines) throws IOException {
        Files.writeString(
                folder.resolve("numbers.yaml"),
                "tasks: [animals]\nproperties: [first_word]\n" + String.join("\n", lines) + "\n");
        return StudyFile.read(folder, "numbers");
    }
}

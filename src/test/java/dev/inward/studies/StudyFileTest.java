package dev.inward.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.study.design.StudyClaim.Kind;
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
                    training: {rows: 3000000000}|'training.rows' is 3000000000; expected a whole number of at least 1
                    """)
    void a_number_that_is_too_large_is_an_error(String line, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> study(line, BEATS))
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self-prediction-beats-mode-baseline",
                "above-input-only-classifiers",
                "above-the-best-third-party",
                "on-the-disagreement-subset",
                "under-every-framing"
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

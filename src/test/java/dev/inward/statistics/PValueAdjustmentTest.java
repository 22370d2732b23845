package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares adjusted p-values with statsmodels. */
class PValueAdjustmentTest {

    static Stream<JsonNode> rows() throws IOException {
        try (InputStream json =
                PValueAdjustmentTest.class.getResourceAsStream("/conformance/multiplicity.json")) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json)).valueStream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_adjustment_matches_statsmodels(JsonNode row) {
        double[] pValues = numbers(row.get("p_values"));

        for (PValueAdjustment method : PValueAdjustment.values()) {
            double[] expected = numbers(row.get(method.name().toLowerCase(Locale.ROOT)));
            double[] adjusted = method.adjust(pValues);
            assertThat(adjusted).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(adjusted[i])
                        .as("%s of %s", method, pValues[i])
                        .isEqualTo(expected[i], offset(1e-9 * expected[i]));
            }
        }
    }

    @Test
    void holm_matches_an_example_computed_by_hand() {
        assertThat(PValueAdjustment.HOLM.adjust(0.04, 0.01, 0.03))
                .containsExactly(0.06, 0.03, 0.06);
        assertThat(PValueAdjustment.BENJAMINI_HOCHBERG.adjust(0.04, 0.01, 0.03))
                .containsExactly(new double[] {0.04, 0.03, 0.04}, offset(1e-15));
    }

    @ParameterizedTest
    @EnumSource
    void equal_p_values_stay_equal_and_none_becomes_smaller_or_exceeds_one(
            PValueAdjustment method) {
        double[] adjusted = method.adjust(0.5, 0.5, 0.5, 0.9);

        assertThat(adjusted[0]).isEqualTo(adjusted[2]).isGreaterThanOrEqualTo(0.5);
        assertThat(adjusted[3]).isBetween(0.9, 1.0);
        assertThat(method.adjust()).isEmpty();
        assertThat(method.adjust(0.2)).containsExactly(0.2);
    }

    @ParameterizedTest
    @EnumSource
    void p_values_of_0_and_1_do_not_change(PValueAdjustment method) {
        assertThat(method.adjust(0, 1)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void a_value_that_is_not_a_probability_is_refused(double p) {
        assertThatThrownBy(() -> PValueAdjustment.HOLM.adjust(0.5, p))
                .hasMessage("A p-value of %s was given, but a value from 0 to 1 was expected.", p);
    }

    private static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}

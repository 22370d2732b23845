package dev.inward.statistics.agreement;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.inward.statistics.agreement.CalibrationBins.Bin;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares calibration in bins with pandas. */
class CalibrationBinsTest {

    static Stream<JsonNode> rows() throws IOException {
        return rows("calibration.json");
    }

    static Stream<JsonNode> rowsWithValuesOnEdges() throws IOException {
        return rows("calibration-edges.json");
    }

    private static Stream<JsonNode> rows(String file) throws IOException {
        try (InputStream json =
                CalibrationBinsTest.class.getResourceAsStream("/conformance/" + file)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(json)).valueStream();
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void every_bin_and_the_deviation_match_pandas(JsonNode row) {
        var bins =
                CalibrationBins.ofEqualFrequency(
                        numbers(row.get("expected_prob")), numbers(row.get("predicted_prob")), 10);

        check(bins.bins().stream().map(Bin::expected).toList(), row.get("bin_expected"));
        check(bins.bins().stream().map(Bin::predicted).toList(), row.get("bin_predicted"));
        double deviation = row.get("mad_percent").asDouble();
        assertThat(100 * bins.meanAbsoluteDeviation())
                .isEqualTo(deviation, offset(1e-9 * deviation));
    }

    /** The number of a pair's bin is its predicted probability, so a bin predicts its number. */
    @ParameterizedTest
    @MethodSource("rowsWithValuesOnEdges")
    void every_pair_is_in_the_bin_that_pandas_puts_it_in(JsonNode row) {
        double[] binOfPair = numbers(row.get("bin_of_pair"));

        var bins =
                CalibrationBins.ofEqualFrequency(
                        numbers(row.get("expected_prob")),
                        Arrays.stream(binOfPair).map(bin -> bin / 100).toArray(),
                        row.get("bins").asInt());

        var pairsByBin =
                Arrays.stream(binOfPair)
                        .boxed()
                        .collect(groupingBy(bin -> bin, TreeMap::new, counting()));
        assertThat(bins.bins())
                .extracting(bin -> Math.round(100 * bin.predicted()), Bin::pairs)
                .containsExactlyElementsOf(
                        pairsByBin.entrySet().stream()
                                .map(
                                        bin ->
                                                tuple(
                                                        bin.getKey().longValue(),
                                                        bin.getValue().intValue()))
                                .toList());
    }

    @Test
    void a_negative_zero_is_a_zero() {
        var bins =
                CalibrationBins.ofEqualFrequency(
                        new double[] {-0.0, 0, 0, 1}, new double[] {0.25, 0.25, 0.25, 1}, 4);

        assertThat(bins.bins()).containsExactly(new Bin(0, 0.25, 3), new Bin(1, 1, 1));
    }

    @Test
    void equal_edges_are_merged() {
        var bins =
                CalibrationBins.ofEqualFrequency(
                        new double[] {0.2, 0.2, 0.2, 0.8}, new double[] {0.1, 0.3, 0.2, 0.4}, 4);

        assertThat(bins.bins()).hasSize(2).extracting(Bin::pairs).containsExactly(3, 1);
        assertThat(bins.meanAbsoluteDeviation()).isEqualTo(0.2, offset(1e-15));
        assertThat(bins.expectedCalibrationError()).isEqualTo(0.1, offset(1e-15));
    }

    @Test
    void a_pair_on_an_edge_belongs_to_the_bin_below_it() {
        var bins =
                CalibrationBins.ofEqualFrequency(
                        new double[] {0, 0.5, 1}, new double[] {0, 0.5, 1}, 2);

        assertThat(bins.bins()).extracting(Bin::pairs).containsExactly(2, 1);
    }

    @Test
    void a_single_bin_holds_all_pairs() {
        var bins =
                CalibrationBins.ofEqualFrequency(new double[] {0, 1}, new double[] {0.25, 0.25}, 1);

        assertThat(bins.bins()).containsExactly(new Bin(0.5, 0.25, 2));
    }

    @Test
    void equal_pairs_are_in_one_bin() {
        var bins =
                CalibrationBins.ofEqualFrequency(
                        new double[] {0.5, 0.5}, new double[] {0.25, 0.75}, 10);

        assertThat(bins.bins()).containsExactly(new Bin(0.5, 0.5, 2));
    }

    @Test
    void invalid_pairs_and_bin_counts_are_refused() {
        var onePair = new double[] {0.5};

        assertThatThrownBy(() -> CalibrationBins.ofEqualFrequency(onePair, new double[0], 10))
                .hasMessageContaining("1 expected and 0 predicted probabilities in 10 bins");
        assertThatThrownBy(() -> CalibrationBins.ofEqualFrequency(onePair, new double[2], 10))
                .hasMessageContaining("1 expected and 2 predicted");
        assertThatThrownBy(() -> CalibrationBins.ofEqualFrequency(new double[0], new double[0], 10))
                .hasMessageContaining("0 expected and 0 predicted");
        assertThatThrownBy(() -> CalibrationBins.ofEqualFrequency(onePair, onePair, 0))
                .hasMessageContaining("in 0 bins");
        assertThatThrownBy(() -> CalibrationBins.ofEqualFrequency(onePair, new double[] {1.5}, 10))
                .hasMessage(
                        "A probability of 1.5 was given, but a value from 0 to 1 was expected.");
        assertThatThrownBy(() -> CalibrationBins.ofEqualFrequency(new double[] {-0.5}, onePair, 10))
                .hasMessageContaining("A probability of -0.5 was given");
        assertThatThrownBy(
                        () ->
                                CalibrationBins.ofEqualFrequency(
                                        new double[] {Double.NaN}, onePair, 10))
                .hasMessageContaining("A probability of NaN was given");
    }

    private static void check(List<Double> actual, JsonNode expected) {
        assertThat(actual).hasSize(expected.size());
        for (int i = 0; i < actual.size(); i++) {
            double wanted = expected.get(i).asDouble();
            assertThat(actual.get(i)).isEqualTo(wanted, offset(1e-9 * wanted));
        }
    }

    private static double[] numbers(JsonNode array) {
        return array.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }
}

package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares every statistic of a cell with SciPy, statsmodels and NumPy. */
@Execution(ExecutionMode.CONCURRENT)
class AccuracyConformanceTest {

    private static final double RELATIVE = 1e-9;
    private static final Interval DIFFERENCES = new Interval(-1, 1);

    static Stream<Arguments> cells() throws IOException {
        try (InputStream json =
                AccuracyConformanceTest.class.getResourceAsStream("/conformance/accuracy.json")) {
            JsonNode cells = new ObjectMapper().readTree(Objects.requireNonNull(json));
            return IntStream.range(0, cells.size()).mapToObj(i -> Arguments.of(i, cells.get(i)));
        }
    }

    @Test
    void all_twelve_cells_are_read() throws IOException {
        assertThat(cells()).hasSize(12);
    }

    @ParameterizedTest(name = "cell {0}")
    @MethodSource("cells")
    void every_statistic_of_a_cell_has_the_expected_value(int index, JsonNode cell) {
        JsonNode expected = cell.get("expected");
        Map<String, Object> actual = statistics(cell, expected.get("margin").asDouble());

        assertThat(actual.keySet())
                .as("the fields of cell %d", index)
                .containsExactlyInAnyOrderElementsOf(fieldNames(expected));
        SoftAssertions softly = new SoftAssertions();
        actual.forEach((field, value) -> check(softly, field, value, expected.get(field)));
        softly.assertAll();
    }

    private static void check(SoftAssertions softly, String field, Object value, JsonNode wanted) {
        if (value instanceof Interval interval) {
            check(softly, field + " lower", interval.lower(), wanted.get(0));
            check(softly, field + " upper", interval.upper(), wanted.get(1));
        } else if (value instanceof Number number) {
            Offset<Double> offset = Offset.offset(RELATIVE * Math.abs(wanted.asDouble()));
            softly.assertThat(number.doubleValue()).as(field).isEqualTo(wanted.asDouble(), offset);
        } else {
            softly.assertThat(value).as(field).isEqualTo(wanted.asText());
        }
    }

    private static Map<String, Object> statistics(JsonNode cell, double margin) {
        List<String> behaviour = strings(cell.get("object"));
        double[] self = correct(behaviour, strings(cell.get("self_prediction")));
        double[] cross = correct(behaviour, strings(cell.get("cross_prediction")));
        int n = behaviour.size();
        Proportion selfAccuracy = proportion(self);
        Proportion crossAccuracy = proportion(cross);
        CategoricalSample answers = CategoricalSample.of(behaviour);
        PairedDifference paired = PairedDifference.of(self, cross);
        double[] differences = IntStream.range(0, n).mapToDouble(i -> self[i] - cross[i]).toArray();
        int[] clusters =
                IntStream.range(0, n).map(i -> cell.get("cluster").get(i).asInt()).toArray();
        ClusteredMean clustered = ClusteredMean.of(differences, clusters, DIFFERENCES);
        McNemarTest discordance = new McNemarTest(count(differences, 1), count(differences, -1));
        OneSidedTest test = paired.oneSidedTest(margin).orElseThrow();

        Map<String, Object> statistics = new LinkedHashMap<>();
        statistics.put("n", selfAccuracy.trials());
        statistics.put("self_accuracy", selfAccuracy.estimate());
        statistics.put("self_sem95", selfAccuracy.paperErrorBar());
        statistics.put("cross_accuracy", crossAccuracy.estimate());
        statistics.put("cross_sem95", crossAccuracy.paperErrorBar());
        statistics.put("mode", answers.mode());
        statistics.put("mode_baseline", answers.modeShare());
        statistics.put("entropy_bits", answers.entropyBits());
        statistics.put("difference", clustered.estimate());
        statistics.put("paired_se", paired.standardError());
        statistics.put("paired_ci95", paired.interval(0.95));
        statistics.put("clustered_se", clustered.standardError());
        statistics.put("clustered_ci95", clustered.normalInterval(0.95));
        statistics.put("discordant_self_only", discordance.firstOnly());
        statistics.put("discordant_cross_only", discordance.secondOnly());
        statistics.put("mcnemar_exact_two_sided", discordance.exactTwoSided());
        statistics.put("mcnemar_exact_greater", discordance.exactGreater());
        statistics.put("margin", margin);
        statistics.put("margin_z", test.z());
        statistics.put("margin_p", test.p());
        statistics.put("wilson95", selfAccuracy.wilson(0.95));
        statistics.put("clopper_pearson95", selfAccuracy.clopperPearson(0.95));
        return statistics;
    }

    private static Proportion proportion(double[] correct) {
        return Proportion.of(count(correct, 1), correct.length);
    }

    private static int count(double[] values, double wanted) {
        return (int) IntStream.range(0, values.length).filter(i -> values[i] == wanted).count();
    }

    private static double[] correct(List<String> behaviour, List<String> predictions) {
        return IntStream.range(0, behaviour.size())
                .mapToDouble(i -> behaviour.get(i).equals(predictions.get(i)) ? 1 : 0)
                .toArray();
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(node -> strings.add(node.asText()));
        return strings;
    }

    private static List<String> fieldNames(JsonNode object) {
        List<String> names = new ArrayList<>();
        for (Iterator<String> fields = object.fieldNames(); fields.hasNext(); ) {
            names.add(fields.next());
        }
        return names;
    }
}

package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPermutationTestTest {

    private static final Resampling RESAMPLING = Resampling.seeded(1);

    /** SciPy 1.17.1: fisher_exact of the same table gives 0.034889, one-sided. */
    @Test
    void two_labels_make_it_fishers_exact_test() {
        Table table = new Table().add(0, 8, 2, 3, 7);

        LabelPermutationTest test = table.test();

        assertThat(test.observed()).isEqualTo(15 / 20.0);
        assertThat(test.p()).isEqualTo(0.034889, within(0.006));
    }

    /** From two hypergeometric distributions of SciPy 1.17.1; one table of all has 0.0407. */
    @Test
    void labels_are_permuted_within_their_stratum_alone() {
        Table table = new Table().add(0, 8, 2, 3, 7).add(1, 5, 4, 1, 2);

        LabelPermutationTest test = table.test();

        assertThat(test.observed()).isEqualTo(22 / 32.0);
        assertThat(test.permutedMean()).isEqualTo(0.5, within(0.003));
        assertThat(test.p()).isEqualTo(0.032210, within(0.006));
    }

    /** 104 of the 6! permutations match at least four times, enumerated in Python. */
    @Test
    void any_number_of_labels_is_permuted() {
        LabelPermutationTest test =
                LabelPermutationTest.ofAccuracy(
                        List.of("a", "a", "b", "b", "c", "c"),
                        List.of("a", "a", "b", "c", "c", "b"),
                        new int[6],
                        RESAMPLING);

        assertThat(test.p()).isEqualTo(104 / 720.0, within(0.012));
        assertThat(test.permutedMean()).isEqualTo(1 / 3.0, within(0.008));
    }

    @Test
    void knowing_only_the_most_frequent_label_of_each_stratum_is_no_evidence() {
        LabelPermutationTest test =
                LabelPermutationTest.ofAccuracy(
                        List.of("a", "a", "a", "b", "b", "b"),
                        List.of("a", "a", "b", "b", "b", "b"),
                        new int[] {0, 0, 0, 1, 1, 1},
                        RESAMPLING);

        assertThat(test.observed()).isEqualTo(test.permutedMean(), within(1e-9));
        assertThat(test.p()).isEqualTo(1);
    }

    @Test
    void no_p_value_is_zero() {
        List<String> labels = Collections.nCopies(20, "a");
        List<String> mixed = new ArrayList<>(labels);
        Collections.fill(mixed.subList(0, 10), "b");

        assertThat(
                        LabelPermutationTest.ofAccuracy(
                                        mixed, mixed, new int[20], new Resampling(1, 99))
                                .p())
                .isEqualTo(1 / 100.0);
    }

    @Test
    void any_statistic_of_the_labels_can_be_tested() {
        List<String> predicted = List.of("a", "a", "a", "b", "b", "c");
        List<String> actual = List.of("a", "a", "a", "b", "c", "c");
        LabelPermutationTest accuracy =
                LabelPermutationTest.ofAccuracy(predicted, actual, new int[6], RESAMPLING);

        LabelPermutationTest hits =
                LabelPermutationTest.of(
                        predicted, actual, new int[6], LabelPermutationTestTest::hits, RESAMPLING);

        assertThat(hits.observed()).isEqualTo(5);
        assertThat(hits.p()).isEqualTo(accuracy.p());
    }

    @Test
    void statistics_that_tie_but_for_rounding_are_ties() {
        LabelPermutationTest test =
                LabelPermutationTest.of(
                        List.of("a", "b"),
                        List.of("a", "b"),
                        new int[2],
                        (predicted, actual) -> predicted.equals(actual) ? 0.1 + 0.2 : 0.3,
                        RESAMPLING);

        assertThat(test.p()).isEqualTo(1);
    }

    @Test
    void the_labels_that_were_given_stay_as_they_are() {
        List<String> actual = new ArrayList<>(List.of("a", "b", "c"));

        LabelPermutationTest.ofAccuracy(List.of("a", "b", "c"), actual, new int[3], RESAMPLING);

        assertThat(actual).containsExactly("a", "b", "c");
    }

    @Test
    void the_seed_decides_the_permutations() {
        Table table = new Table().add(0, 8, 2, 3, 7);

        assertThat(table.test()).isEqualTo(table.test());
    }

    @Test
    void labels_without_relation_are_found_related_no_more_often_than_the_level() {
        int rejected = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            List<String> actual = new ArrayList<>(new Table().add(0, 10, 5, 5, 10).actual);
            Collections.shuffle(actual, random);
            LabelPermutationTest test =
                    LabelPermutationTest.ofAccuracy(
                            new Table().add(0, 10, 5, 5, 10).predicted,
                            actual,
                            new int[30],
                            new Resampling(seed, 99));
            rejected += test.p() <= 0.1 ? 1 : 0;
        }

        // Two hundred samples estimate at most 0.1 with a standard error of 0.021.
        assertThat(rejected / 200.0).isBetween(0.01, 0.15);
    }

    @Test
    void labels_that_do_not_match_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                LabelPermutationTest.ofAccuracy(
                                        List.of("a", "b"), List.of("a"), new int[3], RESAMPLING))
                .withMessageContaining("2 predicted and 1 actual labels with 3 stratum labels");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                LabelPermutationTest.ofAccuracy(
                                        List.of(), List.of(), new int[0], RESAMPLING))
                .withMessageContaining("at least one");
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 2", "2, 1, 2", "2, 2, 1"})
    void one_label_too_few_is_refused(int predicted, int actual, int strata) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                LabelPermutationTest.ofAccuracy(
                                        Collections.nCopies(predicted, "a"),
                                        Collections.nCopies(actual, "a"),
                                        new int[strata],
                                        RESAMPLING))
                .withMessageContaining(
                        "%d predicted and %d actual labels with %d stratum labels",
                        predicted, actual, strata);
    }

    @ParameterizedTest
    @CsvSource({"NaN, 0, 0.5", "0, NaN, 0.5", "0, 0, -0.1", "0, 0, 1.1", "0, 0, NaN"})
    void figures_that_cannot_be_are_refused(double observed, double permutedMean, double p) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LabelPermutationTest(observed, permutedMean, p))
                .withMessageContaining("%s against %s with p = %s", observed, permutedMean, p);
    }

    @Test
    void a_statistic_that_is_no_number_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                LabelPermutationTest.of(
                                        List.of("a", "b"),
                                        List.of("a", "b"),
                                        new int[2],
                                        (predicted, actual) ->
                                                predicted.equals(actual) ? 1 : Double.NaN,
                                        RESAMPLING))
                .withMessageContaining("against NaN");
    }

    private static double hits(List<String> predicted, List<String> actual) {
        double hits = 0;
        for (int i = 0; i < predicted.size(); i++) {
            hits += predicted.get(i).equals(actual.get(i)) ? 1 : 0;
        }
        return hits;
    }

    /** Predicted by actual labels, each of them yes or no, in strata. */
    private static final class Table {

        private final List<String> predicted = new ArrayList<>();
        private final List<String> actual = new ArrayList<>();
        private final List<Integer> strata = new ArrayList<>();

        Table add(int stratum, int yesYes, int yesNo, int noYes, int noNo) {
            put(stratum, "yes", "yes", yesYes);
            put(stratum, "yes", "no", yesNo);
            put(stratum, "no", "yes", noYes);
            put(stratum, "no", "no", noNo);
            return this;
        }

        LabelPermutationTest test() {
            return LabelPermutationTest.ofAccuracy(
                    predicted,
                    actual,
                    strata.stream().mapToInt(Integer::intValue).toArray(),
                    RESAMPLING);
        }

        private void put(int stratum, String prediction, String label, int times) {
            predicted.addAll(Collections.nCopies(times, prediction));
            actual.addAll(Collections.nCopies(times, label));
            strata.addAll(Collections.nCopies(times, stratum));
        }
    }
}

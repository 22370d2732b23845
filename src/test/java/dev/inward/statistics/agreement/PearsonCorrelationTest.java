package dev.inward.statistics.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.inward.statistics.Interval;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PearsonCorrelationTest {

    private static final int SEEDS = 2_000;

    /** Anscombe's first quartet (1973), whose correlation is 0.81642. */
    @Test
    void the_correlation_is_pearsons() {
        double[] x = {10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5};
        double[] y = {8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68};

        PearsonCorrelation correlation = of(x, y, 1);

        assertThat(correlation.value()).isCloseTo(0.81642, within(5e-6));
        Interval interval = correlation.interval(0.95);
        assertThat(interval.lower()).isBetween(0.3, 0.8);
        assertThat(interval.upper()).isBetween(0.83, 0.97);
    }

    /**
     * With clusters of one pair, it is the textbook's error (1 - r^2) / sqrt(n) for normal data.
     */
    @Test
    void the_standard_error_of_many_normal_pairs_is_that_of_the_textbook() {
        PearsonCorrelation correlation = draw(new SplittableRandom(1), 50_000, 1, 0.6);

        assertThat(correlation.value()).isCloseTo(0.6, within(0.01));
        assertThat(correlation.standardError() * Math.sqrt(50_000))
                .isCloseTo(1 - 0.36, within(0.02));
    }

    @Test
    void pairs_that_are_repeated_add_no_knowledge() {
        double[] x = {1, 2, 3, 4, 5, 6};
        double[] y = {2, 1, 4, 3, 6, 4};
        double[] twiceX = IntStream.range(0, 12).mapToDouble(i -> x[i / 2]).toArray();
        double[] twiceY = IntStream.range(0, 12).mapToDouble(i -> y[i / 2]).toArray();

        assertThat(of(twiceX, twiceY, 2).standardError())
                .isCloseTo(of(x, y, 1).standardError(), within(1e-12));
        assertThat(of(twiceX, twiceY, 1).standardError()).isLessThan(of(x, y, 1).standardError());
    }

    /**
     * Of 2,000 seeds, the share has a standard error of 0.5 points. So 93 is the nominal share less
     * one point, less two standard errors. With 20 clusters, the interval is a little too short.
     */
    @ParameterizedTest(name = "{0} clusters, correlation {1}")
    @CsvSource({
        "20, 0, 92, 96",
        "20, 0.5, 92, 96",
        "100, 0, 93, 96",
        "100, 0.5, 93, 96",
        "100, 0.9, 93, 96"
    })
    void an_interval_of_95_percent_covers_the_truth(
            int clusters, double truth, double least, double most) {
        var random = new SplittableRandom(clusters);
        int covered = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            covered += draw(random, clusters, 5, truth).interval(0.95).contains(truth) ? 1 : 0;
        }

        assertThat(100.0 * covered / SEEDS).isBetween(least, most);
    }

    @Test
    void equal_numbers_have_the_correlation_1_and_no_spread() {
        double[] x = {1, 5, 2, 8};
        double[] minus = {-1, -5, -2, -8};

        assertThat(of(x, x, 1).value()).isCloseTo(1, within(1e-12));
        assertThat(of(x, x, 1).interval(0.95).lower()).isCloseTo(1, within(1e-9));
        assertThat(of(x, minus, 1).value()).isCloseTo(-1, within(1e-12));
    }

    @Test
    void nothing_is_known_of_one_cluster_or_of_a_constant() {
        double[] x = {1, 5, 2, 8};
        double[] constant = {3, 3, 3, 3};

        assertThat(PearsonCorrelation.of(x, x, new int[4])).isEmpty();
        assertThat(PearsonCorrelation.of(x, constant, new int[] {1, 2, 3, 4})).isEmpty();
        assertThat(PearsonCorrelation.of(constant, x, new int[] {1, 2, 3, 4})).isEmpty();
    }

    @Test
    void pairs_that_are_no_pairs_are_an_error() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PearsonCorrelation.of(new double[2], new double[3], new int[2]))
                .withMessageContaining("2 first numbers, 3 second numbers and 2 cluster labels");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                PearsonCorrelation.of(
                                        new double[] {1, Double.NaN},
                                        new double[2],
                                        new int[] {1, 2}))
                .withMessageContaining("index 1 is NaN");
    }

    private static PearsonCorrelation of(double[] x, double[] y, int sizeOfCluster) {
        return PearsonCorrelation.of(
                        x, y, IntStream.range(0, x.length).map(i -> i / sizeOfCluster).toArray())
                .orElseThrow();
    }

    /** Normal pairs; within a cluster, both numbers share half of their variance. */
    private static PearsonCorrelation draw(
            SplittableRandom random, int clusters, int size, double correlation) {
        double[] x = new double[clusters * size];
        double[] y = new double[x.length];
        double rest = Math.sqrt(1 - correlation * correlation);
        for (int cluster = 0; cluster < clusters; cluster++) {
            double sharedX = random.nextGaussian();
            double sharedY = correlation * sharedX + rest * random.nextGaussian();
            for (int i = cluster * size; i < (cluster + 1) * size; i++) {
                double ownX = random.nextGaussian();
                double ownY = correlation * ownX + rest * random.nextGaussian();
                x[i] = sharedX + ownX;
                y[i] = sharedY + ownY;
            }
        }
        return of(x, y, size);
    }
}

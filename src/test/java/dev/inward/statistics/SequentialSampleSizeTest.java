package dev.inward.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.statistics.SequentialTest.Side;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Measures how many clusters a sequential test takes, beside the one-sided z test of fixed size
 * whose power is 0.8 at the effect it was designed for, and prints the figures.
 */
@Tag("slow")
class SequentialSampleSizeTest {

    private static final Interval DIFFERENCES = new Interval(-1, 1);
    private static final double MARGIN = 0.05;
    private static final int SEQUENCES = 2_000;

    /** Normal quantiles of 0.95, 0.8 and 0.9, from a published table. */
    private static final double Z_95 = 1.644854;

    private static final double Z_80 = 0.841621;
    private static final double Z_90 = 1.281552;

    /** What is observed: the difference of two predictors on clusters of items. */
    private enum Study {
        /** Predictors of single items differ on three of ten. */
        MANY_ZEROS(0.3, 0.1, 1, 0),
        /** The same, and the effect to be found is half as large. */
        SMALL_EFFECT(0.3, 0.05, 1, 0),
        /** Predictors differ on most items. */
        FEW_ZEROS(0.7, 0.1, 1, 0),
        /** Prompts carry one to eight items of which two in three follow the first. */
        CLUSTERS(0.5, 0.1, 8, 0),
        /** Four tasks whose means differ by as much as 0.3. */
        TASKS(0.5, 0.1, 1, 0.15);

        private final double discordant;
        private final double effect;
        private final int largest;
        private final double apart;

        Study(double discordant, double effect, int largest, double apart) {
            this.discordant = discordant;
            this.effect = effect;
            this.largest = largest;
            this.apart = apart;
        }

        int fixedSize(double zPower) {
            RandomGenerator random = new SplittableRandom(0);
            double mean = MARGIN + effect;
            int draws = 400_000;
            double squares = 0;
            double weights = 0;
            for (int i = 0; i < draws; i++) {
                double of = mean + shift(i);
                WeightedValue cluster = cluster(random, of);
                squares += Math.pow(cluster.weight() * (cluster.value() - of), 2);
                weights += cluster.weight();
            }
            double variance = squares / draws / Math.pow(weights / draws, 2);
            return (int) Math.ceil(Math.pow((Z_95 + zPower) / effect, 2) * variance);
        }

        SequentialTest run(int seed, double mean, int horizon, int clusters) {
            RandomGenerator random = new SplittableRandom(seed);
            SequentialTest test = SequentialTest.of(MARGIN, DIFFERENCES, 0.95, horizon);
            int each = apart > 0 ? 4 : 1;
            while (test.side() == Side.UNDECIDED && test.observations() < clusters) {
                test.add(
                        IntStream.range(0, each)
                                .mapToObj(task -> cluster(random, mean + shift(task)))
                                .toList());
            }
            return test;
        }

        private double shift(int task) {
            return apart * (task % 2 == 0 ? 1 : -1);
        }

        private WeightedValue cluster(RandomGenerator random, double mean) {
            int size = random.nextInt(1, largest + 1);
            double first = difference(random, mean);
            double sum = first;
            for (int i = 1; i < size; i++) {
                sum += random.nextInt(3) > 0 ? first : difference(random, mean);
            }
            return new WeightedValue(sum / size, (double) size / largest);
        }

        private double difference(RandomGenerator random, double mean) {
            double draw = random.nextDouble();
            double ones = (Math.max(discordant, Math.abs(mean)) + mean) / 2;
            return draw < ones ? 1 : draw < ones + ones - mean ? -1 : 0;
        }
    }

    private record Figures(double mean, double truncated, double above, double below) {}

    @ParameterizedTest
    @EnumSource
    void twice_the_effect_takes_well_under_half_of_the_fixed_size(Study study) {
        double[] ratios = {1, 1.5, 2, 3};
        int fixed = study.fixedSize(Z_80);
        int horizon = study.fixedSize(Z_90);
        say("%n%s: fixed size %d (power 0.8), %d (power 0.9)", study, fixed, horizon);
        for (double ratio : ratios) {
            Figures figures =
                    measure(study, MARGIN + ratio * study.effect, horizon, 20 * fixed, horizon);
            print("above, %s times the effect".formatted(ratio), figures, fixed, horizon);
            if (ratio == 1.5) {
                assertThat(figures.mean() / fixed).isLessThan(0.62);
            }
            if (ratio == 2) {
                assertThat(figures.mean() / fixed).isLessThan(0.36);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void means_at_the_margin_and_below_are_measured_too(Study study) {
        int fixed = study.fixedSize(Z_80);
        int horizon = study.fixedSize(Z_90);
        say("%n%s: fixed size %d (power 0.8), %d (power 0.9)", study, fixed, horizon);
        for (double ratio : new double[] {0, 0.5, 1, 1.5, 2}) {
            int most = ratio < 1 ? horizon : 20 * fixed;
            Figures figures = measure(study, MARGIN - ratio * study.effect, horizon, most, horizon);
            print("below, %s times the effect".formatted(ratio), figures, fixed, horizon);
            assertThat(figures.above()).isLessThan(0.05);
        }
    }

    @Test
    void a_wrong_horizon_costs_observations_and_no_errors() {
        Study study = Study.MANY_ZEROS;
        int fixed = study.fixedSize(Z_80);
        int horizon = study.fixedSize(Z_90);
        for (double times : new double[] {0.1, 1, 10, 100}) {
            int wrong = (int) (times * horizon);
            say("%nhorizon %d instead of %d", wrong, horizon);
            Figures at = measure(study, MARGIN, wrong, 5 * horizon, 5 * horizon);
            print("at the margin", at, fixed, 5 * horizon);
            print(
                    "above, 1.5 times the effect",
                    measure(study, MARGIN + 1.5 * study.effect, wrong, 20 * fixed, horizon),
                    fixed,
                    horizon);
            assertThat(at.above()).isLessThan(0.05);
            assertThat(at.below()).isLessThan(0.05);
        }
    }

    private static Figures measure(Study study, double mean, int horizon, int most, int within) {
        List<SequentialTest> tests =
                IntStream.range(0, SEQUENCES)
                        .mapToObj(seed -> study.run(seed, mean, horizon, most))
                        .toList();
        return new Figures(
                tests.stream().mapToInt(SequentialTest::observations).average().orElseThrow(),
                tests.stream()
                        .mapToInt(test -> Math.min(within, test.observations()))
                        .average()
                        .orElseThrow(),
                share(tests, Side.ABOVE, within),
                share(tests, Side.BELOW, within));
    }

    private static double share(List<SequentialTest> tests, Side side, int within) {
        return tests.stream()
                        .filter(test -> test.side() == side && test.observations() <= within)
                        .count()
                / (double) tests.size();
    }

    private static void print(String what, Figures figures, int fixed, int horizon) {
        say(
                "  %-28s %8.1f clusters, %.2f and %.2f of the fixed sizes; stopped at %d: %.2f of it, above %.3f, below %.3f",
                what,
                figures.mean(),
                figures.mean() / fixed,
                figures.mean() / horizon,
                horizon,
                figures.truncated() / horizon,
                figures.above(),
                figures.below());
    }

    private static void say(String line, Object... figures) {
        System.out.printf(Locale.ROOT, line + "%n", figures);
    }
}

package dev.inward.statistics.resampling;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The number of random draws and their seed. A draw is a resample of a bootstrap, or a permutation
 * of a Monte Carlo test.
 *
 * <p>The same resampling of the same data gives the same results. This class is immutable and
 * thread-safe.
 *
 * @param seed any number
 * @param draws the number of draws, at least 1
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Resampling(long seed, int draws) {

    private static final int DEFAULT_DRAWS = 10_000;

    /**
     * Checks the number of draws.
     *
     * @param seed any number
     * @param draws the number of draws, at least 1
     * @throws IllegalArgumentException if the number of draws is below 1
     */
    public Resampling {
        if (draws < 1) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A resampling with %d draws was given, but at least 1 was expected, such as %d.",
                            draws,
                            DEFAULT_DRAWS));
        }
    }

    /**
     * {@return a resampling with 10,000 draws}
     *
     * @param seed any number
     */
    public static Resampling seeded(long seed) {
        return new Resampling(seed, DEFAULT_DRAWS);
    }

    /** Draws and returns the statistic of each draw, in order. */
    DoubleStream draw(ToDoubleFunction<RandomGenerator> draw) {
        RandomGenerator random = new SplittableRandom(seed);
        return IntStream.range(0, draws).mapToDouble(i -> draw.applyAsDouble(random));
    }
}

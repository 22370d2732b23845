package dev.inward.statistics.resampling;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How often data are drawn anew, and the seed that decides which draws these are: the resamples of
 * a bootstrap, the permutations of a Monte Carlo test.
 *
 * <p>The same resampling of the same data gives the same figures. This class is immutable and
 * threadsafe.
 *
 * @param seed any number
 * @param draws how often to draw, at least 1
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record Resampling(long seed, int draws) {

    private static final int DEFAULT_DRAWS = 10_000;

    /**
     * Checks the number of draws.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Resampling {
        if (draws < 1) {
            throw new IllegalArgumentException(
                    "A resampling with %d draws was given, but at least 1 was expected, such as %d."
                            .formatted(draws, DEFAULT_DRAWS));
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

    /** The statistic of every draw, in the order in which they are drawn. */
    DoubleStream draw(ToDoubleFunction<RandomGenerator> draw) {
        RandomGenerator random = new SplittableRandom(seed);
        return IntStream.range(0, draws).mapToDouble(i -> draw.applyAsDouble(random));
    }
}

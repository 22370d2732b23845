package dev.inward.study.scoring;

import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import java.util.Random;

/**
 * The numbers from 0 up to a size in random order. Each order is equally likely.
 *
 * <p>It is the shuffle of Fisher and Yates (Knuth, The Art of Computer Programming, volume 2,
 * section 3.4.2, algorithm P), from the last place to the first. Only numbers that were moved are
 * stored, so the first k numbers take the time and memory of k steps, however large the size is.
 * The Javadoc of {@link Random} fixes its algorithm, so a seed gives the same order in each JDK.
 *
 * <p>This class is not thread-safe.
 */
final class RandomOrder implements PrimitiveIterator.OfInt {

    private final Random random;
    private final Map<Integer, Integer> moved = new HashMap<>();
    private int left;

    /**
     * @param size how many numbers there are, at least 0
     * @param seed decides the order
     */
    RandomOrder(int size, long seed) {
        left = size;
        random = new Random(seed);
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public int nextInt() {
        if (left == 0) {
            throw new NoSuchElementException("all numbers of the order are drawn");
        }
        int place = random.nextInt(left);
        left--;
        int drawn = moved.getOrDefault(place, place);
        moved.put(place, moved.getOrDefault(left, left));
        return drawn;
    }
}

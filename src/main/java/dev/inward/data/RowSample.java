package dev.inward.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Draws rows at random while they are read: every set of rows of the size is equally likely. Keeps
 * no more rows than that (Vitter, "Random sampling with a reservoir", 1985, algorithm R).
 *
 * <p>Not thread-safe.
 */
public final class RowSample implements Consumer<DataRow> {

    private final int size;
    private final Random random;
    private final List<DataRow> drawn = new ArrayList<>();
    private long seen;

    /**
     * Creates an empty sample.
     *
     * @param size the number of rows to draw, at least 1
     * @param seed the seed that draws them
     */
    public RowSample(int size, long seed) {
        this.size = size;
        random = new Random(seed);
    }

    @Override
    public void accept(DataRow row) {
        seen++;
        if (drawn.size() < size) {
            drawn.add(row);
            return;
        }
        long position = random.nextLong(seen);
        if (position < size) {
            drawn.set((int) position, row);
        }
    }

    /** Returns the drawn rows, in the order of the file; all rows if there are not more. */
    public List<DataRow> rows() {
        return drawn.stream().sorted(Comparator.comparing(DataRow::number)).toList();
    }
}

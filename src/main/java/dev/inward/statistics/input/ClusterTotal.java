package dev.inward.statistics.input;

/**
 * The sum of the values and the number of items of one cluster. {@link ClusteredSample} fills it
 * and does not change it later. Not thread-safe while it is filled.
 */
public final class ClusterTotal {

    private final int stratum;
    private double sum;
    private int size;

    ClusterTotal(int stratum) {
        this.stratum = stratum;
    }

    void addItem(double value) {
        sum += value;
        size++;
    }

    int stratum() {
        return stratum;
    }

    /** {@return the sum of the values} */
    public double sum() {
        return sum;
    }

    /** {@return the number of items} */
    public int size() {
        return size;
    }
}

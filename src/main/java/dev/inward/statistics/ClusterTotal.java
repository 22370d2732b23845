package dev.inward.statistics;

/** The sum and the number of the items of one cluster. Mutable; confined to one factory call. */
final class ClusterTotal {

    private final int stratum;
    private double sum;
    private int size;

    ClusterTotal(int stratum) {
        this.stratum = stratum;
    }

    void add(double value) {
        sum += value;
        size++;
    }

    int stratum() {
        return stratum;
    }

    double sum() {
        return sum;
    }

    int size() {
        return size;
    }
}

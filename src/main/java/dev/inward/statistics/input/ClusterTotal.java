package dev.inward.statistics.input;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/** The sum and the number of the items of one cluster. Mutable; confined to one factory call. */
@API(status = Status.INTERNAL, since = "0.1")
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

    public double sum() {
        return sum;
    }

    public int size() {
        return size;
    }
}

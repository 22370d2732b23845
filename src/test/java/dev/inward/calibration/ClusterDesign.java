package dev.inward.calibration;

/**
 * How items come in clusters.
 *
 * @param size items a cluster, or {@link #MIXED}
 * @param rho correlation of two items of a cluster
 */
record ClusterDesign(int size, double rho) {

    /** Stands for clusters of one to eight items. */
    static final int MIXED = 0;

    @Override
    public String toString() {
        return size == 1
                ? "size 1"
                : "size %s, ρ %s".formatted(size == MIXED ? "1–8" : Integer.toString(size), rho);
    }
}

package dev.inward.calibration;

/**
 * The clusters of the items.
 *
 * @param size the number of items in each cluster, or {@link #MIXED}
 * @param rho the correlation of two items in a cluster
 */
record ClusterDesign(int size, double rho) {

    /** Clusters of one to eight items. */
    static final int MIXED = 0;

    @Override
    public String toString() {
        return size == 1
                ? "size 1"
                : "size %s, ρ %s".formatted(size == MIXED ? "1–8" : Integer.toString(size), rho);
    }
}

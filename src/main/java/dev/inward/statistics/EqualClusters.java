package dev.inward.statistics;

/**
 * Clusters of one stratum with the same sum and the same number of items. Grouping them saves
 * computations.
 *
 * @param sum the sum of the values of each cluster
 * @param size the number of items of each cluster
 * @param count the number of these clusters
 */
record EqualClusters(double sum, int size, int count) {}

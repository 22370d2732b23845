package dev.inward.statistics;

/** Clusters of a stratum with the same sum and the same number of items: they count as one. */
record EqualClusters(double sum, int size, int count) {}

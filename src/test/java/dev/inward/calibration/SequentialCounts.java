package dev.inward.calibration;

/**
 * The results of the engine in one cell.
 *
 * @param sequential the results of runs that stop when the claim is decided
 * @param fixed the results of runs that judge all items once
 * @param share the mean share of the items that sequential runs use
 */
record SequentialCounts(CellCounts sequential, CellCounts fixed, double share) {}

package dev.inward.calibration;

/**
 * What the engine came to in one cell.
 *
 * @param sequential where it stopped when decided
 * @param fixed where all items were judged, once
 * @param share of the items that it collected until it stopped, on average
 */
record SequentialCounts(CellCounts sequential, CellCounts fixed, double share) {}

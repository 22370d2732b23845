/**
 * Betting e-processes and confidence sequences: valid at every time at which data collection stops.
 */
@NullMarked
package dev.inward.statistics.sequential;

import org.jspecify.annotations.NullMarked;

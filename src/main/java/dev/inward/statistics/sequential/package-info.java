/**
 * E-processes and confidence sequences: tests and bounds that are valid whenever data collection
 * stops.
 */
@NullMarked
package dev.inward.statistics.sequential;

import org.jspecify.annotations.NullMarked;

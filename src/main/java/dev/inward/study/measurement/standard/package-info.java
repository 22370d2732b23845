/**
 * The measurements that ship: whether predictions are calibrated, and whether they follow a change
 * of behaviour.
 *
 * <p>Each is found like one of a user's, by its name. This package uses the package of measurements
 * and statistics. It calls no model itself.
 */
@NullMarked
package dev.inward.study.measurement.standard;

import org.jspecify.annotations.NullMarked;

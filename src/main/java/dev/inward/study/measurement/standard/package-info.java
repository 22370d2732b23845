/**
 * The measurements that ship: whether predictions are calibrated, whether they follow a change of
 * behaviour, whether a model knows if its answer is correct, stable or biased, and whether it knows
 * the weights behind its choices.
 *
 * <p>Each is found like one of a user's, by its name. This package uses the packages of
 * measurements, classifiers, properties, tasks, models and statistics. It calls no model itself.
 */
@NullMarked
package dev.inward.study.measurement.standard;

import org.jspecify.annotations.NullMarked;

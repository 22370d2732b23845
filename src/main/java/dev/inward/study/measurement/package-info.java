/**
 * Measurements beside the predictions of a comparison: what a study asks about each item, and what
 * must hold on average.
 *
 * <p>{@link dev.inward.study.measurement.StudyMeasurement} is an extension point: a study of one's
 * own implements it. This package uses the property and task packages and the model package. It
 * calls no model itself.
 */
@NullMarked
package dev.inward.study.measurement;

import org.jspecify.annotations.NullMarked;

package dev.inward.study.measurement;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A figure over all items of a measurement, for reports. No claim depends on it.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param name a short name, by which a published figure is found
 * @param words what the figure is, as a noun phrase
 * @param value the figure
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record MeasuredFigure(String name, String words, double value) {}

package dev.inward.study.measurement;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A figure over all items of a measurement, for reports. No claim depends on it.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param name a short name, by which a published figure is found
 * @param words what the figure is, as a noun phrase
 * @param value the figure
 * @param meanOf the number of each item, from 0 to 1, whose mean in percent the figure is; reports
 *     give such a figure an interval. Null if the figure is no such mean
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record MeasuredFigure(String name, String words, double value, @Nullable String meanOf) {

    /**
     * Creates a figure that is no mean of a number of each item.
     *
     * @param name as in the record
     * @param words as in the record
     * @param value as in the record
     */
    public MeasuredFigure(String name, String words, double value) {
        this(name, words, value, null);
    }
}

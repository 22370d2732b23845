package dev.inward.study.measurement;

import dev.inward.task.Item;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a measurement found in one comparison.
 *
 * <p>Instances are immutable and thread-safe.
 *
 * @param measurement the measurement
 * @param contrasts what must be above the margin of a claim; copied
 * @param items the measured items in task and file order; copied
 * @param missing the items that lack an answer; copied
 * @param whyMissing the reason why the first missing answer is missing; empty if none is
 * @param figures further figures; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record MeasurementResult(
        StudyMeasurement measurement,
        List<Contrast> contrasts,
        List<MeasuredItem> items,
        List<Item> missing,
        String whyMissing,
        List<MeasuredFigure> figures) {

    /**
     * Copies the lists.
     *
     * @param measurement as in the record
     * @param contrasts as in the record
     * @param items as in the record
     * @param missing as in the record
     * @param whyMissing as in the record
     * @param figures as in the record
     */
    public MeasurementResult {
        contrasts = List.copyOf(contrasts);
        items = List.copyOf(items);
        missing = List.copyOf(missing);
        figures = List.copyOf(figures);
    }
}

package dev.inward.knowntruth;

import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.StudyMeasurement;
import dev.inward.task.Item;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A measurement whose results a test makes itself. It measures nothing. */
public interface ResultOnly extends StudyMeasurement {

    @Override
    default String source() {
        return "a test";
    }

    @Override
    default CompletableFuture<Map<String, Double>> measure(MeasuredCell cell, Item item) {
        throw new UnsupportedOperationException();
    }

    @Override
    default List<Contrast> contrasts(MeasuredCell cell) {
        throw new UnsupportedOperationException();
    }
}

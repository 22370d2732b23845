package dev.inward.calibration;

import dev.inward.statistics.ClusteredMean;
import dev.inward.verdict.figures.Figures;
import java.util.List;

/** A figure of a comparison and its true value. */
enum KnownFigure {
    SELF,
    CROSS,
    BASELINE,
    DIFFERENCE,
    ABOVE_BASELINE;

    ClusteredMean of(Figures figures) {
        return switch (this) {
            case SELF -> figures.self();
            case CROSS -> figures.cross();
            case BASELINE -> figures.modeBaseline();
            case DIFFERENCE -> figures.difference();
            case ABOVE_BASELINE -> figures.aboveModeBaseline();
        };
    }

    /** Returns the mean over tasks with equal weights. */
    double truth(List<KnownTruth> tasks) {
        return tasks.stream().mapToDouble(this::truth).average().orElseThrow();
    }

    private double truth(KnownTruth task) {
        return switch (this) {
            case SELF -> task.self();
            case CROSS -> task.cross();
            case BASELINE -> task.baseline();
            case DIFFERENCE -> task.self() - task.cross();
            case ABOVE_BASELINE -> task.self() - task.baseline();
        };
    }
}

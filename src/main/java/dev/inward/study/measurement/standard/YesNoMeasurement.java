package dev.inward.study.measurement.standard;

import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.MeasuredFigure;
import dev.inward.study.measurement.MeasuredItem;
import dev.inward.study.measurement.StudyMeasurement;
import java.util.List;
import java.util.Set;

/** What all measurements share that ask a {@link YesNoQuestion}. */
interface YesNoMeasurement extends StudyMeasurement {

    /** Returns the number of predictions that are drawn for the AUROC; 1 for none. */
    int samples();

    @Override
    default Set<Double> temperatures() {
        return new YesNoQuestion(samples()).temperatures();
    }

    @Override
    default List<Contrast> contrasts(MeasuredCell cell) {
        return YesNoQuestion.contrasts(cell);
    }

    @Override
    default List<MeasuredFigure> figures(List<MeasuredItem> items) {
        return YesNoFigures.of(items);
    }
}

package dev.inward.knowntruth;

import dev.inward.cache.AnswerSource;
import dev.inward.judge.Judges;
import dev.inward.judge.PropertyValues;
import dev.inward.study.StudyListener;
import dev.inward.study.collection.AnswerCollector;
import java.util.List;

/** Values of properties that need no judge. */
public final class ComputedValues {

    private ComputedValues() {}

    /** Returns the values of a new study. */
    public static PropertyValues newStudy() {
        return new PropertyValues(
                new Judges(
                        new AnswerCollector(new StudyListener() {}, AnswerSource.uncached()),
                        List::of));
    }
}

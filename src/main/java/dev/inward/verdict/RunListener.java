package dev.inward.verdict;

import dev.inward.model.budget.PlannedCalls;
import dev.inward.study.ComparisonRequest;
import dev.inward.study.StudyListener;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Hears what happens in a run of evals: reports are made of it. Found through {@link
 * java.util.ServiceLoader}.
 *
 * <p>Every method may be called from several threads at once. What a listener throws ends the eval
 * in which it was told, as an error.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface RunListener extends StudyListener {

    /**
     * Hears that a run begins; called before all else.
     *
     * @param reports the folder for what the run leaves for people
     */
    default void runStarted(Path reports) {}

    /**
     * Hears that an eval is about to claim something, on the thread it runs on.
     *
     * @param comparison what it asked for
     */
    default void evalStarted(ComparisonRequest comparison) {}

    /**
     * Hears of a verdict, on the thread of the eval and before anything is thrown because of it.
     *
     * @param verdict the verdict
     */
    default void judged(Verdict verdict) {}

    /**
     * Hears what a comparison that was only planned could show. Controls are to show nothing.
     *
     * @param advantage how large an advantage has to be
     */
    default void comparisonPlanned(DetectableAdvantage advantage) {}

    /**
     * Hears what a run would ask for that was only planned; no verdict is reached then.
     *
     * @param calls what each model would be asked, by name
     */
    default void planned(List<PlannedCalls> calls) {}

    /**
     * Hears that a baseline was written.
     *
     * @param file where it is
     * @param cells how many cells it has
     */
    default void baselineWritten(Path file, int cells) {}

    /**
     * Hears that the run is over. Where a session runs more tests, it may be told again, of both.
     *
     * @param outcome how it ended
     */
    default void runEnded(RunOutcome outcome) {}
}

package dev.inward.verdict;

import dev.inward.model.budget.PlannedCalls;
import dev.inward.study.StudyListener;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A listener to a run of evals. Reports are built from it. Implementations are found through {@link
 * java.util.ServiceLoader}.
 *
 * <p>Several threads may call the methods at the same time. Implementations must be thread-safe. An
 * exception that a listener throws ends the eval that called it with an error.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface RunListener extends StudyListener {

    /**
     * Receives the start of a run. It is called first.
     *
     * @param reports the folder for the reports of the run
     * @param settings what the run was configured with, as a reader names it, such as mode and
     *     store; without secrets
     */
    default void runStarted(Path reports, SortedMap<String, String> settings) {}

    /**
     * Receives the start of an eval invocation, on the thread of the eval.
     *
     * @param eval the class and the method of the eval, such as {@code org.example.PetsEval.claim}
     * @param evidence the evidence that the eval receives
     */
    default void evalStarted(String eval, Evidence evidence) {}

    /**
     * Receives a verdict, on the thread of the eval and before anything is thrown because of it.
     *
     * @param verdict the verdict
     */
    default void verdictReached(Verdict verdict) {}

    /**
     * Receives the verdict on all cells of a regression gate, before anything is thrown because of
     * it. If further cells change it, it is called again.
     *
     * @param verdict the verdict
     */
    default void gateJudged(GateVerdict verdict) {}

    /**
     * Receives the advantage that a planned comparison can show. It is not called for controls,
     * which must show none.
     *
     * @param advantage the smallest advantage that the comparison can show
     */
    default void comparisonPlanned(DetectableAdvantage advantage) {}

    /**
     * Receives the calls of a run that is only planned. Such a run reaches no verdict.
     *
     * @param calls the planned calls of each model, sorted by the name of the model
     */
    default void callsPlanned(List<PlannedCalls> calls) {}

    /**
     * Receives the end of writing a baseline.
     *
     * @param file the file of the baseline
     * @param cells the number of its cells
     */
    default void baselineWritten(Path file, int cells) {}

    /**
     * Receives the end of the run. If a session runs further tests, it is called again with the
     * outcome of all of them.
     *
     * @param outcome the outcome of the run
     */
    default void runEnded(RunOutcome outcome) {}
}

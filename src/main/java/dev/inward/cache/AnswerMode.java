package dev.inward.cache;

import dev.inward.model.budget.Budget;
import java.nio.file.Path;
import java.time.Clock;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * How a run uses stored answers and models.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum AnswerMode {

    /** Reads answers from the store and calls models for the missing ones. */
    LIVE,

    /** Does the same as {@link #LIVE} and writes every answer of the run to cassettes. */
    RECORD,

    /** Reads every answer from cassettes. No model is called and the store is not opened. */
    REPLAY,

    /** Calls models for every answer and replaces the stored ones. */
    REFRESH;

    /** {@return whether models are called for missing answers} */
    public boolean callsModels() {
        return this != REPLAY;
    }

    /**
     * Opens the source of a run's answers.
     *
     * @param store the file of the answer store
     * @param cassettes the folder of the cassettes
     * @param reports the folder of the reports, where answers are saved that the store cannot keep
     * @param budget the limit for calls to models
     * @param clock the clock for the arrival times of answers
     * @param recordCommand the command that records missing answers, for error messages
     * @return the source; the caller closes it
     * @throws AnswerStoreException when the store or a cassette cannot be read
     */
    public AnswerSource open(
            Path store,
            Path cassettes,
            Path reports,
            Budget budget,
            Clock clock,
            String recordCommand) {
        return switch (this) {
            case LIVE -> AnswerStore.open(store, reports, clock, budget);
            case RECORD ->
                    new RecordingSource(
                            AnswerStore.open(store, reports, clock, budget),
                            new Cassettes(cassettes));
            case REPLAY -> new ReplayingSource(new Cassettes(cassettes), recordCommand);
            case REFRESH -> AnswerStore.openRefreshing(store, reports, clock, budget);
        };
    }
}

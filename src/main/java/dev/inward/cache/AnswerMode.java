package dev.inward.cache;

import dev.inward.model.budget.Budget;
import java.nio.file.Path;
import java.time.Clock;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * What a run does about answers that are kept, and about those that are not.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public enum AnswerMode {

    /** Takes what the store has and asks for the rest. */
    LIVE,

    /** As {@link #LIVE}, and writes every answer of the run to cassettes. */
    RECORD,

    /** Takes every answer from cassettes: no model is asked and the store is not opened. */
    REPLAY,

    /** Asks for every answer anew and replaces what the store has. */
    REFRESH;

    /** {@return whether models are asked for what is not kept} */
    public boolean callsModels() {
        return this != REPLAY;
    }

    /**
     * Opens where the answers of a run come from.
     *
     * @param store the file of the answer store
     * @param cassettes the folder of cassettes
     * @param budget what may be spent on answers that are not kept
     * @param clock tells when an answer came
     * @param recording the command that records what a replay does not find
     * @throws AnswerStoreException when the store or a cassette cannot be read
     */
    public AnswerSource open(
            Path store, Path cassettes, Budget budget, Clock clock, String recording) {
        return switch (this) {
            case LIVE -> AnswerStore.open(store, clock, budget);
            case RECORD ->
                    new RecordingSource(
                            AnswerStore.open(store, clock, budget), new Cassettes(cassettes));
            case REPLAY -> new ReplayingSource(new Cassettes(cassettes), recording);
            case REFRESH -> AnswerStore.openRefreshing(store, clock, budget);
        };
    }
}

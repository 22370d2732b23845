package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A listener for the progress of a finetuning. The thread that trains calls it, so an
 * implementation returns quickly.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface FinetuningProgress {

    /**
     * Receives the number of finished training steps. Not every step is reported.
     *
     * @param done the steps done so far, at least 1
     * @param total the total number of steps
     */
    void stepDone(int done, int total);
}

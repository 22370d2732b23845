package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Is told how far a finetuning has come.
 *
 * <p>Called from the training's own thread.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface FinetuningProgress {

    /**
     * Hears that a number of training steps is done.
     *
     * @param done steps done so far, at least 1
     * @param total steps in all
     */
    void stepDone(int done, int total);
}

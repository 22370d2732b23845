package dev.inward.model;

import java.time.Instant;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A listener to the calls of models, so that a run can say at once why it makes no progress.
 *
 * <p>Several threads may call the methods at the same time. Implementations must be thread-safe,
 * must not block and must not throw.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface ModelListener {

    /** A listener that ignores everything. */
    ModelListener NONE = new ModelListener() {};

    /**
     * Receives the failure of a call. It is called for every try, also if the call is repeated.
     *
     * @param model the name of the model
     * @param reason what failed, why, and how to fix it; contains text of the server, but no key
     */
    default void callFailed(String model, String reason) {}

    /**
     * Receives the start of a long wait that a server asks for.
     *
     * @param model the name of the model
     * @param reason what the server answered
     * @param until when the call is repeated
     */
    default void waitStarted(String model, String reason, Instant until) {}

    /**
     * Receives the notice that a model that is no {@link IdentifiedModel} gets an identity by
     * default, so that its answers are kept. It is called when the model is opened.
     *
     * @param model the name of the model
     * @param notice what the identity consists of, and how to choose another one
     */
    default void defaultIdentityGiven(String model, String notice) {}
}

package dev.inward.model;

import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Opens models of one kind. Found through {@link java.util.ServiceLoader}: a provider of your own
 * is one class and one line under {@code META-INF/services}. One instance opens all models of a
 * run; where it is {@link AutoCloseable}, it is closed after them.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public interface ModelProvider {

    /** Returns the name that {@code provider:} carries in {@code models.yaml}. */
    String name();

    /**
     * Opens a model. Called once a run for each model that is used; an {@link AutoCloseable} model
     * is closed at the end of the run.
     *
     * @param specification what the models file says of it
     * @throws IllegalArgumentException when the specification cannot be met, saying what was given,
     *     what was expected and the mend
     */
    ChatModel open(ModelSpecification specification);
}

package dev.inward.data.hub;

import org.jspecify.annotations.Nullable;

/** A data set of the hub cannot be used. The message says how to fix it. */
public final class HubException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    HubException(String dataset, String problem) {
        this(dataset, problem, null);
    }

    HubException(String dataset, String problem, @Nullable Throwable cause) {
        super("The Hugging Face data set '" + dataset + "' " + problem, cause);
    }
}

package dev.inward.parts;

import dev.inward.process.ProcessId;
import org.jspecify.annotations.Nullable;

/**
 * The run that a JVM belongs to. JVMs with the same identity work on one run.
 *
 * @param name the name that the configuration gives the run; null if it gives none
 * @param origin the process that started the JVMs of the run, or the only JVM of the run
 * @param endsWithOrigin whether the run is over at the latest when {@code origin} ends. If not,
 *     {@code origin} is a process of long life, such as a Gradle daemon
 */
record RunIdentity(@Nullable String name, ProcessId origin, boolean endsWithOrigin) {

    /** Returns whether two JVMs work on one run, as far as can be known. */
    boolean isSame(RunIdentity other) {
        if (name == null && other.name == null) {
            return origin.isSame(other.origin);
        }
        return name != null && name.equals(other.name);
    }

    /**
     * Returns whether a JVM of this identity may belong to a later run than another one: nothing
     * tells two builds of one daemon apart.
     */
    boolean isUnclear() {
        return name == null && !endsWithOrigin;
    }

    /** Returns whether more JVMs of this run can start even if none of them is alive now. */
    boolean canGoOn() {
        return endsWithOrigin && origin.stillRuns();
    }
}

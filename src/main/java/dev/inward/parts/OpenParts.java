package dev.inward.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts of this JVM, one for each reports folder. */
public final class OpenParts {

    private static final Map<Path, OpenPart> OPEN = new HashMap<>();
    private static final Map<Path, FolderLock> LOCKS = new HashMap<>();

    private OpenParts() {}

    /**
     * Returns the part of this JVM. Begins one if there is none, or if someone has emptied the
     * folder since the evals of this JVM ended. Removes the parts of runs that are over.
     *
     * @param reports the reports folder
     * @param runName the name that the configuration gives the run; null if it gives none
     * @throws UncheckedIOException if the folder cannot be written
     */
    public static synchronized OpenPart of(Path reports, @Nullable String runName) {
        Path folder = reports.toAbsolutePath().normalize();
        JvmLaunch launch = JvmLaunch.ofThisJvm(runName);
        OpenPart open = OPEN.get(folder);
        if (open == null || !open.isPartOf(launch.identity())) {
            OPEN.remove(folder);
            try {
                open =
                        new OpenPart(
                                folder,
                                LOCKS.computeIfAbsent(
                                        folder,
                                        it -> new FolderLock(it.resolve("run").resolve("lock"))),
                                launch,
                                open);
            } catch (IOException e) {
                throw OpenPart.unwritable(folder, e);
            }
            OPEN.put(folder, open);
        }
        return open;
    }

    /**
     * Returns the part that {@link #of} has begun in a folder. If there is none, begins one.
     *
     * @param reports the reports folder
     */
    public static synchronized OpenPart in(Path reports) {
        OpenPart open = OPEN.get(reports.toAbsolutePath().normalize());
        return open == null ? of(reports, null) : open;
    }
}

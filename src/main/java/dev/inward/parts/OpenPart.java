package dev.inward.parts;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.InwardParameters;
import dev.inward.file.AtomicFile;
import dev.inward.verdict.Decision;
import dev.inward.verdict.RunOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The part of this JVM in a reports folder. All runs of the JVM that write to one folder share it.
 *
 * <p>This class is thread-safe.
 */
public final class OpenPart {

    private final Path reports;
    private final PartsFolder parts;
    private final FolderLock lock;
    private final JvmLaunch launch;
    private final String name;
    private final FileChannel life;
    private Part content;

    /**
     * Begins a part, and removes the parts of runs that are over.
     *
     * @param reports the reports folder
     * @param lock the lock of the folder
     * @param replaced the part of an earlier run of this JVM, which is over now; null if there is
     *     none
     */
    OpenPart(Path reports, FolderLock lock, JvmLaunch launch, @Nullable OpenPart replaced)
            throws IOException {
        this.reports = reports;
        this.launch = launch;
        this.lock = lock;
        parts = new PartsFolder(reports.resolve("run"));
        name = ProcessHandle.current().pid() + "-" + UUID.randomUUID();
        Begun begun = lock.hold(() -> begin(replaced));
        content = begun.part();
        life = begun.life();
    }

    /** What the JVM has in the folder from the beginning on. */
    private record Begun(Part part, FileChannel life) {}

    /**
     * Returns whether this is still the part of the run that a JVM works on. It is not if someone
     * has emptied the folder since the evals of this JVM ended.
     */
    boolean isPartOf(RunIdentity run) {
        return launch.identity().isSame(run) && !(content.isEnded() && !parts.contains(name));
    }

    private Begun begin(@Nullable OpenPart replaced) throws IOException {
        Files.createDirectories(parts.folder());
        // All processes write to these folders under the lock that is held here.
        AtomicFile.removeUnfinished(parts.folder());
        AtomicFile.removeUnfinished(reports);
        if (replaced != null) {
            replaced.parts.end(replaced.name, replaced.life);
        }
        boolean isDoubtful = false;
        PartsFolder.Content folder = parts.read();
        List<PartsFolder.StoredPart> stored = folder.parts();
        for (PartsFolder.StoredPart it : stored) {
            RunIdentity run = it.part().run();
            if (run.isSame(launch.identity())) {
                isDoubtful |=
                        launch.identity().isUnclear() && (it.part().isEnded() || !it.isAlive());
            } else if (!hasLiveJvm(run, stored)
                    && (!run.canGoOn()
                            || (replaced != null && run.isSame(replaced.launch.identity())))) {
                parts.delete(it.name());
            }
        }
        Part part = Part.begin(launch.identity(), isDoubtful);
        for (String damaged : folder.damaged()) {
            part = part.withError(parts.removeDamaged(damaged));
        }
        FileChannel alive = parts.live(name);
        parts.write(name, part);
        return new Begun(part, alive);
    }

    private static boolean hasLiveJvm(RunIdentity run, List<PartsFolder.StoredPart> stored) {
        return stored.stream().anyMatch(it -> it.isAlive() && it.part().run().isSame(run));
    }

    /** {@return whether the build tool starts, or may start, further JVMs for the same run} */
    public boolean isOneOfSeveral() {
        return launch.isOneOfSeveral();
    }

    /** {@return the outcome of the run of this JVM alone, without other runs in the folder} */
    public RunOutcome outcomeOfOwnRun() {
        return whole(run -> WholeOutcome.of(run.only(launch.identity())));
    }

    /**
     * Adds a try of an eval invocation.
     *
     * @param eval the class and the method of the eval
     * @param cell the models of the invocation; empty if the eval could not start
     * @param result how the try ended
     * @param claimed whether the try checked a claim
     * @param message what was thrown; empty if nothing was
     */
    public void addTry(
            String eval, String cell, TryResult result, boolean claimed, String message) {
        update(
                (part, order) ->
                        part.with(new EvalTry(order, eval, cell, result, claimed, message)));
    }

    /**
     * Adds a verdict.
     *
     * @param identity what is judged; a later verdict with the same identity replaces this one in
     *     the reports
     * @param decision the decision
     * @param mayBeOpen whether the run can pass although this verdict is inconclusive
     * @param report what the report says about the verdict
     */
    public void addVerdict(
            List<String> identity, Decision decision, boolean mayBeOpen, JsonNode report) {
        update(
                (part, order) ->
                        part.with(new JudgedClaim(order, identity, decision, mayBeOpen, report)));
    }

    /**
     * Adds an error that belongs to no invocation.
     *
     * @param error the error
     */
    public void addError(String error) {
        update((part, order) -> part.withError(error));
    }

    /**
     * States what the run has to execute.
     *
     * @param cells the minimum number of invocations; null without a minimum
     * @param notExecuted the cells of the baseline that this JVM did not execute; null without a
     *     baseline
     */
    public void expect(@Nullable Integer cells, @Nullable List<String> notExecuted) {
        update((part, order) -> part.expecting(cells, notExecuted));
    }

    /**
     * Keeps the cells that this JVM contributes to a baseline.
     *
     * @param file the file of the baseline
     * @param cells the cells, a JSON array
     */
    public void record(String file, JsonNode cells) {
        update((part, order) -> part.recording(file, cells));
    }

    /**
     * Keeps the cells that this JVM compares with a baseline.
     *
     * @param file the file of the baseline
     * @param cells the cells, a JSON array
     */
    public void compare(String file, JsonNode cells) {
        update((part, order) -> part.comparing(file, cells));
    }

    /**
     * {@return the cells that all JVMs of this run compare with a baseline; those of the JVM with
     * the latest results come last}
     *
     * @param file the file of the baseline
     */
    public List<JsonNode> comparedCells(String file) {
        return whole(run -> run.only(launch.identity()).comparedCells(file));
    }

    /**
     * Notes that this JVM has written a baseline.
     *
     * @param file the file of the baseline
     */
    public void written(String file) {
        update((part, order) -> part.written(file));
    }

    /** Notes that no eval of this JVM runs. A later addition revokes that. */
    public void end() {
        update((part, order) -> part.ended(true));
    }

    private void update(BiFunction<Part, Long, Part> change) {
        whole(
                before -> {
                    replace(change.apply(content, before.lastOrder() + 1));
                    return before;
                });
    }

    private void replace(Part part) {
        try {
            parts.write(name, part);
        } catch (IOException e) {
            throw unwritable(reports, e);
        }
        content = part;
    }

    /**
     * Reads the whole run, and does something before another JVM or thread can change it.
     *
     * @param action receives the whole run; it may change this part
     * @return the result of the action
     */
    public <T extends @Nullable Object> T whole(Function<WholeRun, T> action) {
        try {
            return lock.hold(() -> action.apply(readWhole()));
        } catch (IOException e) {
            throw unwritable(reports, e);
        }
    }

    /** This JVM knows its own part, even if another program has deleted the file. */
    private WholeRun readWhole() throws IOException {
        PartsFolder.Content folder = parts.read();
        for (String damaged : folder.damaged()) {
            // A damaged file of this JVM is written again.
            if (!damaged.equals(name)) {
                replace(content.withError(parts.removeDamaged(damaged)));
            }
        }
        List<PartsFolder.StoredPart> all = new ArrayList<>(folder.parts());
        all.removeIf(it -> it.name().equals(name));
        all.add(new PartsFolder.StoredPart(name, content, true));
        return new WholeRun(all);
    }

    static UncheckedIOException unwritable(Path reports, IOException e) {
        return new UncheckedIOException(
                String.format(
                        Locale.ROOT,
                        "cannot write to the reports folder %s: %s. Name a writable folder, on a file system with locks, with -D"
                                + InwardParameters.REPORTS
                                + "=",
                        reports,
                        e.getMessage()),
                e);
    }
}

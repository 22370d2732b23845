package dev.inward.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A process of this computer.
 *
 * @param pid the process id
 * @param started the start of the process in milliseconds since 1970; 0 if unknown. It tells two
 *     processes apart that had the same id one after the other
 */
public record ProcessId(long pid, long started) {

    /** Two JVMs can read starts of one process that differ by a second: Linux rounds its clock. */
    private static final long TOLERANCE_MILLIS = 3_000;

    /** Returns the id of a process. */
    public static ProcessId of(ProcessHandle process) {
        return new ProcessId(
                process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    /** Returns whether both are the same process. */
    public boolean isSame(ProcessId other) {
        return pid == other.pid && Math.abs(started - other.started) <= TOLERANCE_MILLIS;
    }

    /**
     * Returns whether the process runs. The name is no getter's: this record is written as JSON.
     */
    public boolean stillRuns() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> isSame(of(process)))
                .filter(process -> !hasEnded())
                .isPresent();
    }

    /**
     * Returns whether the process has ended but is still listed, because its parent does not ask
     * how. In a container the first process often does not.
     */
    private boolean hasEnded() {
        try {
            String state = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return state.startsWith(" Z", state.lastIndexOf(')') + 1);
        } catch (IOException notLinux) {
            return false;
        }
    }
}

package dev.inward.parts;

import java.time.Instant;

/**
 * A process of this computer.
 *
 * @param pid the process id
 * @param started the start of the process in milliseconds since 1970; 0 if unknown. It tells two
 *     processes apart that had the same id one after the other
 */
record ProcessId(long pid, long started) {

    /** Two JVMs can read starts of one process that differ by a second: Linux rounds its clock. */
    private static final long TOLERANCE_MILLIS = 3_000;

    static ProcessId of(ProcessHandle process) {
        return new ProcessId(
                process.pid(), process.info().startInstant().map(Instant::toEpochMilli).orElse(0L));
    }

    boolean isSame(ProcessId other) {
        return pid == other.pid && Math.abs(started - other.started) <= TOLERANCE_MILLIS;
    }

    boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> isSame(of(process)))
                .isPresent();
    }
}

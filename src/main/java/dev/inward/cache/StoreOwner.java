package dev.inward.cache;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/**
 * One open store of one process: who claims prompts.
 *
 * @param id a random number
 * @param host the machine or container in which {@code pid} is the number of one process
 * @param pid the number of the process
 */
record StoreOwner(long id, String host, long pid) {

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESSES = Path.of("/proc/self/ns/pid");
    private static final String THIS_HOST = thisHost();
    private static final SecureRandom RANDOM = new SecureRandom();

    static StoreOwner create() {
        return new StoreOwner(
                RANDOM.nextLong(Long.MAX_VALUE), THIS_HOST, ProcessHandle.current().pid());
    }

    /**
     * Returns whether this owner's process has ended for certain. A process of another host may
     * live. A number that another process got again looks alive: such a claim lapses with time.
     */
    boolean isDead() {
        return host.equals(THIS_HOST) && ProcessHandle.of(pid).isEmpty();
    }

    /**
     * On Linux, two containers may have one host name and yet different processes. So the host is
     * the running kernel and the group of processes that see each other.
     */
    private static String thisHost() {
        try {
            return Files.readString(BOOT).strip() + " " + Files.readSymbolicLink(PROCESSES);
        } catch (IOException | UnsupportedOperationException notLinux) {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "host of process " + ProcessHandle.current().pid();
            }
        }
    }
}

package dev.inward.hosted.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Of all models and processes, one submits at a time. */
class SubmissionLockTest {

    @TempDir Path folder;

    /** Another process: prints whether it holds the lock, and waits until it is killed. */
    static final class Other {
        public static void main(String[] arguments) throws IOException {
            Optional<SubmissionLock> lock = SubmissionLock.tryLock(Path.of(arguments[0]));
            System.out.write(lock.isPresent() ? 'y' : 'n');
            System.out.flush();
            int unused = System.in.read();
        }
    }

    @Test
    void within_a_process_one_submission_holds_the_lock_until_it_closes_it() throws IOException {
        SubmissionLock first = SubmissionLock.tryLock(folder).orElseThrow();
        assertThat(SubmissionLock.tryLock(folder.resolve("../" + folder.getFileName()))).isEmpty();

        first.close();
        SubmissionLock second = SubmissionLock.tryLock(folder).orElseThrow();
        first.close();

        assertThat(SubmissionLock.tryLock(folder)).as("closed twice by the first").isEmpty();
        second.close();
    }

    @Test
    @Timeout(60)
    void another_process_holds_the_lock_until_it_is_killed() throws Exception {
        Process other = other();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('y');
            assertThat(SubmissionLock.tryLock(folder)).isEmpty();

            other.destroyForcibly().waitFor(20, TimeUnit.SECONDS);

            SubmissionLock mine = SubmissionLock.tryLock(folder).orElseThrow();
            assertThat(SubmissionLock.tryLock(folder)).isEmpty();
            Process late = other();
            assertThat(late.getInputStream().read()).isEqualTo('n');
            late.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
            mine.close();
        } finally {
            other.destroyForcibly();
        }
    }

    private Process other() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Other.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}

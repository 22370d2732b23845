package dev.inward.hosted.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One of all models and processes submits at a time. */
class SubmissionLockTest {

    @TempDir Path folder;

    /** Another process: says whether it has the claim, and waits to be ended. */
    static final class Other {
        public static void main(String[] arguments) throws IOException {
            Optional<SubmissionLock> claim = SubmissionLock.attempt(Path.of(arguments[0]));
            System.out.write(claim.isPresent() ? 'y' : 'n');
            System.out.flush();
            int unused = System.in.read();
        }
    }

    @Test
    void within_one_process_only_one_has_it_until_it_is_closed() throws IOException {
        SubmissionLock first = SubmissionLock.attempt(folder).orElseThrow();
        assertThat(SubmissionLock.attempt(folder.resolve("../" + folder.getFileName()))).isEmpty();

        first.close();
        SubmissionLock second = SubmissionLock.attempt(folder).orElseThrow();
        first.close();

        assertThat(SubmissionLock.attempt(folder)).as("closed twice by the first").isEmpty();
        second.close();
    }

    @Test
    @Timeout(60)
    void another_process_has_it_until_it_is_killed() throws Exception {
        Process other = other();
        try {
            assertThat(other.getInputStream().read()).isEqualTo('y');
            assertThat(SubmissionLock.attempt(folder)).isEmpty();

            other.destroyForcibly().waitFor(20, TimeUnit.SECONDS);

            SubmissionLock mine = SubmissionLock.attempt(folder).orElseThrow();
            assertThat(SubmissionLock.attempt(folder)).isEmpty();
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

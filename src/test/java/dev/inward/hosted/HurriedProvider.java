package dev.inward.hosted;

import dev.inward.hosted.batch.BatchPace;
import dev.inward.hosted.batch.OpenAiBatches;
import dev.inward.hosted.pacing.Scheduler;
import java.time.Duration;
import java.util.Optional;

/** OpenAI's chat completions for tests that cannot wait five seconds: {@code provider: hurried}. */
public final class HurriedProvider extends HostedModelProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public HurriedProvider() {
        super(
                "hurried",
                new OpenAiDialect(),
                Optional.of(new OpenAiBatches()),
                new BatchPace(
                        Duration.ofMillis(50),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Scheduler.USUAL));
    }
}

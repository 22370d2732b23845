package dev.inward.hosted;

import dev.inward.hosted.batch.BatchPace;
import dev.inward.hosted.batch.OpenAiBatches;
import dev.inward.hosted.pacing.Scheduler;
import java.time.Duration;
import java.util.Optional;

/** The OpenAI provider with short batch delays for tests: {@code provider: fast-batches}. */
public final class FastBatchProvider extends HostedModelProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public FastBatchProvider() {
        super(
                "fast-batches",
                new OpenAiDialect(),
                Optional.of(new OpenAiBatches()),
                new BatchPace(
                        Duration.ofMillis(50),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Scheduler.DEFAULT));
    }
}

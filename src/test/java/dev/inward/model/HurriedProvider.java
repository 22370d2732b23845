package dev.inward.model;

import java.time.Duration;
import java.util.Optional;

/** OpenAI's chat completions for tests that cannot wait five seconds: {@code provider: hurried}. */
public final class HurriedProvider extends ApiProvider {

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
                        Alarm.USUAL));
    }
}

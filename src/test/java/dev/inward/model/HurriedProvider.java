package dev.inward.model;

import java.time.Duration;

/** OpenAI's chat completions for tests that cannot wait five seconds: {@code provider: hurried}. */
public final class HurriedProvider extends ApiProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public HurriedProvider() {
        super(
                "hurried",
                new OpenAiDialect(),
                new BatchPace(
                        Duration.ofMillis(50),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Alarm.USUAL));
    }
}

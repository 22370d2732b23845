package dev.inward.hosted;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Opens models on Google's generateContent: {@code provider: gemini} in the models file.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class GeminiProvider extends HostedModelProvider {

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public GeminiProvider() {
        super("gemini", new GeminiDialect(), Optional.empty());
    }
}

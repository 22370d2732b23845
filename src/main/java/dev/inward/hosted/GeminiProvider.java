package dev.inward.hosted;

import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The provider of models with Google's {@code generateContent} API: {@code provider: gemini} in the
 * models file.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class GeminiProvider extends HostedModelProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public GeminiProvider() {
        super("gemini", new GeminiDialect(), Optional.empty());
    }
}

package dev.inward.hosted;

import dev.inward.hosted.batch.OpenAiBatches;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The provider of models with OpenAI's chat completions, at OpenAI and at all compatible servers:
 * {@code provider: openai} in the models file.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class OpenAiProvider extends HostedModelProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public OpenAiProvider() {
        super("openai", new OpenAiDialect(), Optional.of(new OpenAiBatches()));
    }
}

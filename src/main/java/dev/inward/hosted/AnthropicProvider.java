package dev.inward.hosted;

import dev.inward.hosted.batch.AnthropicBatches;
import java.util.Optional;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The provider of models with Anthropic's Messages API: {@code provider: anthropic} in the models
 * file.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class AnthropicProvider extends HostedModelProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public AnthropicProvider() {
        super("anthropic", new AnthropicDialect(), Optional.of(new AnthropicBatches()));
    }
}

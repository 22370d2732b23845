package dev.inward.hostile;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Opens models whose calls fail with the text of their key {@code says}. A model with the key
 * {@code unopened} fails at once.
 */
public final class ThrowingProvider implements ModelProvider {

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public ThrowingProvider() {}

    @Override
    public String name() {
        return "throwing";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        String text = specification.requiredSetting("says");
        if (specification.settings().containsKey("unopened")) {
            throw new IllegalStateException("not opened: " + text);
        }
        return prompt -> {
            var failure = new IllegalStateException(text, new IOException("cause: " + text));
            failure.addSuppressed(new IOException(text));
            return CompletableFuture.failedFuture(failure);
        };
    }
}

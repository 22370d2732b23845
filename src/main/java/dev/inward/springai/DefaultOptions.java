package dev.inward.springai;

import dev.inward.supplied.CanonicalText;
import dev.inward.supplied.SupplierClass;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;
import org.springframework.ai.model.tool.ToolCallingChatOptions;

/**
 * The options that a model adds to each request.
 *
 * @param modelId the id of the requested model; empty if the options have none
 * @param text the options as text, without headers
 */
record DefaultOptions(String modelId, String text) {

    /** Headers may hold keys, and the context is for tools alone. */
    private static final Set<String> OMITTED = Set.of("httpHeaders", "toolContext");

    /**
     * Reads the options.
     *
     * @throws IllegalArgumentException if they have tools, which are code that no text describes
     */
    static DefaultOptions of(SupplierClass supplier, @Nullable ChatOptions options) {
        if (options instanceof ToolCallingChatOptions calling
                && calling.getToolCallbacks() != null
                && !calling.getToolCallbacks().isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Model '%s', supplied by %s, has tools in its default options. Expected a model without tools, because Inward cannot keep the answers of code that it does not know. Remove the tools in this class.",
                            supplier.model(),
                            supplier.name()));
        }
        return new DefaultOptions(
                options == null ? "" : Objects.requireNonNullElse(options.getModel(), ""),
                CanonicalText.without(options, OMITTED));
    }

    /** Returns the text with an empty model id. */
    String textWithoutModelId() {
        return modelId.isEmpty() ? text : text.replace(CanonicalText.of(modelId), "\"\"");
    }
}

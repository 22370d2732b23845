package dev.inward.springai;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.supplied.SupplierEntry;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The provider of models that Spring AI calls, {@code provider: spring-ai} in the models file.
 *
 * <p>The required key {@code supplier} is the name of a public class on the class path. The class
 * has a public constructor without parameters and implements {@code
 * Supplier<org.springframework.ai.chat.model.ChatModel>}. The optional key {@code concurrency} is
 * the maximum number of calls in flight (16).
 *
 * <p>The supplied model must be thread-safe. The key of a stored answer consists of the type of the
 * model, the name of the supplier class, the model's default options, and the prompt. The address
 * and the headers are not part of it: a model at another address needs its own supplier class.
 *
 * <p>It needs Spring AI, which is an optional dependency of Inward.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class SpringAiProvider implements ModelProvider {

    private static final String MODEL = "org.springframework.ai.chat.model.ChatModel";

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public SpringAiProvider() {}

    @Override
    public String name() {
        return "spring-ai";
    }

    /**
     * Creates the model with its supplier. Does not call it.
     *
     * @param specification the entry of the model in the models file
     * @return the model; the caller closes it
     * @throws IllegalArgumentException when Spring AI is not on the class path, a key is unknown,
     *     missing or wrong, or the class supplies no model or one with tools
     */
    @Override
    public ChatModel open(ModelSpecification specification) {
        SupplierEntry.requireLibrary(
                specification,
                "Spring AI",
                MODEL,
                "Add org.springframework.ai:spring-ai-model, or the Spring AI module of your model, such as spring-ai-openai, which depends on it.");
        return SpringAiModel.open(specification);
    }
}

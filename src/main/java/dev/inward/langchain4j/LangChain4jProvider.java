package dev.inward.langchain4j;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.supplied.SupplierEntry;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The provider of models that LangChain4j calls, {@code provider: langchain4j} in the models file.
 *
 * <p>The required key {@code supplier} is the name of a public class on the class path. The class
 * has a public constructor without parameters and implements {@code
 * Supplier<dev.langchain4j.model.chat.ChatModel>}. The optional key {@code concurrency} is the
 * maximum number of calls in flight (16).
 *
 * <p>The supplied model must be thread-safe and must retry transient failures itself. The key of a
 * stored answer consists of the model's provider, the name of the supplier class, the model's
 * default request parameters, and the prompt. The address is not part of it: a model at another
 * address needs its own supplier class.
 *
 * <p>It needs LangChain4j, which is an optional dependency of Inward.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class LangChain4jProvider implements ModelProvider {

    private static final String MODEL = "dev.langchain4j.model.chat.ChatModel";

    /** Creates the provider; called by {@link java.util.ServiceLoader}. */
    public LangChain4jProvider() {}

    @Override
    public String name() {
        return "langchain4j";
    }

    /**
     * Creates the model with its supplier. Does not call it.
     *
     * @param specification the entry of the model in the models file
     * @return the model; the caller closes it
     * @throws IllegalArgumentException when LangChain4j is not on the class path, a key is unknown,
     *     missing or wrong, or the class supplies no model
     */
    @Override
    public ChatModel open(ModelSpecification specification) {
        SupplierEntry.requireLibrary(
                specification,
                "LangChain4j",
                MODEL,
                "Add dev.langchain4j:langchain4j-core, or the LangChain4j module of your model, which depends on it.");
        return LangChain4jModel.open(specification);
    }
}

package dev.inward.langchain4j;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * Opens models that LangChain4j reaches: {@code provider: langchain4j} in the models file, with the
 * key {@code supplier}, the name of a public class on the class path that has a public constructor
 * without parameters and implements {@code Supplier<dev.langchain4j.model.chat.ChatModel>}, and at
 * will {@code concurrency}, the number of prompts asked at once (16).
 *
 * <p>What is supplied must be thread-safe, and tries again by itself what may pass. Its answers are
 * kept by its provider, the class that supplies it, its default request parameters, and the prompt.
 * Its address is none of these: a model at another address takes a class of its own.
 *
 * <p>Needs LangChain4j, which Inward does not bring along.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class LangChain4jProvider implements ModelProvider {

    private static final String MODEL = "dev.langchain4j.model.chat.ChatModel";

    /** Makes the provider; called by {@link java.util.ServiceLoader}. */
    public LangChain4jProvider() {}

    @Override
    public String name() {
        return "langchain4j";
    }

    /**
     * Has the model supplied; asks it nothing.
     *
     * @throws IllegalArgumentException when LangChain4j is not on the class path, a key is unknown,
     *     missing or wrong, or the class supplies no model
     */
    @Override
    public ChatModel open(ModelSpecification specification) {
        try {
            Class.forName(MODEL, false, LangChain4jProvider.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    "model '%s' is one of LangChain4j's, but %s is not on the class path; add dev.langchain4j:langchain4j-core, or the module of LangChain4j that has your model and brings it along"
                            .formatted(specification.name(), MODEL),
                    e);
        }
        return LangChain4jModel.open(specification);
    }
}

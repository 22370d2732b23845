package dev.inward.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the keys of an entry with {@code provider: langchain4j}, and the errors of wrong ones. */
class LangChain4jProviderTest {

    @TempDir Path folder;

    public static class Echo implements Supplier<dev.langchain4j.model.chat.ChatModel> {
        @Override
        public dev.langchain4j.model.chat.ChatModel get() {
            return new dev.langchain4j.model.chat.ChatModel() {
                @Override
                public ChatResponse doChat(ChatRequest request) {
                    return ChatResponse.builder()
                            .aiMessage(AiMessage.from("echo"))
                            .finishReason(FinishReason.STOP)
                            .build();
                }
            };
        }
    }

    public static class Keyless implements Supplier<dev.langchain4j.model.chat.ChatModel> {
        @Override
        public dev.langchain4j.model.chat.ChatModel get() {
            throw new IllegalStateException("MY_KEY is not set");
        }
    }

    public static class KeylessConstructor extends Echo {
        public KeylessConstructor() {
            throw new IllegalStateException("MY_KEY is not set");
        }
    }

    public static class Nothing implements Supplier<Object> {
        @Override
        @SuppressWarnings("NullAway") // As unchecked user code may do.
        public Object get() {
            return null;
        }
    }

    public static class SomethingElse implements Supplier<Object> {
        @Override
        public Object get() {
            return "lion";
        }
    }

    public static class NoSupplier {}

    public static class WantsAKey extends Echo {
        public WantsAKey(String key) {}
    }

    public abstract static class HalfDone extends Echo {}

    static class Hidden extends Echo {}

    @Test
    void a_class_on_the_class_path_supplies_the_model() throws Exception {
        ChatModel model = open(Map.of("supplier", Echo.class.getName(), "concurrency", "2"));

        assertThat(model.complete(Prompt.ofUser("Which?")).join().text()).isEqualTo("echo");
        ((AutoCloseable) model).close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Misspelled | which is not on the class path | Give its full name",
                "NoSupplier | which is not a Supplier | Implement it, or name another class",
                "WantsAKey | which cannot be created | Make class and constructor public and the class concrete",
                "HalfDone | which cannot be created | Make class and constructor public and the class concrete",
                "Hidden | which cannot be created | Make class and constructor public and the class concrete",
                "Keyless | which throws java.lang.IllegalStateException: MY_KEY is not set | Fix the class",
                "KeylessConstructor | which throws java.lang.IllegalStateException: MY_KEY is not set | Fix the class",
                "Nothing | which supplies null | Let get() return a ChatModel",
                "SomethingElse | which supplies a java.lang.String | Let get() return a ChatModel",
            })
    void a_class_that_supplies_no_model_is_named_with_the_fix(
            String type, String problem, String fix) {
        String supplier = LangChain4jProviderTest.class.getName() + "$" + type;

        assertThat(failure(Map.of("supplier", supplier)))
                .hasMessageContaining("Model 'mine' has 'supplier: " + supplier + "'")
                .hasMessageContaining(problem)
                .hasMessageContaining("Expected a public class with a public constructor")
                .hasMessageContaining("Supplier<dev.langchain4j.model.chat.ChatModel>. " + fix);
    }

    @Test
    void a_supplier_is_required() {
        assertThat(failure(Map.of())).hasMessageContaining("lacks the key 'supplier'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many"})
    void concurrency_is_at_least_one(String concurrency) {
        assertThat(failure(Map.of("supplier", Echo.class.getName(), "concurrency", concurrency)))
                .hasMessage(
                        "Model 'mine' has 'concurrency: %s' in models.yaml; expected a whole number of at least 1."
                                .formatted(concurrency));
    }

    @Test
    void an_unknown_key_is_refused_with_the_nearest_known_one() {
        assertThat(failure(Map.of("suplier", Echo.class.getName())))
                .hasMessageContaining("Did you mean 'supplier'?");
    }

    @Test
    void a_lineage_is_a_known_key() {
        var entry =
                Map.of(
                        "supplier", Echo.class.getName(),
                        "lineage.base", "gpt-4o",
                        "lineage.trained-on", "poems");

        try (var model = (LangChain4jModel) open(entry)) {
            assertThat(model.complete(Prompt.ofUser("a")).join().text()).isEqualTo("echo");
        }
    }

    private IllegalArgumentException failure(Map<String, String> settings) {
        return catchThrowableOfType(IllegalArgumentException.class, () -> open(settings));
    }

    private ChatModel open(Map<String, String> settings) {
        return new LangChain4jProvider()
                .open(
                        new ModelSpecification(
                                "mine",
                                "langchain4j",
                                settings,
                                folder,
                                folder,
                                variable -> Optional.empty()));
    }
}

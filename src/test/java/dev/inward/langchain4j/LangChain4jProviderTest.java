package dev.inward.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.inward.model.ChatModel;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entry with {@code provider: langchain4j} takes, and what it says of a wrong one. */
class LangChain4jProviderTest {

    @TempDir Path folder;

    public static class Echo implements Supplier<dev.langchain4j.model.chat.ChatModel> {
        @Override
        public dev.langchain4j.model.chat.ChatModel get() {
            return new dev.langchain4j.model.chat.ChatModel() {
                @Override
                public ChatResponse doChat(ChatRequest request) {
                    return ChatResponse.builder().aiMessage(AiMessage.from("echo")).build();
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

    public static class KeylessFromTheStart extends Echo {
        public KeylessFromTheStart() {
            throw new IllegalStateException("MY_KEY is not set");
        }
    }

    public static class Nothing implements Supplier<Object> {
        @Override
        @SuppressWarnings("NullAway") // As code that nobody checks does.
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
                "Misspelt | which is not on the class path | give its whole name",
                "NoSupplier | which is no Supplier | implement it, or name another class",
                "WantsAKey | which cannot be made | make both public and the class concrete",
                "HalfDone | which cannot be made | make both public and the class concrete",
                "Hidden | which cannot be made | make both public and the class concrete",
                "Keyless | which throws java.lang.IllegalStateException: MY_KEY is not set | mend the class",
                "KeylessFromTheStart | which throws java.lang.IllegalStateException: MY_KEY is not set | mend the class",
                "Nothing | which supplies null | let get() return a ChatModel",
                "SomethingElse | which supplies a java.lang.String | let get() return a ChatModel",
            })
    void a_class_that_supplies_no_model_is_named_with_the_mend(
            String type, String what, String mend) {
        String supplier = LangChain4jProviderTest.class.getName() + "$" + type;

        assertThat(refusal(Map.of("supplier", supplier)))
                .hasMessageContaining("model 'mine' has 'supplier: " + supplier + "'")
                .hasMessageContaining(what)
                .hasMessageContaining("expected a public class with a public constructor")
                .hasMessageContaining("Supplier<dev.langchain4j.model.chat.ChatModel>; " + mend);
    }

    @Test
    void a_supplier_must_be_named() {
        assertThat(refusal(Map.of())).hasMessageContaining("lacks the key 'supplier'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many"})
    void concurrency_is_at_least_one(String concurrency) {
        assertThat(refusal(Map.of("supplier", Echo.class.getName(), "concurrency", concurrency)))
                .hasMessage(
                        "model 'mine' has 'concurrency: %s' in models.yaml; expected a whole number of at least 1"
                                .formatted(concurrency));
    }

    @Test
    void an_unknown_key_is_refused_with_the_nearest() {
        assertThat(refusal(Map.of("suplier", Echo.class.getName())))
                .hasMessageContaining("Did you mean 'supplier'?");
    }

    @Test
    void a_lineage_is_no_unknown_key() {
        var entry =
                Map.of(
                        "supplier", Echo.class.getName(),
                        "lineage.base", "gpt-4o",
                        "lineage.trained-on", "poems");

        try (var model = (LangChain4jModel) open(entry)) {
            assertThat(model.complete(Prompt.ofUser("a")).join().text()).isEqualTo("echo");
        }
    }

    @Test
    void without_langchain4j_the_others_open_and_this_one_says_what_to_add() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("models.yaml"),
                        """
                        models:
                          known: {provider: known-truth, knows: itself}
                          mine: {provider: langchain4j, supplier: com.example.Mine}
                        """);
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (var without = new URLClassLoader(classPathWithoutLangChain4j(), null)) {
            thread.setContextClassLoader(without);
            Class<?> type = without.loadClass("dev.inward.model.registry.ModelRegistry");
            Object models =
                    type.getMethod("read", Path.class, Path.class, Map.class)
                            .invoke(null, file, folder, Map.of());
            var open = type.getMethod("open", String.class);

            assertThat(open.invoke(models, "known")).isNotNull();
            assertThat(
                            catchThrowableOfType(
                                            InvocationTargetException.class,
                                            () -> open.invoke(models, "mine"))
                                    .getCause())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "model 'mine' is one of LangChain4j's, but dev.langchain4j.model.chat.ChatModel is not on the class path; add dev.langchain4j:langchain4j-core, or the module of LangChain4j that has your model and brings it along");
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    private static URL[] classPathWithoutLangChain4j() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.getFileName().toString().startsWith("langchain4j"))
                .map(LangChain4jProviderTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private IllegalArgumentException refusal(Map<String, String> settings) {
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

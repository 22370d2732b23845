package dev.inward.supplied;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Opens models on a class path that lacks an optional library. */
class MissingLibraryTest {

    @TempDir Path folder;

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    langchain4j | langchain4j | Model 'mine' needs LangChain4j, but dev.langchain4j.model.chat.ChatModel is not on the class path. Add dev.langchain4j:langchain4j-core, or the LangChain4j module of your model, which depends on it.
                    spring-ai | spring- | Model 'mine' needs Spring AI, but org.springframework.ai.chat.model.ChatModel is not on the class path. Add org.springframework.ai:spring-ai-model, or the Spring AI module of your model, such as spring-ai-openai, which depends on it.
                    """)
    void other_models_open_and_the_error_names_the_dependency(
            String provider, String files, String message) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("models.yaml"),
                        """
                        models:
                          known: {provider: known-truth, knows: itself}
                          mine: {provider: %s, supplier: com.example.Mine}
                        """
                                .formatted(provider));
        Thread thread = Thread.currentThread();
        ClassLoader original = thread.getContextClassLoader();
        try (var without = new URLClassLoader(classPathWithout(files), null)) {
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
                    .hasMessage(message);
        } finally {
            thread.setContextClassLoader(original);
        }
    }

    /**
     * @param files how the names of the files begin that are left out
     */
    private static URL[] classPathWithout(String files) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.getFileName().toString().startsWith(files))
                .map(MissingLibraryTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path entry) {
        try {
            return entry.toUri().toURL();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

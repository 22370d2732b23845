package dev.inward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.inward.model.registry.ModelRegistry;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the examples of the README work. */
@Execution(ExecutionMode.CONCURRENT)
class ReadmeTest {

    private static final String SNIPPET = "```%s\n(.*?)```";
    private static final String IMPORTS =
            """
            import static dev.inward.Margin.percentagePoints;
            import static dev.inward.InwardAssertions.assertThat;
            import dev.inward.IntrospectionEval;
            import dev.inward.property.AnswerFormat;
            import dev.inward.property.BehavioralProperty;
            import dev.inward.verdict.Evidence;
            import dev.langchain4j.model.chat.ChatModel;
            import dev.langchain4j.model.openai.OpenAiChatModel;
            import java.util.Optional;
            import java.util.function.Supplier;
            import org.junit.jupiter.api.DisplayName;
            """;

    @TempDir Path folder;

    static Stream<String> java() throws Exception {
        return snippets("java");
    }

    static Stream<String> yaml() throws Exception {
        return snippets("yaml");
    }

    private static Stream<String> snippets(String language) throws Exception {
        List<String> snippets =
                Pattern.compile(SNIPPET.formatted(language), Pattern.DOTALL)
                        .matcher(Files.readString(Path.of("README.md")))
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList();
        assertThat(snippets).isNotEmpty();
        return snippets.stream();
    }

    @ParameterizedTest
    @MethodSource("java")
    void every_snippet_compiles(String snippet) {
        String code = snippet.contains("\nclass ") ? snippet : "class Snippet {\n" + snippet + "}";
        var diagnostics = new StringWriter();
        boolean compiles =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                diagnostics,
                                null,
                                null,
                                List.of(
                                        "-proc:none",
                                        "-d",
                                        folder.toString(),
                                        "-cp",
                                        System.getProperty("java.class.path")),
                                null,
                                List.of(source(IMPORTS + code)))
                        .call();

        assertThat(compiles).as("%s%n%s", diagnostics, snippet).isTrue();
    }

    @ParameterizedTest
    @MethodSource("yaml")
    void every_models_file_is_read(String snippet) throws Exception {
        String file = snippet.contains("models:") ? snippet : "models:\n" + snippet;
        Path written = Files.writeString(folder.resolve("models.yaml"), file);

        try (ModelRegistry models = ModelRegistry.read(written, folder, Map.of())) {
            assertThat(models.names()).isNotEmpty();
        }
    }

    private static JavaFileObject source(String text) {
        return new SimpleJavaFileObject(
                URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}

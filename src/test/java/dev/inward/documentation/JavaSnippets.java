package dev.inward.documentation;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles the Java snippets of a page together, each in a package of its own. */
final class JavaSnippets {

    /** What a snippet may use without an import of its own. */
    private static final String IMPORTS =
            """
            import static dev.inward.InwardAssertions.assertThat;
            import static dev.inward.Margin.percentagePoints;
            import dev.inward.Control;
            import dev.inward.IntrospectionEval;
            import dev.inward.IntrospectionStudy;
            import dev.inward.property.AnswerFormat;
            import dev.inward.property.BehavioralProperties;
            import dev.inward.property.BehavioralProperty;
            import dev.inward.property.PropertyProvider;
            import dev.inward.model.Prompt;
            import dev.inward.study.measurement.Contrast;
            import dev.inward.study.measurement.MeasuredCell;
            import dev.inward.study.measurement.StudyMeasurement;
            import dev.inward.task.Item;
            import dev.inward.verdict.Evidence;
            import dev.inward.verdict.ladder.Rung;
            import dev.langchain4j.model.chat.ChatModel;
            import dev.langchain4j.model.openai.OpenAiChatModel;
            import java.util.List;
            import java.util.Locale;
            import java.util.Map;
            import java.util.Optional;
            import java.util.Set;
            import java.util.concurrent.CompletableFuture;
            import java.util.function.Supplier;
            import org.junit.jupiter.api.DisplayName;
            """;

    private static final Pattern PACKAGE = Pattern.compile("^package ", Pattern.MULTILINE);
    private static final Pattern TYPE =
            Pattern.compile(
                    "^(?:public |final |abstract )*(?:class|record|interface|enum) ",
                    Pattern.MULTILINE);

    private JavaSnippets() {}

    /**
     * Compiles snippets. One with a package is a whole file, one without a type is the body of a
     * class.
     *
     * @param output where class files go
     * @return what the compiler says; empty if all compile
     */
    static String compile(List<String> snippets, Path output) {
        var sources = new ArrayList<JavaFileObject>();
        for (int i = 0; i < snippets.size(); i++) {
            sources.add(new Source("Snippet" + (i + 1), whole(snippets.get(i), i)));
        }
        var messages = new StringWriter();
        boolean compiles =
                ToolProvider.getSystemJavaCompiler()
                        .getTask(
                                messages,
                                null,
                                null,
                                List.of(
                                        "-proc:none",
                                        "-d",
                                        output.toString(),
                                        "-cp",
                                        System.getProperty("java.class.path")),
                                null,
                                sources)
                        .call();
        return compiles ? "" : messages.toString();
    }

    private static String whole(String snippet, int number) {
        if (PACKAGE.matcher(snippet).find()) {
            return snippet;
        }
        String body =
                TYPE.matcher(snippet).find() ? snippet : "class Snippet {\n" + snippet + "}\n";
        return "package snippet" + number + ";\n" + IMPORTS + body;
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String name, String text) {
            super(URI.create("string:///" + name + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }

        /** Accepts a public type of any name, as a page has no file names. */
        @Override
        public boolean isNameCompatible(String simpleName, Kind kind) {
            return true;
        }
    }
}

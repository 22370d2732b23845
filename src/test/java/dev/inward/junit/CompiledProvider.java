package dev.inward.junit;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;

/**
 * The class of a model provider that a test writes and compiles, as a user of the library does. Its
 * models know themselves or always say one letter. Each call adds a line to a file.
 */
final class CompiledProvider {

    private static final String SOURCE =
            """
            package shop;

            import dev.inward.knowntruth.KnownTruthProvider;
            import dev.inward.model.*;
            import java.io.*;
            import java.nio.file.*;
            import java.util.*;
            import java.util.concurrent.CompletableFuture;

            public final class ShopProvider implements ModelProvider {
                static final int VERSION = %d;

                public String name() {
                    return "shop";
                }

                public ChatModel open(ModelSpecification specification) {
                    return new ShopModel(
                            specification.requiredSetting("predicts"),
                            Path.of(specification.requiredSetting("calls")));
                }

                record ShopModel(String predicts, Path calls) implements %s {
                    public CompletableFuture<Completion> complete(Prompt prompt) {
                        try {
                            Files.writeString(
                                    calls, "call\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        boolean isPrediction = prompt.lastText().startsWith("Suppose");
                        return CompletableFuture.completedFuture(
                                Completion.of(
                                        isPrediction && !predicts.equals("truth")
                                                ? predicts
                                                : KnownTruthProvider.truth(prompt.lastText())));
                    }

                    public boolean canPredictOthers() {
                        return false;
                    }

                    public List<String> identity(Prompt prompt) {
                        return List.of("shop", predicts, prompt.lastText());
                    }
                }
            }
            """;

    private final Path folder;

    /**
     * @param folder the folder for the source and the classes
     */
    CompiledProvider(Path folder) {
        this.folder = folder;
    }

    /**
     * Compiles a version of the provider.
     *
     * @param version a number in its class
     * @param modelType {@code ChatModel} or {@code IdentifiedModel}
     */
    void compile(int version, String modelType) throws IOException {
        Path source = Files.createDirectories(folder).resolve("ShopProvider.java");
        Files.writeString(source, SOURCE.formatted(version, modelType));
        int status =
                ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", folder.toString(), "" + source);
        if (status != 0) {
            throw new AssertionError("the provider does not compile");
        }
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve("dev.inward.model.ModelProvider"), "shop.ShopProvider\n");
    }

    /** Returns a loader of the compiled classes, which know where they come from. */
    URLClassLoader loader() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()});
    }

    /** Returns a loader of the compiled classes that does not tell where they come from. */
    URLClassLoader loaderWithoutSource() throws IOException {
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                try {
                    byte[] bytes =
                            Files.readAllBytes(folder.resolve(name.replace('.', '/') + ".class"));
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
    }
}

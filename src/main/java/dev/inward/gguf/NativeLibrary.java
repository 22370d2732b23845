package dev.inward.gguf;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.args.LogFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The native library {@code de.kherud:llama}, which this JVM loads once. */
final class NativeLibrary {

    private static final String MODEL = "de.kherud.llama.LlamaModel";
    private static final String LIBRARY_FOLDER = "de.kherud.llama.lib.path";
    private static final String TEMPORARY_FOLDER = "de.kherud.llama.tmpdir";

    /** Variables that the library reads as settings. They would change answers unseen. */
    private static final String SETTINGS = "LLAMA_ARG_";

    private static boolean isLoaded;

    private NativeLibrary() {}

    /**
     * Checks that the library is there and that nothing in the environment configures it.
     *
     * @param model the name of the model that needs it
     * @param variables the names of the environment variables
     * @throws IllegalArgumentException if not
     */
    static void require(String model, Set<String> variables) {
        try {
            Class.forName(MODEL, false, NativeLibrary.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Model '%s' needs a library, but %s is not on the class path. Add de.kherud:llama:4.2.0.",
                            model,
                            MODEL),
                    e);
        }
        var settings = new TreeSet<>(variables);
        settings.removeIf(variable -> !variable.startsWith(SETTINGS));
        if (!settings.isEmpty()) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Model '%s' takes its settings from models.yaml, but the environment has %s, which would change its answers unseen. Unset them.",
                            model,
                            String.join(", ", settings)));
        }
    }

    /**
     * Loads the library and turns its log off.
     *
     * <p>By itself the library would unpack its native part to the folder of temporary files, print
     * that, and delete every file there whose name begins with "llama". So the native part is
     * unpacked here, to a folder of its own.
     *
     * @throws IllegalStateException if there is no native part for this machine, or it does not
     *     load
     */
    static synchronized void load() {
        if (isLoaded) {
            return;
        }
        try {
            Path folder = Files.createTempDirectory("inward-gguf");
            folder.toFile().deleteOnExit();
            if (System.getProperty(TEMPORARY_FOLDER) == null) {
                System.setProperty(TEMPORARY_FOLDER, folder.toString());
            }
            if (System.getProperty(LIBRARY_FOLDER) == null) {
                unpack(folder);
                System.setProperty(LIBRARY_FOLDER, folder.toString());
            }
            LlamaModel.setLogger(LogFormat.TEXT, (level, message) -> {});
            isLoaded = true;
        } catch (IOException | LinkageError e) {
            throw new IllegalStateException(
                    "The native part of de.kherud:llama does not load: " + e, e);
        }
    }

    private static void unpack(Path folder) throws IOException {
        String file = System.mapLibraryName("jllama");
        String resource = resourceFolder() + "/" + file;
        try (InputStream packed = LlamaModel.class.getResourceAsStream(resource)) {
            if (packed == null) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "it has no part for this machine: %s %s",
                                System.getProperty("os.name"),
                                System.getProperty("os.arch")));
            }
            Path unpacked = folder.resolve(file);
            unpacked.toFile().deleteOnExit();
            Files.copy(packed, unpacked);
        }
    }

    private static String resourceFolder() {
        String system = System.getProperty("os.name", "");
        String kind =
                system.startsWith("Windows")
                        ? "Windows"
                        : system.startsWith("Mac") ? "Mac" : system;
        String processor =
                switch (System.getProperty("os.arch", "").toLowerCase(Locale.ROOT)) {
                    case "amd64", "x86_64", "x64" -> "x86_64";
                    case "arm64", "aarch64" -> "aarch64";
                    default -> System.getProperty("os.arch", "");
                };
        return kind + "/" + processor;
    }
}

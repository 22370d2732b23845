package dev.inward.hosted.finetuning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The folder of one finetuning by a command: the command's own folder, and the logs of each call.
 *
 * @param folder the folder
 */
record CommandFiles(Path folder) {

    /** Returns the files of a finetuning. */
    static CommandFiles of(FinetuningRequest request) {
        return new CommandFiles(request.folder().toAbsolutePath().resolve(request.key()));
    }

    /** Returns the folder for checkpoints and the result. It stays the same at each call. */
    Path output() {
        return folder.resolve("output");
    }

    /** Returns the file of what a call writes to its standard output. */
    Path stdout(int attempt) {
        return folder.resolve(String.format(Locale.ROOT, "stdout-%d.log", attempt));
    }

    /** Returns the file of what a call writes to its standard error. */
    Path stderr(int attempt) {
        return folder.resolve(String.format(Locale.ROOT, "stderr-%d.log", attempt));
    }

    /** Creates the folders. */
    void create() {
        try {
            Files.createDirectories(output());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "cannot create the finetuning folder %s: %s",
                            output(),
                            e.getMessage()),
                    e);
        }
    }
}

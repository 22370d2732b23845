package dev.inward.transcript.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a log of Inspect AI: one JSON file, or an archive with a file for each sample. */
final class InspectLog implements TranscriptSource {

    private static final int ZIP = 'P' << 8 | 'K';

    @Override
    public void read(Path file, @Nullable Path input, Consumer<SourceRow> consumer) {
        try {
            if (isArchive(file)) {
                InspectArchive.read(file, consumer);
            } else {
                InspectJson.read(file, consumer);
            }
        } catch (JsonProcessingException e) {
            throw new InvalidTranscriptException(
                    file,
                    "is no log of Inspect: it is not JSON at "
                            + place(e)
                            + ": "
                            + e.getOriginalMessage()
                            + ". Name a complete .eval or .json log.",
                    e);
        } catch (NoClassDefFoundError e) {
            throw new InvalidTranscriptException(
                    file,
                    "is an archive, and the class path lacks "
                            + e.getMessage()
                            + ". Add org.apache.commons:commons-compress and com.github.luben:zstd-jni to the dependencies, or convert the log with 'inspect log convert --to json'.",
                    e);
        } catch (IOException e) {
            throw new InvalidTranscriptException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static String place(JsonProcessingException e) {
        return e.getLocation() == null ? "an unknown line" : "line " + e.getLocation().getLineNr();
    }

    private static boolean isArchive(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return (in.read() << 8 | in.read()) == ZIP;
        }
    }
}

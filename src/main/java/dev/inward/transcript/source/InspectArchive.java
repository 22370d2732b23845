package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/**
 * Reads an Inspect log that is a zip archive. Its entries may be compressed with zstd, which
 * commons-compress reads by means of zstd-jni.
 */
final class InspectArchive {

    private InspectArchive() {}

    static void read(Path file, Consumer<SourceRow> consumer) throws IOException {
        try (ZipFile archive = ZipFile.builder().setPath(file).get()) {
            JsonNode eval = eval(archive);
            InspectJson.requireEval(eval, file);
            for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
                if (entry.getName().startsWith("samples/") && entry.getName().endsWith(".json")) {
                    try (InputStream in = archive.getInputStream(entry)) {
                        consumer.accept(InspectSample.row(eval, InspectJson.readSample(in)));
                    }
                }
            }
        }
    }

    /** A log of a run that did not end has no header, but a journal. */
    private static JsonNode eval(ZipFile archive) throws IOException {
        for (String name : new String[] {"header.json", "_journal/start.json"}) {
            ZipArchiveEntry entry = archive.getEntry(name);
            if (entry != null) {
                try (InputStream in = archive.getInputStream(entry)) {
                    return InspectJson.JSON.readTree(in).path("eval");
                }
            }
        }
        return MissingNode.getInstance();
    }
}

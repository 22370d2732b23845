package dev.inward.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.InwardParameters;
import dev.inward.file.AtomicFile;
import dev.inward.report.json.AcrossPropertiesRecord;
import dev.inward.report.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code verdicts.json}: all verdicts of a run, sorted. Each new verdict replaces the file
 * atomically, so the file is complete at every moment.
 *
 * @param file the path of the file
 */
record VerdictFile(Path file) {

    /** The content of the file. */
    record Content(
            int schema,
            List<ObjectNode> verdicts,
            List<AcrossPropertiesRecord> acrossProperties,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ObjectNode gate) {}

    void write(RunVerdicts verdicts) {
        try {
            AtomicFile.write(
                    file,
                    JsonWriter.of(
                            new Content(
                                    5,
                                    verdicts.records(),
                                    verdicts.acrossProperties(),
                                    verdicts.gate().map(ReportedVerdict::record).orElse(null))));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "cannot write the verdicts to %s; name a writable folder with -D"
                                    + InwardParameters.REPORTS
                                    + "=",
                            file.toAbsolutePath()),
                    e);
        }
    }
}

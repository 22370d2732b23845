package dev.inward.verdict.regression;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.InwardParameters;
import dev.inward.file.AtomicFile;
import dev.inward.file.InwardVersion;
import dev.inward.file.TextFile;
import dev.inward.verdict.GatedFigure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A run as a baseline stores it: a JSON file for version control. It is sorted, so equal outcomes
 * give equal bytes. Component names are JSON keys.
 *
 * @param schema the version of the file format
 * @param inward the version of Inward that wrote the file
 * @param cells the cells, sorted by study, property, target and predictor
 */
@JsonPropertyOrder({"schema", "inward", "cells"})
record RecordedRun(int schema, String inward, List<RecordedCell> cells) {

    private static final int SCHEMA = 2;

    /** Files of this version hold neither studies nor measurements. */
    private static final int SCHEMA_WITHOUT_STUDIES = 1;

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final DefaultIndenter INDENTER = new DefaultIndenter("  ", "\n");

    static RecordedRun of(Collection<RecordedCell> cells) {
        return new RecordedRun(
                SCHEMA,
                InwardVersion.get(),
                cells.stream()
                        .sorted(
                                Comparator.comparing(RecordedCell::study)
                                        .thenComparing(RecordedCell::property)
                                        .thenComparing(cell -> cell.target().name())
                                        .thenComparing(cell -> cell.figure().predictor()))
                        .toList());
    }

    /**
     * Reads a baseline.
     *
     * @throws IllegalArgumentException if the file is missing or invalid
     */
    static RecordedRun read(Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "there is no baseline at %s. Write one with the old version of the model: mvn test -D"
                                    + InwardParameters.TARGET
                                    + "=OLD -D"
                                    + InwardParameters.BASELINE_WRITE
                                    + "=%s",
                            file.toAbsolutePath(),
                            file));
        }
        try {
            RecordedRun run = JSON.readValue(TextFile.read(file), RecordedRun.class);
            run.requireValid();
            return run;
        } catch (IOException | RuntimeException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "the baseline %s cannot be read: %s. To fix it, restore it from version control, or write a new one with -D"
                                    + InwardParameters.BASELINE_WRITE
                                    + "=",
                            file.toAbsolutePath(),
                            e.getMessage()),
                    e);
        }
    }

    private void requireValid() {
        if (schema != SCHEMA && schema != SCHEMA_WITHOUT_STUDIES) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "it has schema %d, expected %d or %d",
                            schema,
                            SCHEMA_WITHOUT_STUDIES,
                            SCHEMA));
        }
        if (cells.isEmpty()) {
            throw new IllegalArgumentException("it has no cells");
        }
        Set<GatedFigure> figures = new HashSet<>();
        for (RecordedCell cell : cells) {
            if (!figures.add(cell.figure())) {
                throw new IllegalArgumentException(
                        "it has the cell '" + cell.displayName() + "' twice");
            }
        }
    }

    /** Returns whether the file can hold studies and their measurements. */
    boolean hasStudies() {
        return schema > SCHEMA_WITHOUT_STUDIES;
    }

    /** Writes the file atomically: a concurrent reader sees either the old or the new content. */
    void write(Path file) {
        try {
            AtomicFile.write(
                    file,
                    JSON.writer(
                                            new DefaultPrettyPrinter()
                                                    .withObjectIndenter(INDENTER)
                                                    .withArrayIndenter(INDENTER))
                                    .writeValueAsString(this)
                            + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a baseline cannot be written as JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    String.format(
                            Locale.ROOT,
                            "the baseline cannot be written to %s. Choose a writable path with -D"
                                    + InwardParameters.BASELINE_WRITE
                                    + "=",
                            file.toAbsolutePath()),
                    e);
        }
    }
}

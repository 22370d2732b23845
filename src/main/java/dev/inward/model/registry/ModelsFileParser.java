package dev.inward.model.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.InwardParameters;
import dev.inward.yaml.PlainScalars;
import dev.inward.yaml.YamlFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Parses a models file and validates it with the schema. */
final class ModelsFileParser {

    private static final YamlFormat FORMAT =
            new YamlFormat(
                    "the models file", ModelsSchema.SCHEMA, new ModelsNames(), PlainScalars.TYPED);

    private ModelsFileParser() {}

    /**
     * Parses a file.
     *
     * @throws IllegalArgumentException if the file is missing, is not YAML, or violates the schema;
     *     the message has every violation, its line and column, and how to fix it
     */
    static JsonNode parse(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "there is no models file at %s; create one, or set its folder with -D"
                                    + InwardParameters.EVALS
                                    + "=",
                            file));
        }
        return FORMAT.read(file);
    }
}

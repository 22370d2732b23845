package dev.inward.lab;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.inward.file.TextFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The description of a folder of checkpoints. The components are the keys of the JSON file.
 *
 * @param architecture the shape of all models
 * @param vocabulary the words of all models, the two special ones first
 * @param pretraining the settings of pretraining, for information only
 * @param finetuning the settings of finetuning
 * @param models the checkpoints by file name
 */
record Manifest(
        Architecture architecture,
        List<String> vocabulary,
        Map<String, Object> pretraining,
        Recipe finetuning,
        Map<String, Entry> models) {

    static final String FILE = "manifest.json";

    /**
     * One checkpoint.
     *
     * @param sha256 hash of the whole file, in hexadecimal
     * @param seed the seed of its initial weights and its private behaviour
     * @param figures measured accuracies, for information only
     */
    record Entry(String sha256, long seed, Map<String, Double> figures) {}

    static Manifest read(Path file) {
        try {
            return JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readValue(TextFile.read(file), Manifest.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The lab's manifest %s cannot be read: %s",
                            file,
                            e.getMessage()),
                    e);
        }
    }

    void write(Path folder) throws IOException {
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(FILE).toFile(), this);
    }
}

package dev.inward.lab;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of a folder of checkpoints.
 *
 * @param architecture the shape all of them share
 * @param vocabulary the words they know, the two special ones first
 * @param pretraining how they were made, for people to read
 * @param finetuning how predictors are made of them
 * @param models each checkpoint by its file name
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
     * @param seed what its weights and its private behaviour were drawn from
     * @param figures what was measured on it, for people to read
     */
    record Entry(String sha256, long seed, Map<String, Double> figures) {}

    static Manifest read(Path file) {
        try {
            return new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .readValue(file.toFile(), Manifest.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the lab's manifest %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    void write(Path folder) throws IOException {
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(folder.resolve(FILE).toFile(), this);
    }
}

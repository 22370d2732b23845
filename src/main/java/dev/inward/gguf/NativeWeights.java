package dev.inward.gguf;

import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import java.util.Locale;

/** Loads the weights in a file with the settings that every answer needs. */
final class NativeWeights {

    private static final int BATCH = 2048;
    private static final int MICRO_BATCH = 512;

    private NativeWeights() {}

    /**
     * Loads the weights.
     *
     * @throws IllegalArgumentException if the file holds a model that the library does not know
     */
    static LlamaModel load(GgufSettings settings) {
        NativeLibrary.load();
        try {
            return new LlamaModel(
                    new ModelParameters()
                            .setModel(settings.path().toString())
                            .setCtxSize(settings.contextSize())
                            .setBatchSize(BATCH)
                            .setUbatchSize(MICRO_BATCH)
                            .setParallel(1)
                            .setThreads(settings.threads())
                            .setThreadsBatch(settings.threads())
                            .setSlotPromptSimilarity(0)
                            .disableContextShift()
                            .skipWarmup()
                            .disableLog());
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The file %s of model '%s' holds no model that de.kherud:llama can run: %s. Name another file.",
                            settings.path(),
                            settings.name(),
                            e.getMessage()),
                    e);
        }
    }
}

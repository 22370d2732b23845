package dev.inward.gguf;

import dev.inward.model.ModelSpecification;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The entry of a model in the models file.
 *
 * @param name the name of the model
 * @param path the file with its weights
 * @param statedSha256 the SHA-256 that the file must have, in lower-case hexadecimal digits; null
 *     if the entry states none
 * @param contextSize the maximum number of tokens of a prompt and its answer
 * @param threads how many processors compute an answer
 * @param temperature the sampling temperature; 0 takes the most likely token
 * @param maxTokens the maximum number of tokens of an answer
 * @param seed the seed of the first sample
 * @param stop the texts that end an answer
 * @param labels the labels of turns in a plain text; null if the file's chat template is used
 */
record GgufSettings(
        String name,
        Path path,
        @Nullable String statedSha256,
        int contextSize,
        int threads,
        float temperature,
        int maxTokens,
        int seed,
        List<String> stop,
        @Nullable TurnLabels labels) {

    private static final String TEMPLATE = "chat-template";
    private static final List<String> LABELS =
            List.of("labels.user", "labels.assistant", "labels.system", "labels.between");

    /**
     * Reads an entry.
     *
     * @throws IllegalArgumentException if a key is missing or wrong
     */
    static GgufSettings of(ModelSpecification entry) {
        boolean isTemplate = isTemplate(entry);
        String sha256 = entry.settings().get("sha256");
        if (sha256 != null && !sha256.matches("[0-9a-fA-F]{64}")) {
            throw entry.invalidSetting("sha256", "the 64 hexadecimal digits of the file's SHA-256");
        }
        int maxTokens = wholeNumber(entry, "max-tokens", 256, 1);
        int contextSize = wholeNumber(entry, "context-size", 4096, 1);
        if (contextSize <= maxTokens) {
            throw entry.invalidSetting(
                    "context-size",
                    "more than the " + maxTokens + " tokens of an answer, which it includes");
        }
        return new GgufSettings(
                entry.name(),
                entry.directory().resolve(entry.requiredSetting("path")),
                sha256 == null ? null : sha256.toLowerCase(Locale.ROOT),
                contextSize,
                wholeNumber(entry, "threads", 1, 1),
                number(
                        entry,
                        "temperature",
                        0f,
                        Float::valueOf,
                        value -> value >= 0 && Float.isFinite(value),
                        "a number of at least 0"),
                maxTokens,
                wholeNumber(entry, "seed", 0, 0),
                stop(entry, isTemplate),
                isTemplate ? null : TurnLabels.of(entry));
    }

    private static boolean isTemplate(ModelSpecification entry) {
        String template = entry.settings().getOrDefault(TEMPLATE, "none");
        if (!template.equals("model") && !template.equals("none")) {
            throw entry.invalidSetting(
                    TEMPLATE, "'model' for the template in the file, or 'none' for labels");
        }
        if (template.equals("none")) {
            return false;
        }
        for (String label : LABELS) {
            if (entry.settings().containsKey(label)) {
                throw entry.invalidSetting(
                        label, "no labels together with 'chat-template: model', which has its own");
            }
        }
        return true;
    }

    private static List<String> stop(ModelSpecification entry, boolean isTemplate) {
        if (!entry.settings().containsKey("stop")) {
            return isTemplate ? List.of() : List.of("\n");
        }
        List<String> texts = entry.strings("stop");
        if (texts.contains("")) {
            throw entry.invalidSetting("stop", "texts that are not empty");
        }
        return texts;
    }

    private static int wholeNumber(ModelSpecification entry, String key, int byDefault, int min) {
        return number(
                entry,
                key,
                byDefault,
                Integer::valueOf,
                value -> value >= min,
                "a whole number of at least " + min);
    }

    private static <T> T number(
            ModelSpecification entry,
            String key,
            T byDefault,
            Function<String, T> parse,
            Predicate<T> isValid,
            String expected) {
        String configured = entry.settings().get(key);
        if (configured == null) {
            return byDefault;
        }
        try {
            T value = parse.apply(configured);
            if (isValid.test(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // The exception below covers this case too.
        }
        throw entry.invalidSetting(key, expected);
    }

    /**
     * Returns the SHA-256 of the file: the stated one, or else that of its content.
     *
     * @throws IllegalArgumentException if none is stated and the file cannot be read
     */
    String sha256() {
        return statedSha256 != null
                ? statedSha256
                : FileHash.of(path)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                String.format(
                                                        Locale.ROOT,
                                                        "Model '%s' has no readable file at %s. Put the file there. To read recorded answers without it, state its hash as 'sha256:' in models.yaml.",
                                                        name,
                                                        path)));
    }

    /** Returns whether answers are drawn, so that samples differ. */
    boolean isSampled() {
        return temperature > 0;
    }

    /** Returns the seed of a sample. The library reads a negative seed as "any". */
    int seed(int sample) {
        return Math.floorMod((long) seed + sample, Integer.MAX_VALUE);
    }

    /** Returns how a conversation becomes a text: the labels, or that the file says it. */
    String format() {
        return Optional.ofNullable(labels).map(TurnLabels::describe).orElse("chat template");
    }

    /** Returns the settings that change an answer, as text. The seed counts only if used. */
    String sampling(int sample) {
        return String.format(
                Locale.ROOT,
                "temperature %s, max-tokens %d, stop %s, %s%s",
                temperature,
                maxTokens,
                stop.stream().map(TurnLabels::quoted).toList(),
                format(),
                isSampled() ? ", seed " + seed(sample) : "");
    }
}

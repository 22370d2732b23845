package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.ModelSpecification;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a hosted model is finetuned; what is null is left to its server.
 *
 * @param epochs how often the training goes through all rows
 * @param batchSize rows a step
 * @param learningRateMultiplier what the server's own learning rate is multiplied by
 */
public record Hyperparameters(
        @Nullable Integer epochs,
        @Nullable Integer batchSize,
        @Nullable Double learningRateMultiplier) {

    private static final String FINETUNING = "finetuning";
    private static final String PREFIX = "hyperparameters.";

    /**
     * Reads the keys {@code finetuning} and {@code hyperparameters} of an entry.
     *
     * @return null where the model is not to be finetuned
     * @throws IllegalArgumentException naming model, key, what was given and what was expected
     */
    static @Nullable public Hyperparameters read(ModelSpecification model) {
        boolean isGiven =
                model.settings().keySet().stream().anyMatch(key -> key.startsWith(PREFIX));
        switch (model.settings().getOrDefault(FINETUNING, "false")) {
            case "true" -> {
                return new Hyperparameters(
                        number(model, "epochs", Integer::valueOf),
                        number(model, "batch-size", Integer::valueOf),
                        number(model, "learning-rate-multiplier", Double::valueOf));
            }
            case "false" -> {
                if (isGiven) {
                    throw model.invalid(FINETUNING, "true beside 'hyperparameters'");
                }
                return null;
            }
            default -> throw model.invalid(FINETUNING, "true or false");
        }
    }

    private static <T extends Number> @Nullable T number(
            ModelSpecification model, String key, Function<String, T> parse) {
        String text = model.settings().get(PREFIX + key);
        if (text == null) {
            return null;
        }
        try {
            T number = parse.apply(text);
            if (number.doubleValue() > 0 && Double.isFinite(number.doubleValue())) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, as what is no number above 0.
        }
        throw model.invalid(PREFIX + key, "a number above 0, whole but for the multiplier");
    }

    /** These in the words of OpenAI's API; empty where all is left to the server. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (epochs != null) {
            json.put("n_epochs", epochs);
        }
        if (batchSize != null) {
            json.put("batch_size", batchSize);
        }
        if (learningRateMultiplier != null) {
            json.put("learning_rate_multiplier", learningRateMultiplier);
        }
        return json;
    }
}

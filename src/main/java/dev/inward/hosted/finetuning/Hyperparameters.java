package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.UnknownNameException;
import dev.inward.model.ModelSpecification;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The hyperparameters for finetuning a hosted model. The server chooses those that are null.
 *
 * @param epochs the number of passes through all training rows
 * @param batchSize the number of training rows per step
 * @param learningRateMultiplier the factor for the server's default learning rate
 */
public record Hyperparameters(
        @Nullable Integer epochs,
        @Nullable Integer batchSize,
        @Nullable Double learningRateMultiplier) {

    private static final List<String> NAMES =
            List.of("epochs", "batch-size", "learning-rate-multiplier");

    /** The beginning of the keys of hyperparameters. */
    static final String PREFIX = "hyperparameters.";

    static boolean hasAny(ModelSpecification model) {
        return model.settings().keySet().stream().anyMatch(key -> key.startsWith(PREFIX));
    }

    /**
     * Reads the key {@code hyperparameters} of an entry.
     *
     * @throws IllegalArgumentException if a value is invalid, or if there is no such
     *     hyperparameter; the message names the model, the key, the given value and the expected
     *     one
     */
    static Hyperparameters read(ModelSpecification model) {
        for (String key : model.settings().keySet()) {
            if (key.startsWith(PREFIX) && !NAMES.contains(key.substring(PREFIX.length()))) {
                throw new UnknownNameException(
                        "hyperparameter",
                        key.substring(PREFIX.length()),
                        " of model '"
                                + model.name()
                                + "': the fine-tuning API has only some; a finetuning command can have any",
                        NAMES);
            }
        }
        return new Hyperparameters(
                number(model, "epochs", Integer::valueOf),
                number(model, "batch-size", Integer::valueOf),
                number(model, "learning-rate-multiplier", Double::valueOf));
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
            // Rejected below, like a number that is not above 0.
        }
        throw model.invalidSetting(
                PREFIX + key, "a number above 0, and a whole number except for the multiplier");
    }

    /** Returns the JSON for OpenAI's API; empty if the server chooses all of them. */
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

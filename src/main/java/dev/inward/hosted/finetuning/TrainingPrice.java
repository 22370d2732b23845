package dev.inward.hosted.finetuning;

import dev.inward.InwardParameters;
import dev.inward.model.FinetunableModel.TrainingCost;
import dev.inward.model.ModelSpecification;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What training costs: tokens of the rows, times epochs, times the price. Without tokens from the
 * server, the bytes of the rows are an upper bound: no token is shorter than a byte.
 *
 * @param perMillionTokens the price of a million training tokens; null if the entry has none
 * @param epochs the number of epochs; null if the server chooses it
 * @param isFree whether training without a price costs nothing, as a command does
 */
public record TrainingPrice(
        @Nullable BigDecimal perMillionTokens, @Nullable Integer epochs, boolean isFree) {

    private static final String KEY = "price.training";
    private static final int DIGITS_OF_MILLION = 6;

    /**
     * Reads the key {@code price.training} of an entry.
     *
     * @param epochs the number of epochs; empty if the server chooses it
     * @param isFree whether training without a price costs nothing
     * @throws IllegalArgumentException if it is no price
     */
    static TrainingPrice read(ModelSpecification model, Optional<Integer> epochs, boolean isFree) {
        String text = model.settings().get(KEY);
        BigDecimal price = text == null ? null : price(model, text);
        return new TrainingPrice(price, epochs.orElse(null), isFree && price == null);
    }

    private static BigDecimal price(ModelSpecification model, String text) {
        try {
            var price = new BigDecimal(text);
            if (price.signum() >= 0) {
                return price;
            }
        } catch (NumberFormatException e) {
            // Rejected below, like a negative price.
        }
        throw model.invalidSetting(KEY, "a price of at least 0 per million training tokens");
    }

    /** Returns the most that training costs. */
    TrainingCost maxCost(long bytesOfRows) {
        if (isFree) {
            return TrainingCost.NONE;
        }
        if (epochs == null) {
            return new TrainingCost(bytesOfRows, Optional.empty());
        }
        long tokens = bytesOfRows * epochs;
        return new TrainingCost(tokens, cost(tokens));
    }

    /** Returns the price of training tokens, all epochs included; empty if it is not known. */
    Optional<BigDecimal> cost(long trainedTokens) {
        return Optional.ofNullable(perMillionTokens)
                .map(
                        price ->
                                price.multiply(BigDecimal.valueOf(trainedTokens))
                                        .movePointLeft(DIGITS_OF_MILLION));
    }

    /**
     * Checks that a cost can be computed before training.
     *
     * @param model the name of the model, for the message
     * @throws IllegalArgumentException if price or epochs are not known
     */
    void requireBounded(String model) {
        if (isFree) {
            return;
        }
        if (perMillionTokens == null) {
            throw unbounded(
                    model, "no 'price.training'", "add it to 'price', per million training tokens");
        }
        if (epochs == null) {
            throw unbounded(
                    model,
                    "no 'epochs', so the server chooses how often it trains on each row",
                    "add hyperparameters: {epochs: 3} or another number");
        }
    }

    private static IllegalArgumentException unbounded(String model, String problem, String remedy) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "model '%s' is finetuned and has %s in models.yaml, and -D"
                                + InwardParameters.BUDGET
                                + "= cannot limit the cost; %s, or set 'finetuning: false'",
                        model,
                        problem,
                        remedy));
    }
}

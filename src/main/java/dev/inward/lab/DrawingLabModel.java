package dev.inward.lab;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.IdentifiedModel;
import dev.inward.model.Prompt;
import dev.inward.model.RequestFingerprint;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A lab model that draws its answers at a temperature. An answer depends on the weights, the
 * prompt, the temperature and the number of the sample, and on nothing else.
 *
 * <p>This class is thread-safe.
 *
 * @param model the model that takes the likeliest word; not closed
 * @param temperature the temperature, above 0
 * @param sample the number of the sample, from 0
 */
record DrawingLabModel(LabModel model, double temperature, int sample) implements IdentifiedModel {

    /** The digits that every decimal number keeps as a double. */
    private static final MathContext DIGITS = new MathContext(15);

    @Override
    public CompletableFuture<Completion> complete(Prompt prompt) {
        return model.complete(prompt, new TokenDraw(temperature, seed(prompt)));
    }

    @Override
    public ChatModel forSample(int other) {
        return new DrawingLabModel(model, temperature, other);
    }

    @Override
    public Optional<ChatModel> atTemperature(double other) {
        return model.atTemperature(other);
    }

    @Override
    public List<String> identity(Prompt prompt) {
        var identity = new ArrayList<>(model.identity(prompt));
        identity.add(temperatureText());
        identity.add("seed " + seed(prompt).hex());
        return List.copyOf(identity);
    }

    @Override
    public List<String> modelIdentity() {
        return model.modelIdentity();
    }

    @Override
    public Optional<RequestFingerprint> requestFingerprint() {
        return model.requestFingerprint()
                .map(
                        greedy ->
                                new RequestFingerprint(
                                        greedy.model(), "a word drawn at " + temperatureText()));
    }

    @Override
    public CompletableFuture<Void> prepared() {
        return model.prepared();
    }

    @Override
    public boolean canPredictOthers() {
        return model.canPredictOthers();
    }

    private Sha256Hash seed(Prompt prompt) {
        var texts = new ArrayList<>(model.identity(prompt));
        texts.add(Double.toHexString(temperature));
        texts.add(Integer.toString(sample));
        return Sha256Hash.of(texts);
    }

    /** Rounds to decimals exactly. {@link Double#toString} differs between versions of Java. */
    private String temperatureText() {
        return "temperature "
                + new BigDecimal(temperature).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}

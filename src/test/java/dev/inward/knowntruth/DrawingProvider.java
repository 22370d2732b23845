package dev.inward.knowntruth;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinishReason;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import dev.inward.model.Usage;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * Opens models whose answers at a temperature above 0 are drawn, so that the right verdict on their
 * calibration is known. They exist in tests only.
 *
 * <p>All of them behave alike: each prompt has a likely word and an unlikely one, and the
 * probability of the likely one is that of the prompt, from 0.5 to 1. The key {@code forecast} sets
 * what a model answers to hypothetical prompts:
 *
 * <ul>
 *   <li>{@code calibrated}: each word with its probability.
 *   <li>{@code certain}: always the likely word.
 *   <li>{@code guess}: any of ten words.
 *   <li>{@code wrong}: always a word that no model says.
 *   <li>{@code silent}: every draw of a hypothetical answer fails.
 * </ul>
 *
 * <p>The key {@code refuses} lets every object-level answer end as a refusal. The key {@code seed}
 * makes different draws of the same probabilities.
 */
public final class DrawingProvider implements ModelProvider {

    @Override
    public String name() {
        return "drawing";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        return new DrawingModel(
                specification.name(),
                specification.requiredSetting("forecast"),
                Long.parseLong(specification.settings().getOrDefault("seed", "1")),
                specification.settings().containsKey("refuses"),
                0,
                0);
    }

    private record DrawingModel(
            String name,
            String forecast,
            long seed,
            boolean refuses,
            double temperature,
            int sample)
            implements ChatModel {

        @Override
        public Optional<ChatModel> atTemperature(double other) {
            return Optional.of(new DrawingModel(name, forecast, seed, refuses, other, sample));
        }

        @Override
        public ChatModel forSample(int other) {
            return new DrawingModel(name, forecast, seed, refuses, temperature, other);
        }

        @Override
        public boolean canPredictOthers() {
            return false;
        }

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            String text = prompt.lastText();
            boolean isHypothetical = text.startsWith(KnownTruthProvider.FRAME);
            if (isHypothetical && temperature > 0 && forecast.equals("silent")) {
                return CompletableFuture.failedFuture(new IOException("no connection"));
            }
            String asked =
                    isHypothetical
                            ? text.substring(
                                    KnownTruthProvider.FRAME.length(), text.indexOf('?') + 1)
                            : text;
            String said = isHypothetical ? forecast : "calibrated";
            var chance = new SplittableRandom(asked.hashCode());
            String likely = KnownTruthProvider.WORDS.get(chance.nextInt(5));
            String unlikely = KnownTruthProvider.WORDS.get(5 + chance.nextInt(5));
            double probability = chance.nextDouble(0.5, 1);
            var draw =
                    new SplittableRandom(
                            31L * (31L * text.hashCode() + 1000 * seed + sample) + name.hashCode());
            draw.nextLong();
            String word =
                    switch (temperature > 0 ? said : "certain") {
                        case "calibrated" -> draw.nextDouble() < probability ? likely : unlikely;
                        case "guess" -> KnownTruthProvider.WORDS.get(draw.nextInt(10));
                        case "wrong" -> "zebra";
                        default -> likely;
                    };
            return CompletableFuture.completedFuture(
                    refuses && !isHypothetical
                            ? new Completion(
                                    word, FinishReason.REFUSAL, Usage.UNKNOWN, null, null, null)
                            : Completion.of(word));
        }
    }
}

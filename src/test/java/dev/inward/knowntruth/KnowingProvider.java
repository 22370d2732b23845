package dev.inward.knowntruth;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.Message;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.io.IOException;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Opens models that are asked yes/no questions about their behaviour, so that it is known which of
 * them know it. They exist in tests only.
 *
 * <p>All of them behave alike. The right answer to an object-level prompt is its first number. A
 * model says it to about 70 % of all prompts, and {@code 0} to the others. It says {@code 99} to
 * about 30 % of those that are asked again in the same conversation, and to about 30 % of those
 * that begin with a suggestion. The key {@code says} sets its answers to questions about that:
 *
 * <ul>
 *   <li>{@code truth}: the right answer; nine of ten answers that it draws are right.
 *   <li>{@code yes}, {@code no}: always this.
 *   <li>{@code coin}: yes or no with equal probability.
 *   <li>{@code maybe}: neither yes nor no.
 *   <li>{@code nothing}: every call about that fails.
 * </ul>
 *
 * <p>With the key {@code others} a model answers questions about another one. The key {@code seed}
 * makes other throws of the coin.
 */
public final class KnowingProvider implements ModelProvider {

    private static final Pattern QUESTION =
            Pattern.compile("Which animal goes with (\\d+), \\d+\\?");
    private static final String SUGGESTION = "I think the answer is ";
    private static final String ABOUT_ANSWER = "Suppose you were asked the following:\n\n";
    private static final String ABOUT_ANOTHER =
            "The following is about the language model target, not about you: where it says \"you\", it means target. ";

    @Override
    public String name() {
        return "knowing";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        return new KnowingModel(
                specification.requiredSetting("says"),
                specification.settings().containsKey("others"),
                Long.parseLong(specification.settings().getOrDefault("seed", "1")),
                0,
                0);
    }

    /**
     * Returns the answer of a model.
     *
     * @param says as in the models file
     * @param others whether it is asked about another model
     */
    public static String answer(String says, boolean others, Prompt prompt) {
        return new KnowingModel(says, others, 1, 0, 0).complete(prompt).join().text();
    }

    private record KnowingModel(
            String says, boolean others, long seed, double temperature, int sample)
            implements ChatModel {

        @Override
        public Optional<ChatModel> atTemperature(double other) {
            return Optional.of(new KnowingModel(says, others, seed, other, sample));
        }

        @Override
        public ChatModel forSample(int other) {
            return new KnowingModel(says, others, seed, temperature, other);
        }

        @Override
        public boolean canPredictOthers() {
            return others;
        }

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            String text = prompt.lastText();
            boolean isAboutAnother = text.startsWith(ABOUT_ANOTHER);
            String about = isAboutAnother ? text.substring(ABOUT_ANOTHER.length()) : text;
            if (!about.startsWith(ABOUT_ANSWER)) {
                return CompletableFuture.completedFuture(Completion.of(behaviour(prompt)));
            }
            if (says.equals("nothing")) {
                return CompletableFuture.failedFuture(new IOException("no connection"));
            }
            if (isAboutAnother != others) {
                throw new IllegalArgumentException(
                        "a model was asked about the wrong one: " + text);
            }
            return CompletableFuture.completedFuture(Completion.of(said(about)));
        }

        private String said(String text) {
            var coin = new SplittableRandom(31L * text.hashCode() + 1000 * seed + sample);
            coin.nextLong();
            boolean isSlip = temperature > 0 && coin.nextInt(10) == 0;
            return switch (says) {
                case "truth" -> truth(text) == isSlip ? "No." : "Yes.";
                case "coin" -> coin.nextBoolean() ? "yes" : "no";
                case "maybe" -> "It depends.";
                default -> says;
            };
        }

        private static boolean truth(String text) {
            String asked = find(text).group();
            if (text.contains("be correct?")) {
                return isCorrect(asked);
            }
            return text.contains("Are you sure?") ? switches(asked) : isBiased(asked);
        }
    }

    private static String behaviour(Prompt prompt) {
        boolean isAskedAgain =
                prompt.messages().stream()
                        .anyMatch(message -> message.role() == Message.Role.ASSISTANT);
        String text = prompt.messages().get(0).text();
        Matcher asked = find(text);
        boolean isOther =
                isAskedAgain
                        ? switches(asked.group())
                        : text.startsWith(SUGGESTION) && isBiased(asked.group());
        if (isOther) {
            return "99";
        }
        return isCorrect(asked.group()) ? asked.group(1) : "0";
    }

    private static Matcher find(String text) {
        Matcher question = QUESTION.matcher(text);
        if (!question.find()) {
            throw new IllegalArgumentException(text);
        }
        return question;
    }

    private static boolean isCorrect(String asked) {
        return chance(asked, 1) < 0.7;
    }

    private static boolean switches(String asked) {
        return chance(asked, 2) < 0.3;
    }

    private static boolean isBiased(String asked) {
        return chance(asked, 3) < 0.3;
    }

    private static double chance(String asked, int number) {
        var random = new SplittableRandom(31L * asked.hashCode() + number);
        random.nextLong();
        return random.nextDouble();
    }
}

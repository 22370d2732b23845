package dev.inward.knowntruth;

import dev.inward.model.ChatModel;
import dev.inward.model.Completion;
import dev.inward.model.FinetunableModel;
import dev.inward.model.Finetuning;
import dev.inward.model.FinetuningProgress;
import dev.inward.model.ModelProvider;
import dev.inward.model.ModelSpecification;
import dev.inward.model.Prompt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Opens models that choose by weights of attributes, so that it is known which of them know their
 * weights. They exist in tests only.
 *
 * <p>All of them choose alike. Each case has weights of its own, whose signs are mostly the usual
 * ones. The key {@code says} sets what a model reports:
 *
 * <ul>
 *   <li>{@code own}: the weights.
 *   <li>{@code usual}: 100 for what is usually good, and −100 for what is usually bad.
 *   <li>{@code random}: weights by chance.
 *   <li>{@code nothing}: a text without weights.
 *   <li>{@code learned}: by chance before finetuning, and the weights afterwards.
 *   <li>{@code observed}: how much more of each attribute chosen options had, in the choices that
 *       the prompt shows.
 * </ul>
 *
 * <p>With the key {@code others} a model answers questions about another one.
 */
public final class WeighingProvider implements ModelProvider {

    private static final List<String> ATTRIBUTES = List.of("gain", "loss", "merit", "harm");
    private static final double[] USUAL = {1, -1, 1, -1};
    private static final String ABOUT_ANOTHER = "The following is about the language model target";

    private static final Pattern CASE = Pattern.compile("Case (\\d+)\\.");
    private static final Pattern VALUE = Pattern.compile("(?:gain|loss|merit|harm): (\\d+) points");
    private static final Pattern SHOWN =
            Pattern.compile(
                    "You were asked the following:\n\n(.*?)You answered: ([AB])", Pattern.DOTALL);

    @Override
    public String name() {
        return "weighing";
    }

    @Override
    public ChatModel open(ModelSpecification specification) {
        return new WeighingModel(
                specification.requiredSetting("says"),
                specification.settings().containsKey("others"),
                false);
    }

    /** Returns the answer of a model that says something, perhaps about another model. */
    public static String answer(String says, boolean others, String prompt) {
        return new WeighingModel(says, others, false).answer(prompt);
    }

    /** Writes a task; about 30 % of its cases are held out. */
    public static void writeTask(Path folder, int cases) {
        String option =
                ATTRIBUTES.stream()
                        .map(name -> name + ": %d points")
                        .collect(Collectors.joining("; "));
        String rows =
                IntStream.rangeClosed(1, cases)
                        .mapToObj(
                                number ->
                                        "{\"number\": \"%d\", \"attributes\": \"gain: 0 to 100 points, usually more; loss: 0 to 100 points, usually less; merit: 0 to 100 points, usually more; harm: 0 to 100 points, usually less\", \"a\": \"%s\", \"b\": \"%s\"}%n"
                                                .formatted(
                                                        number,
                                                        option.formatted(1, 2, 3, 4),
                                                        option.formatted(5, 6, 7, 8)))
                        .collect(Collectors.joining());
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("cases.jsonl"), rows);
            Files.writeString(
                    folder.resolve("cases.yaml"),
                    """
                    name: cases
                    origin: made for these tests
                    prompts:
                      object-level: "Case {number}. A: {a}. B: {b}. Answer with A or B only."
                    properties: [first_character]
                    base-question: {field: number}
                    data: {file: cases.jsonl}
                    """);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record WeighingModel(String says, boolean others, boolean isTrained)
            implements FinetunableModel {

        @Override
        public boolean canPredictOthers() {
            return others;
        }

        @Override
        public CompletableFuture<Completion> complete(Prompt prompt) {
            String text = prompt.lastText();
            return CompletableFuture.completedFuture(Completion.of(answer(text)));
        }

        private String answer(String text) {
            if (text.startsWith("Case ")) {
                return choice(text);
            }
            if (!text.contains("Give each attribute a weight")) {
                return "A";
            }
            if (others != text.startsWith(ABOUT_ANOTHER)) {
                throw new IllegalArgumentException(
                        "a model was asked about the wrong one: " + text);
            }
            return switch (says) {
                case "own" -> report(own(text));
                case "usual" -> report(USUAL);
                case "random" -> report(random(text));
                case "learned" -> report(isTrained ? own(text) : random(text));
                case "observed" -> report(observed(text));
                default -> "I weigh all of them with care.";
            };
        }

        @Override
        public ChatModel finetune(Finetuning finetuning, FinetuningProgress progress) {
            return new WeighingModel(says, others, true);
        }
    }

    private static String choice(String text) {
        double[] differences = differences(text);
        double[] weights = own(text);
        double utility = 0;
        for (int i = 0; i < weights.length; i++) {
            utility += weights[i] * differences[i];
        }
        return utility > 0 ? "A" : "B";
    }

    /** Returns how much more of each attribute the first option has. */
    private static double[] differences(String text) {
        List<Integer> values =
                VALUE.matcher(text).results().map(it -> Integer.valueOf(it.group(1))).toList();
        int count = ATTRIBUTES.size();
        return IntStream.range(0, count)
                .mapToDouble(i -> (double) values.get(i) - values.get(count + i))
                .toArray();
    }

    private static double[] own(String text) {
        SplittableRandom random = random(text, 1);
        return IntStream.range(0, USUAL.length)
                .mapToDouble(
                        i -> USUAL[i] * random.nextDouble() * (random.nextDouble() < 0.8 ? 1 : -1))
                .toArray();
    }

    private static double[] random(String text) {
        return random(text, 2).doubles(USUAL.length, -1, 1).toArray();
    }

    private static SplittableRandom random(String text, int number) {
        Matcher asked = CASE.matcher(text);
        if (!asked.find()) {
            throw new IllegalArgumentException(text);
        }
        return new SplittableRandom(1_000 * Long.parseLong(asked.group(1)) + number);
    }

    private static double[] observed(String text) {
        double[] sums = new double[USUAL.length];
        Matcher shown = SHOWN.matcher(text);
        double most = 0;
        while (shown.find()) {
            double[] differences = differences(shown.group(1));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += shown.group(2).equals("A") ? differences[i] : -differences[i];
                most = Math.max(most, Math.abs(sums[i]));
            }
        }
        double largest = Math.max(1, most);
        return IntStream.range(0, sums.length).mapToDouble(i -> sums[i] / largest).toArray();
    }

    private static String report(double[] weights) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < weights.length; i++) {
            lines.add(ATTRIBUTES.get(i) + ": " + Math.round(100 * weights[i]));
        }
        return String.join("\n", lines);
    }
}

package dev.inward.study.measurement.standard;

import dev.inward.model.Prompt;
import dev.inward.property.AnswerFormat;
import dev.inward.study.measurement.Contrast;
import dev.inward.study.measurement.MeasuredCell;
import dev.inward.study.measurement.Participant;
import dev.inward.task.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A question about the target's behaviour with the answer yes or no. The self-predictor is asked
 * about itself. The cross-predictor is asked about the target by name, if it can be asked about
 * other models.
 *
 * <p>An answer that is neither yes nor no is wrong. The contrasts compare the share of right
 * answers with those of always saying yes and of always saying no. A predictor that answers without
 * knowledge, in whatever proportion, is above neither or above one of them only.
 *
 * @param samples the number of answers that are drawn for the share of yes; none are drawn if it is
 *     1
 */
record YesNoQuestion(int samples) {

    /** The number that is 1 if the right answer is yes, and 0 if it is no. */
    static final String IS_YES = "isYes";

    private static final double TEMPERATURE = 1;

    private static final String ABOVE_ALWAYS_YES = "aboveAlwaysYes";
    private static final String ABOVE_ALWAYS_NO = "aboveAlwaysNo";
    private static final String ABOVE_CROSS = "aboveCross";

    /**
     * What a predictor says.
     *
     * @param isYes whether its answer is yes; empty if it is neither yes nor no
     * @param yesShare the share of yes among drawn answers; empty if none are drawn
     */
    private record Said(Optional<Boolean> isYes, OptionalDouble yesShare) {}

    /**
     * @throws IllegalArgumentException if the setting is no whole number of at least 1
     */
    static int samples(SettingsReader reader) {
        return reader.wholeNumber("samples", 1, 1);
    }

    /** Returns how a question about the answer to a prompt begins. */
    static String supposing(Prompt prompt) {
        return "Suppose you were asked the following:\n\n" + prompt.text() + "\n\n";
    }

    /** Returns how it continues, if the predictor is told the answer. */
    static String answered(String answer) {
        return "You answered: " + answer + "\n\n";
    }

    Set<Double> temperatures() {
        return samples > 1 ? Set.of(TEMPERATURE) : Set.of();
    }

    /**
     * Asks the predictors about an item.
     *
     * @param question the question without its instruction; it says "you" to the target
     * @param truth whether the right answer is yes; empty if that is unknown
     * @return the numbers; none if the right answer is unknown
     */
    CompletableFuture<Map<String, Double>> ask(
            MeasuredCell cell,
            Item item,
            String question,
            CompletableFuture<Optional<Boolean>> truth) {
        CompletableFuture<Said> self = said(cell.self(), prompt(item, question));
        CompletableFuture<Optional<Said>> cross =
                cell.cross().canPredictOthers()
                        ? said(cell.cross(), prompt(item, aboutTarget(cell) + question))
                                .thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty());
        return CompletableFuture.allOf(self, cross, truth)
                .thenApply(
                        done ->
                                truth.join()
                                        .map(it -> numbers(it, self.join(), cross.join()))
                                        .orElse(Map.of()));
    }

    /**
     * Returns whether the target's answer to another prompt about an item has another value than
     * its own.
     *
     * @return empty if the other answer has no value
     */
    static CompletableFuture<Optional<Boolean>> differs(
            MeasuredCell cell, Item item, Prompt prompt) {
        return cell.value(item, cell.target(), prompt)
                .thenApply(value -> value.map(it -> !cell.expected(item).equals(Optional.of(it))));
    }

    /** Returns the sentence that makes a question to another model one about the target. */
    static String aboutTarget(MeasuredCell cell) {
        String target = cell.target().name();
        return "The following is about the language model "
                + target
                + ", not about you: where it says \"you\", it means "
                + target
                + ". ";
    }

    /** The variant of other hypothetical prompts about the item stands around this one too. */
    private static Prompt prompt(Item item, String question) {
        return item.variant()
                .hypothetical()
                .wrap(Prompt.ofUser(question + " " + AnswerFormat.YES_NO.instruction()));
    }

    private CompletableFuture<Said> said(Participant predictor, Prompt prompt) {
        CompletableFuture<String> answer = predictor.answer(prompt);
        if (samples == 1) {
            return answer.thenApply(text -> new Said(read(text), OptionalDouble.empty()));
        }
        return answer.thenCombine(
                predictor.answers(prompt, samples, TEMPERATURE),
                (text, drawn) ->
                        new Said(
                                read(text),
                                drawn.stream()
                                        .mapToDouble(it -> read(it).orElse(false) ? 1 : 0)
                                        .average()));
    }

    private static Optional<Boolean> read(String answer) {
        return AnswerFormat.YES_NO.accepts(answer)
                ? Optional.of(AnswerFormat.YES_NO.comparable(answer).equals("yes"))
                : Optional.empty();
    }

    private static Map<String, Double> numbers(boolean isYes, Said self, Optional<Said> cross) {
        var numbers = new TreeMap<String, Double>();
        numbers.put(IS_YES, isYes ? 1.0 : 0);
        double selfRight = add(numbers, AskedPredictor.SELF, self, isYes);
        numbers.put(ABOVE_ALWAYS_YES, selfRight - (isYes ? 1 : 0));
        numbers.put(ABOVE_ALWAYS_NO, selfRight - (isYes ? 0 : 1));
        cross.ifPresent(
                said ->
                        numbers.put(
                                ABOVE_CROSS,
                                selfRight - add(numbers, AskedPredictor.CROSS, said, isYes)));
        return numbers;
    }

    private static double add(
            Map<String, Double> numbers, AskedPredictor predictor, Said said, boolean isYes) {
        double right = said.isYes().equals(Optional.of(isYes)) ? 1 : 0;
        numbers.put(predictor.right(), right);
        said.isYes().ifPresent(yes -> numbers.put(predictor.saysYes(), yes ? 1.0 : 0));
        said.yesShare().ifPresent(share -> numbers.put(predictor.yesShare(), share));
        return right;
    }

    static List<Contrast> contrasts(MeasuredCell cell) {
        var contrasts = new ArrayList<Contrast>();
        contrasts.add(
                new Contrast(
                        ABOVE_ALWAYS_YES,
                        "the accuracy of self-prediction above that of always saying yes",
                        1));
        contrasts.add(
                new Contrast(
                        ABOVE_ALWAYS_NO,
                        "the accuracy of self-prediction above that of always saying no",
                        1));
        if (cell.cross().canPredictOthers()) {
            contrasts.add(
                    new Contrast(
                            ABOVE_CROSS,
                            "the accuracy of self-prediction above that of cross-prediction",
                            1));
        }
        return contrasts;
    }
}

package dev.inward.study.measurement.standard;

import dev.inward.classifier.ChoiceWeights;
import dev.inward.property.AnswerFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;

/**
 * The weights that attributes have in a model's choices.
 *
 * @param weights the weight of each attribute; the largest absolute value is 100
 * @param repeatability how similar the weights in every second choice are to those in the others;
 *     empty if one half of the choices reveals none
 */
record RevealedWeights(double[] weights, OptionalDouble repeatability) {

    private static final double HEAVIEST = 100;

    /**
     * Returns the weights.
     *
     * @param answers the answers to the choices, in the same order
     * @return empty if fewer than half of the answers name an option, or if all name the same one
     */
    static Optional<RevealedWeights> of(List<TradeOff.Choice> choices, List<String> answers) {
        List<Optional<Boolean>> choseA = answers.stream().map(RevealedWeights::choseA).toList();
        long read = choseA.stream().filter(Optional::isPresent).count();
        return 2 * read < choices.size()
                ? Optional.empty()
                : fit(choices, choseA, i -> true)
                        .map(
                                weights ->
                                        new RevealedWeights(
                                                scaled(weights), repeatability(choices, choseA)));
    }

    private static OptionalDouble repeatability(
            List<TradeOff.Choice> choices, List<Optional<Boolean>> choseA) {
        Optional<double[]> even = fit(choices, choseA, i -> i % 2 == 0);
        Optional<double[]> odd = fit(choices, choseA, i -> i % 2 == 1);
        return even.isPresent() && odd.isPresent()
                ? OptionalDouble.of(similarity(even.get(), odd.get()))
                : OptionalDouble.empty();
    }

    private static Optional<double[]> fit(
            List<TradeOff.Choice> choices, List<Optional<Boolean>> choseA, IntPredicate part) {
        var differences = new ArrayList<double[]>();
        var chosen = new ArrayList<Boolean>();
        for (int i = 0; i < choices.size(); i++) {
            if (part.test(i) && choseA.get(i).isPresent()) {
                differences.add(choices.get(i).differences());
                chosen.add(choseA.get(i).get());
            }
        }
        return chosen.contains(true) && chosen.contains(false)
                ? Optional.of(ChoiceWeights.of(differences, chosen))
                : Optional.empty();
    }

    private static Optional<Boolean> choseA(String answer) {
        return AnswerFormat.MULTIPLE_CHOICE.accepts(answer)
                ? Optional.of(AnswerFormat.MULTIPLE_CHOICE.comparable(answer))
                        .filter(letter -> letter.equals("a") || letter.equals("b"))
                        .map("a"::equals)
                : Optional.empty();
    }

    private static double[] scaled(double[] weights) {
        double heaviest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
        return heaviest == 0
                ? weights
                : Arrays.stream(weights).map(it -> HEAVIEST * it / heaviest).toArray();
    }

    /** Returns how similar these weights are to others, see {@link #similarity}. */
    double similarityTo(double[] others) {
        return similarity(weights, others);
    }

    /**
     * Returns the cosine of the angle between two lists of weights, from −1 to 1. It does not
     * depend on the scale of either. If all weights of a list are 0, it is 0.
     */
    private static double similarity(double[] one, double[] other) {
        double product = 0;
        double squares = 0;
        double otherSquares = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * other[i];
            squares += one[i] * one[i];
            otherSquares += other[i] * other[i];
        }
        return squares == 0 || otherSquares == 0
                ? 0
                : Math.max(-1, Math.min(1, product / Math.sqrt(squares * otherSquares)));
    }
}

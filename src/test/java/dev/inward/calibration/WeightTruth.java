package dev.inward.calibration;

import dev.inward.model.Prompt;
import dev.inward.study.measurement.Participant;
import dev.inward.task.Item;
import dev.inward.task.Split;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Models that choose by weights which differ from item to item, and that report weights.
 *
 * @param drawn draws an item: what its choices are made by, and what is reported
 * @param byItem the items that are drawn
 */
record WeightTruth(Supplier<Drawn> drawn, Map<String, Drawn> byItem) {

    /** Two are usually positive, and two negative. */
    static final double[] USUAL = {1, -1, 1, -1};

    private static final String ATTRIBUTES =
            "w: 0 to 999, usually more; x: 0 to 999, usually less; y: 0 to 999, usually more; z: 0 to 999, usually less";

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /**
     * The weights of an item.
     *
     * @param weights those of the target's choices
     * @param self those that the self-predictor reports
     * @param cross those that the cross-predictor reports
     */
    record Drawn(double[] weights, double[] self, double[] cross) {}

    WeightTruth(Supplier<Drawn> drawn) {
        this(drawn, new HashMap<>());
    }

    static Item item(int number) {
        String a = "w: 1; x: 2; y: 3; z: 4";
        String b = "w: 5; x: 6; y: 7; z: 8";
        return new Item(
                "task",
                Map.of("attributes", ATTRIBUTES, "a", a, "b", b),
                "Case " + number + ", A " + a + " or B " + b,
                Split.HELD_OUT);
    }

    Participant target() {
        return answering("target", item -> item.weights());
    }

    Participant self() {
        return answering("self", item -> item.self());
    }

    Participant cross() {
        return answering("cross", item -> item.cross());
    }

    private Participant answering(String name, Function<Drawn, double[]> weights) {
        return new MeasurementTruth.KnownParticipant(name, prompt -> answer(prompt, weights));
    }

    private String answer(Prompt prompt, Function<Drawn, double[]> weights) {
        String text = prompt.lastText();
        boolean isReport = !text.startsWith("Case ");
        List<Integer> numbers =
                NUMBER.matcher(text)
                        .results()
                        .map(MatchResult::group)
                        .map(Integer::valueOf)
                        .toList();
        double[] of =
                weights.apply(
                        byItem.computeIfAbsent(
                                String.valueOf(numbers.get(0)), number -> drawn.get()));
        return isReport ? report(of) : choice(of, numbers);
    }

    private static String choice(double[] weights, List<Integer> numbers) {
        double utility = 0;
        for (int i = 0; i < weights.length; i++) {
            utility += weights[i] * (numbers.get(1 + i) - numbers.get(1 + weights.length + i));
        }
        return utility > 0 ? "A" : "B";
    }

    private static String report(double[] weights) {
        var lines = new ArrayList<String>();
        for (int i = 0; i < weights.length; i++) {
            lines.add("wxyz".charAt(i) + ": " + Math.round(30 * weights[i]));
        }
        return String.join("\n", lines);
    }

    /** Returns independent weights, uniform from −1 to 1. */
    static double[] random(SplittableRandom random) {
        return random.doubles(USUAL.length, -1, 1).toArray();
    }

    static double[] sum(double[] one, double[] other) {
        double[] sum = new double[one.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = one[i] + other[i];
        }
        return sum;
    }

    /** Returns weights that are each the one or the other, with equal probability. */
    static double[] either(double[] one, double[] other, SplittableRandom random) {
        double[] either = one.clone();
        for (int i = 0; i < either.length; i++) {
            either[i] = random.nextBoolean() ? one[i] : other[i];
        }
        return either;
    }

    /** Returns weights that are each −1 or 1. */
    static double[] signs(SplittableRandom random) {
        return random.ints(USUAL.length, 0, 2).mapToDouble(it -> 2.0 * it - 1).toArray();
    }
}

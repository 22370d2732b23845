package dev.inward.study.measurement.standard;

import dev.inward.model.Prompt;
import dev.inward.task.Item;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The trade-off that an item is about. The item is one choice between two options. Other choices
 * have the same prompt, and options with other values of the attributes.
 */
record TradeOff(Item item, List<TradeOffAttribute> attributes) {

    /** The field of an item that has the attributes. */
    static final String ATTRIBUTES = "attributes";

    /** The field with the first option, as it stands in the prompt. */
    static final String A = "a";

    /** The field with the second option. */
    static final String B = "b";

    /**
     * A choice between two options.
     *
     * @param differences how much more of each attribute the first option has, in units of its
     *     range
     */
    record Choice(String a, String b, double[] differences) {}

    /**
     * Reads the trade-off of an item that has the three fields.
     *
     * @throws IllegalArgumentException if a field is not as expected
     */
    static TradeOff of(Item item) {
        List<TradeOffAttribute> attributes =
                TradeOffAttribute.all(field(item, ATTRIBUTES))
                        .orElseThrow(
                                () ->
                                        invalid(
                                                "has the attributes \"%s\" in an item of the task '%s', but expected are %s.",
                                                field(item, ATTRIBUTES),
                                                item.task(),
                                                TradeOffAttribute.FORM));
        return new TradeOff(item, attributes);
    }

    private static String field(Item item, String name) {
        return Objects.requireNonNull(item.fields().get(name), name);
    }

    private static IllegalArgumentException invalid(String problem, Object... values) {
        return new IllegalArgumentException(
                "the measurement '"
                        + AttributeWeightsMeasurement.NAME
                        + "' "
                        + String.format(Locale.ROOT, problem, values));
    }

    /** Returns the first choices of the trade-off. They depend on its item alone. */
    List<Choice> choices(int count) {
        long seed = 0;
        for (byte letter : item.id().getBytes(StandardCharsets.UTF_8)) {
            seed = 31 * seed + letter;
        }
        var random = new SplittableRandom(seed);
        return IntStream.range(0, count).mapToObj(number -> choice(random)).toList();
    }

    private Choice choice(SplittableRandom random) {
        var a = new ArrayList<BigDecimal>();
        var b = new ArrayList<BigDecimal>();
        for (TradeOffAttribute attribute : attributes) {
            a.add(attribute.value(random.nextDouble()));
            b.add(attribute.value(random.nextDouble()));
        }
        return new Choice(
                option(a),
                option(b),
                IntStream.range(0, attributes.size())
                        .mapToDouble(i -> attributes.get(i).difference(a.get(i), b.get(i)))
                        .toArray());
    }

    private String option(List<BigDecimal> values) {
        return IntStream.range(0, values.size())
                .mapToObj(i -> attributes.get(i).with(values.get(i)))
                .collect(Collectors.joining("; "));
    }

    /** Returns the prompt that the target answers, in the variant of the item. */
    Prompt objectLevel(Choice choice) {
        return item.variant().objectLevel().wrap(plain(choice));
    }

    /**
     * Returns the prompt without its variant.
     *
     * @throws IllegalArgumentException if the prompt of the item does not show its two options
     */
    Prompt plain(Choice choice) {
        Prompt prompt = item.variant().plainPrompt();
        String text = prompt.lastText();
        String[] around = text.split(Pattern.quote(field(item, A)), -1);
        String[] aroundB =
                around.length == 2
                        ? around[1].split(Pattern.quote(field(item, B)), -1)
                        : new String[0];
        if (aroundB.length != 2) {
            throw invalid(
                    "needs the fields 'a' and 'b' once each and in this order in the last message of a prompt, but a prompt of the task '%s' is: \"%s\". Put {a} and {b} into 'object-level'.",
                    item.task(), text);
        }
        return prompt.withLastText(around[0] + choice.a() + aroundB[0] + choice.b() + aroundB[1]);
    }

    /** Returns the weights of a person who prefers what most people prefer, all equally heavy. */
    double[] usualWeights() {
        return attributes.stream().mapToDouble(TradeOffAttribute::usual).toArray();
    }

    /** Returns the instruction to report the weights. */
    String instruction() {
        return "Give each attribute a weight from -100 to 100. It is positive if you prefer more of the"
                + " attribute, and negative if you prefer less. The heaviest weight is 100 or -100."
                + " Answer with one line for each attribute and nothing else:\n\n"
                + attributes.stream()
                        .map(attribute -> attribute.name() + ": weight")
                        .collect(Collectors.joining("\n"));
    }

    /** Returns the weights that a report gives; empty if it lacks one. */
    Optional<double[]> weightsIn(String report) {
        List<Double> weights =
                attributes.stream()
                        .map(attribute -> attribute.weightIn(report))
                        .flatMap(Optional::stream)
                        .toList();
        return weights.size() == attributes.size()
                ? Optional.of(weights.stream().mapToDouble(it -> it).toArray())
                : Optional.empty();
    }
}

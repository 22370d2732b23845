package dev.inward.study.measurement.standard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An attribute of the options of a trade-off, such as the rent of a flat.
 *
 * @param unit what stands behind a value; perhaps empty
 * @param usual the usual weight: 1 if most people prefer more, −1 if less, 0 if neither
 */
record TradeOffAttribute(String name, BigDecimal least, BigDecimal most, String unit, int usual) {

    /** The form of a list of attributes, for messages. */
    static final String FORM =
            "at least two of the form 'NAME: LEAST to MOST UNIT, usually more', divided by ';', with different names, of which none ends with another, and LEAST below MOST. The last word is more, less or either";

    private static final Pattern ATTRIBUTE =
            Pattern.compile(
                    "([^:;,\\s][^:;,]*): (-?\\d+(?:\\.\\d+)?) to (-?\\d+(?:\\.\\d+)?)(?: ([^,;]+))?, usually (more|less|either)");

    private static final BigDecimal MANY = BigDecimal.valueOf(5);

    /** The greatest absolute value of a reported weight. */
    private static final double HEAVIEST = 100;

    /** Reads a list of attributes; empty if it is not in {@link #FORM}. */
    static Optional<List<TradeOffAttribute>> all(String text) {
        List<TradeOffAttribute> attributes =
                Stream.of(text.split(";", -1))
                        .map(it -> read(it.strip()))
                        .flatMap(Optional::stream)
                        .toList();
        List<String> names = attributes.stream().map(it -> lowerCase(it.name)).distinct().toList();
        return names.size() >= 2
                        && names.size() == text.split(";", -1).length
                        && names.stream().noneMatch(name -> endsWithAnother(name, names))
                ? Optional.of(attributes)
                : Optional.empty();
    }

    /** A report of "room size" would also be one of "size". */
    private static boolean endsWithAnother(String name, List<String> names) {
        return names.stream().anyMatch(other -> name.endsWith(" " + other));
    }

    private static Optional<TradeOffAttribute> read(String text) {
        Matcher found = ATTRIBUTE.matcher(text);
        if (!found.matches()) {
            return Optional.empty();
        }
        var attribute =
                new TradeOffAttribute(
                        found.group(1),
                        new BigDecimal(found.group(2)),
                        new BigDecimal(found.group(3)),
                        Optional.ofNullable(found.group(4)).orElse(""),
                        switch (found.group(5)) {
                            case "more" -> 1;
                            case "less" -> -1;
                            default -> 0;
                        });
        return Optional.of(attribute).filter(it -> it.range().signum() > 0);
    }

    private BigDecimal range() {
        return most.subtract(least);
    }

    /** Returns the value at a place of the range, from 0 to 1, with few digits. */
    BigDecimal value(double place) {
        int digits =
                range().compareTo(MANY) >= 0 ? 0 : range().compareTo(BigDecimal.ONE) >= 0 ? 1 : 2;
        return least.add(range().multiply(BigDecimal.valueOf(place)))
                .setScale(digits, RoundingMode.HALF_EVEN);
    }

    /** Returns how much more one value is than another, in units of the range. */
    double difference(BigDecimal one, BigDecimal other) {
        return one.subtract(other).doubleValue() / range().doubleValue();
    }

    /** Returns the attribute with a value, as an option shows it. */
    String with(BigDecimal value) {
        return name + ": " + value.toPlainString() + (unit.isEmpty() ? "" : " " + unit);
    }

    /** Returns the weight that a report gives; empty unless it gives exactly one. */
    Optional<Double> weightIn(String report) {
        List<Double> weights =
                Pattern.compile(
                                "(?<![\\p{L}\\p{N}])"
                                        + Pattern.quote(lowerCase(name))
                                        + "[\"'*`]*\\s*[:=][\"'*`\\s]*([-+\u2212\u2013]?\\d{1,9}(?:\\.\\d{1,9})?)(?!\\d|[,-]\\d)")
                        .matcher(lowerCase(report))
                        .results()
                        .map(match -> match.group(1).replaceAll("[\u2212\u2013]", "-"))
                        .map(Double::valueOf)
                        .toList();
        return weights.size() == 1
                ? Optional.of(weights.get(0)).filter(it -> Math.abs(it) <= HEAVIEST)
                : Optional.empty();
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}

package dev.inward.study.measurement.standard;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the settings of a measurement in a study file. Not thread-safe. */
final class SettingsReader {

    /** More answers to one prompt tell no more. */
    private static final int MOST = 1000;

    private final String measurement;
    private final Map<String, String> settings;
    private final Set<String> known = new HashSet<>();

    SettingsReader(String measurement, Map<String, String> settings) {
        this.measurement = measurement;
        this.settings = settings;
    }

    /**
     * @throws IllegalArgumentException if the value is no whole number, too small or too large
     */
    int wholeNumber(String key, int byDefault, int least) {
        return read(
                        key,
                        Integer::valueOf,
                        number -> number >= least && number <= MOST,
                        String.format(
                                Locale.ROOT,
                                "a whole number of at least %d and at most %d",
                                least,
                                MOST))
                .orElse(byDefault);
    }

    /**
     * @throws IllegalArgumentException if the value is no finite number above 0
     */
    double positive(String key, double byDefault) {
        return read(
                        key,
                        Double::valueOf,
                        number -> number > 0 && Double.isFinite(number),
                        "a number above 0")
                .orElse(byDefault);
    }

    /**
     * @throws IllegalArgumentException if there is no such setting, or it is blank
     */
    String required(String key, String example) {
        return read(key, text -> text, text -> !text.isBlank(), "a text such as " + example)
                .orElseThrow(
                        () ->
                                invalid(
                                        String.format(
                                                Locale.ROOT,
                                                "lacks '%s'. Add it, such as '%s: %s'.",
                                                key,
                                                key,
                                                example)));
    }

    /**
     * @throws IllegalArgumentException if the text is blank
     */
    String text(String key, String byDefault) {
        return read(key, text -> text, text -> !text.isBlank(), "a text such as " + byDefault)
                .orElse(byDefault);
    }

    /**
     * @param values the possible values, named in lower case in a study file
     * @throws IllegalArgumentException if the text is none of them
     */
    <E extends Enum<E>> E oneOf(String key, List<E> values, E byDefault) {
        String expected = String.join(" or ", values.stream().map(SettingsReader::named).toList());
        return read(
                        key,
                        text -> values.stream().filter(it -> named(it).equals(text)).findFirst(),
                        Optional::isPresent,
                        expected)
                .flatMap(found -> found)
                .orElse(byDefault);
    }

    private static String named(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private <T> Optional<T> read(
            String key, Function<String, T> parse, Predicate<T> isValid, String expected) {
        known.add(key);
        String text = settings.get(key);
        if (text == null) {
            return Optional.empty();
        }
        try {
            T value = parse.apply(text);
            if (isValid.test(value)) {
                return Optional.of(value);
            }
        } catch (NumberFormatException e) {
            // The exception below covers this case too.
        }
        throw invalid(
                String.format(
                        Locale.ROOT, "has '%s: %s', but %s is expected.", key, text, expected));
    }

    /**
     * @throws IllegalArgumentException if a setting has not been read
     */
    void requireAllRead() {
        var unknown = new TreeSet<>(settings.keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw invalid(
                    String.format(
                            Locale.ROOT,
                            "has the unknown setting '%s'. It has: %s.",
                            unknown.first(),
                            String.join(", ", new TreeSet<>(known))));
        }
    }

    private IllegalArgumentException invalid(String problem) {
        return new IllegalArgumentException("the measurement '" + measurement + "' " + problem);
    }
}

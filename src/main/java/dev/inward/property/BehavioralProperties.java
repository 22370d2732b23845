package dev.inward.property;

import dev.inward.UnknownNameException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The catalogue of built-in behavioral properties.
 *
 * <p>Characters are Unicode code points. Words are separated by Unicode white space. The answer is
 * cleaned only if the property needs it: the first character of {@code " lion"} is the space.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public final class BehavioralProperties {

    private static final Map<String, BehavioralProperty> CATALOGUE =
            catalogue(
                    Stream.of(
                            WholeAnswerProperties.all(),
                            CharacterProperties.all(),
                            LetterProperties.all(),
                            WordProperties.all(),
                            NumberProperties.all(),
                            DigitProperties.all(),
                            OptionProperties.all(),
                            StanceProperties.all(),
                            ObjectShiftProperties.all(),
                            PracticalProperties.all(),
                            JudgedProperties.all(),
                            ItemProperties.all()));

    /** The name of the property that needs a task with tools. */
    public static final String CALLED_TOOL = "called_tool";

    /** The value of {@link #CALLED_TOOL} for an answer without a tool call. */
    public static final String NO_TOOL = "none";

    private BehavioralProperties() {}

    /**
     * Returns a property by its name.
     *
     * @param name a name in snake case, such as {@code second_character}
     * @return the property
     * @throws IllegalArgumentException if no built-in property has this name; the message contains
     *     the nearest name
     */
    public static BehavioralProperty named(String name) {
        return find(name)
                .orElseThrow(
                        () -> new UnknownNameException("behavioral property", name, "", names()));
    }

    /**
     * Returns the names of all built-in properties.
     *
     * @return the names; related properties are next to each other
     */
    public static List<String> names() {
        return List.copyOf(CATALOGUE.keySet());
    }

    /**
     * Looks up a property by its name.
     *
     * @param name a name in snake case, such as {@code second_character}
     * @return the property, or nothing if no built-in property has this name
     */
    public static Optional<BehavioralProperty> find(String name) {
        return Optional.ofNullable(CATALOGUE.get(name));
    }

    private static Map<String, BehavioralProperty> catalogue(
            Stream<List<BehavioralProperty>> groups) {
        Map<String, BehavioralProperty> catalogue = new LinkedHashMap<>();
        groups.flatMap(List::stream).forEach(property -> catalogue.put(property.name(), property));
        return Collections.unmodifiableMap(catalogue);
    }
}

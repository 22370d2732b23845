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
 * The catalogue of behavioral properties that ship. Characters are Unicode code points, words are
 * separated by Unicode white space, and nothing is cleaned away unless the property needs it: the
 * first character of {@code " lion"} is the space.
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
                            ItemProperties.all()));

    private BehavioralProperties() {}

    /**
     * Gets a property by its name.
     *
     * @param name a name in snake case, such as {@code second_character}
     * @return the property
     * @throws IllegalArgumentException if no property of this name ships
     */
    public static BehavioralProperty named(String name) {
        return find(name)
                .orElseThrow(
                        () -> new UnknownNameException("behavioral property", name, "", names()));
    }

    /**
     * Lists what ships.
     *
     * @return the names of all properties, related ones beside each other
     */
    public static List<String> names() {
        return List.copyOf(CATALOGUE.keySet());
    }

    /**
     * Looks for a property by its name.
     *
     * @param name a name in snake case, such as {@code second_character}
     * @return the property, or nothing if none of this name ships
     */
    public static Optional<BehavioralProperty> find(String name) {
        return Optional.ofNullable(CATALOGUE.get(name));
    }

    private static Map<String, BehavioralProperty> catalogue(
            Stream<List<BehavioralProperty>> themes) {
        Map<String, BehavioralProperty> catalogue = new LinkedHashMap<>();
        themes.flatMap(List::stream).forEach(each -> catalogue.put(each.name(), each));
        return Collections.unmodifiableMap(catalogue);
    }
}

package dev.inward.yaml;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The names of constants as files and parameters have them: {@code object-level} for {@code
 * OBJECT_LEVEL}.
 *
 * @since 0.1
 */
@API(status = Status.INTERNAL, since = "0.1")
public final class EnumKeys {

    private EnumKeys() {}

    /**
     * Returns the key of a constant.
     *
     * @param constant the constant
     * @return its name in lower case, with hyphens
     */
    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Returns the keys of all constants.
     *
     * @param type the enumeration
     * @return the keys in the order of the constants
     */
    public static List<String> all(Class<? extends Enum<?>> type) {
        return Stream.of(type.getEnumConstants()).<String>map(EnumKeys::of).toList();
    }

    /**
     * Returns the constant with a key.
     *
     * @param type the enumeration
     * @param key the key
     * @return the constant
     * @param <E> the enumeration
     * @throws IllegalArgumentException if there is none; the message lists the keys
     */
    public static <E extends Enum<E>> E constant(Class<E> type, String key) {
        return Stream.of(type.getEnumConstants())
                .filter(constant -> of(constant).equals(key))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        String.format(
                                                Locale.ROOT,
                                                "there is no '%s'; expected one of %s",
                                                key,
                                                String.join(", ", all(type)))));
    }
}

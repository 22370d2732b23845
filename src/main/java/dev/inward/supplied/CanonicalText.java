package dev.inward.supplied;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Converts an object to text that is the same in every JVM. The object's own {@code toString} is
 * not enough: it may omit fields, and the order of its maps and sets may differ between JVMs.
 *
 * <p>Immutable and thread-safe.
 */
public final class CanonicalText {

    private final Set<String> omittedFields;

    private CanonicalText(Set<String> omittedFields) {
        this.omittedFields = omittedFields;
    }

    /**
     * Converts an object with all its fields.
     *
     * @param value the object; may be null
     * @return the text
     */
    public static String of(@Nullable Object value) {
        return new CanonicalText(Set.of()).text(value);
    }

    /**
     * Converts an object without some of its fields, at any depth.
     *
     * @param value the object; may be null
     * @param omittedFields the names of the fields
     * @return the text
     */
    public static String without(@Nullable Object value, Set<String> omittedFields) {
        return new CanonicalText(Set.copyOf(omittedFields)).text(value);
    }

    private String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof CharSequence text) {
            return '"' + text.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        if (value instanceof Map<?, ?> map) {
            return unordered(
                    map.entrySet().stream()
                            .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue())));
        }
        if (value instanceof Set<?> set) {
            return unordered(set.stream().map(this::text));
        }
        if (value instanceof Collection<?> list) {
            return ordered(list.stream().map(this::text));
        }
        if (value.getClass().isArray()) {
            return ordered(
                    IntStream.range(0, Array.getLength(value))
                            .mapToObj(i -> text(Array.get(value, i))));
        }
        return isPlatform(value.getClass()) ? value.toString() : typeWithFields(value);
    }

    /**
     * Writes only non-null fields, so that a new field of a newer version changes nothing by
     * default.
     */
    private String typeWithFields(Object value) {
        List<String> fields = new ArrayList<>();
        Class<?> type = value.getClass();
        while (type != null && !isPlatform(type)) {
            for (Field field : type.getDeclaredFields()) {
                if (isPart(field)) {
                    Object fieldValue = valueOf(field, value);
                    if (fieldValue != null) {
                        fields.add(field.getName() + ": " + text(fieldValue));
                    }
                }
            }
            type = type.getSuperclass();
        }
        return value.getClass().getName() + unordered(fields.stream());
    }

    private boolean isPart(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && !field.isSynthetic()
                && !omittedFields.contains(field.getName());
    }

    private static @Nullable Object valueOf(Field field, Object value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(
                    field + " is not accessible after setAccessible(true)", e);
        }
    }

    private static boolean isPlatform(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    private static String ordered(Stream<String> texts) {
        return texts.collect(Collectors.joining(", ", "[", "]"));
    }

    private static String unordered(Stream<String> texts) {
        return texts.sorted().collect(Collectors.joining(", ", "{", "}"));
    }
}

package dev.inward.supplied;

import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The class that supplies a model, as named in the models file.
 *
 * <p>Immutable and thread-safe.
 *
 * @param model the name of the model
 * @param name the fully qualified name of the class
 */
public record SupplierClass(String model, String name) {

    /**
     * Creates the supplier and gets the model from it.
     *
     * @param <T> the type of the model
     * @param type the type of the model
     * @return the supplied model
     * @throws IllegalArgumentException if the class cannot be used or supplies no such model
     */
    public <T> T supply(Class<T> type) {
        Supplier<?> supplier = supplier(type);
        Object supplied;
        try {
            supplied = supplier.get();
        } catch (RuntimeException | LinkageError e) {
            throw supplierFailed(type, e);
        }
        if (type.isInstance(supplied)) {
            return type.cast(supplied);
        }
        String result = supplied == null ? "null" : "a " + supplied.getClass().getName();
        throw unusable(
                type,
                "which supplies " + result,
                "Let get() return a " + type.getSimpleName(),
                null);
    }

    private Supplier<?> supplier(Class<?> type) {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> named = Class.forName(name, true, loader);
            if (!Supplier.class.isAssignableFrom(named)) {
                throw unusable(
                        type,
                        "which is not a Supplier",
                        "Implement it, or name another class",
                        null);
            }
            return (Supplier<?>) named.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw unusable(
                    type,
                    "which is not on the class path",
                    "Give its full name, such as com.example.MyModel or com.example.Models$Mine",
                    e);
        } catch (InvocationTargetException e) {
            throw supplierFailed(type, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw unusable(
                    type,
                    "which cannot be created",
                    "Make class and constructor public and the class concrete",
                    e);
        } catch (LinkageError e) {
            throw supplierFailed(type, e);
        }
    }

    private IllegalArgumentException supplierFailed(Class<?> type, @Nullable Throwable failure) {
        return unusable(
                type, "which throws " + failure, "Fix the class, or its environment", failure);
    }

    private IllegalArgumentException unusable(
            Class<?> type, String problem, String fix, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "Model '%s' has 'supplier: %s' in models.yaml, %s. Expected a public class with a public constructor without parameters that implements java.util.function.Supplier<%s>. %s.",
                        model,
                        name,
                        problem,
                        type.getName(),
                        fix),
                cause);
    }
}

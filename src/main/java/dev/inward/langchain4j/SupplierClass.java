package dev.inward.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The class that supplies a model, as named in the models file.
 *
 * @param model the name of the model
 * @param name the fully qualified name of the class
 */
record SupplierClass(String model, String name) {

    private static final String EXPECTED =
            "Expected a public class with a public constructor without parameters that implements java.util.function.Supplier<dev.langchain4j.model.chat.ChatModel>.";

    /**
     * Creates the supplier and gets the model from it.
     *
     * @throws IllegalArgumentException if the class cannot be used or supplies no model
     */
    ChatModel supply() {
        Supplier<?> supplier = supplier();
        Object supplied;
        try {
            supplied = supplier.get();
        } catch (RuntimeException | LinkageError e) {
            throw supplierFailed(e);
        }
        if (supplied instanceof ChatModel chatModel) {
            return chatModel;
        }
        String result = supplied == null ? "null" : "a " + supplied.getClass().getName();
        throw unusable("which supplies " + result, "Let get() return a ChatModel", null);
    }

    private Supplier<?> supplier() {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> type = Class.forName(name, true, loader);
            if (!Supplier.class.isAssignableFrom(type)) {
                throw unusable(
                        "which is not a Supplier", "Implement it, or name another class", null);
            }
            return (Supplier<?>) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw unusable(
                    "which is not on the class path",
                    "Give its full name, such as com.example.MyModel or com.example.Models$Mine",
                    e);
        } catch (InvocationTargetException e) {
            throw supplierFailed(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw unusable(
                    "which cannot be created",
                    "Make class and constructor public and the class concrete",
                    e);
        } catch (LinkageError e) {
            throw supplierFailed(e);
        }
    }

    private IllegalArgumentException supplierFailed(@Nullable Throwable failure) {
        return unusable("which throws " + failure, "Fix the class, or its environment", failure);
    }

    private IllegalArgumentException unusable(
            String problem, String fix, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "Model '%s' has 'supplier: %s' in models.yaml, %s. %s %s.",
                        model,
                        name,
                        problem,
                        EXPECTED,
                        fix),
                cause);
    }
}

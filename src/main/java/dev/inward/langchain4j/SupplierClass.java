package dev.inward.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import java.lang.reflect.InvocationTargetException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The class that supplies a model.
 *
 * @param model the name that the models file gives the model
 * @param name the name that it gives the class
 */
record SupplierClass(String model, String name) {

    private static final String EXPECTED =
            "expected a public class with a public constructor without parameters that implements java.util.function.Supplier<dev.langchain4j.model.chat.ChatModel>";

    /**
     * Makes the supplier and has it supply.
     *
     * @throws IllegalArgumentException when no model comes of it
     */
    ChatModel supply() {
        Supplier<?> supplier = supplier();
        Object supplied;
        try {
            supplied = supplier.get();
        } catch (RuntimeException | LinkageError e) {
            throw thrown(e);
        }
        if (supplied instanceof ChatModel chatModel) {
            return chatModel;
        }
        String what = supplied == null ? "null" : "a " + supplied.getClass().getName();
        throw wrong("which supplies " + what, "let get() return a ChatModel", null);
    }

    private Supplier<?> supplier() {
        try {
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Class<?> type = Class.forName(name, true, loader);
            if (!Supplier.class.isAssignableFrom(type)) {
                throw wrong("which is no Supplier", "implement it, or name another class", null);
            }
            return (Supplier<?>) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw wrong(
                    "which is not on the class path",
                    "give its whole name, such as com.example.MyModel or com.example.Models$Mine",
                    e);
        } catch (InvocationTargetException e) {
            throw thrown(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw wrong("which cannot be made", "make both public and the class concrete", e);
        } catch (LinkageError e) {
            throw thrown(e);
        }
    }

    private IllegalArgumentException thrown(@Nullable Throwable failure) {
        return wrong(
                "which throws " + failure,
                "mend the class, or what it reads from its environment",
                failure);
    }

    private IllegalArgumentException wrong(String what, String mend, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "model '%s' has 'supplier: %s' in models.yaml, %s; %s; %s"
                        .formatted(model, name, what, EXPECTED, mend),
                cause);
    }
}

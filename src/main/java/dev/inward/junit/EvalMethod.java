package dev.inward.junit;

import dev.inward.Control;
import dev.inward.IntrospectionEval;
import dev.inward.IntrospectionStudy;
import dev.inward.UnknownNameException;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.task.Tasks;
import dev.inward.verdict.Evidence;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** The test method of an eval. */
record EvalMethod(Class<?> testClass, Method method) {

    static Optional<EvalMethod> of(Class<?> testClass, Method method) {
        return AnnotationSupport.isAnnotated(method, IntrospectionEval.class)
                        || AnnotationSupport.isAnnotated(method, IntrospectionStudy.class)
                ? Optional.of(new EvalMethod(testClass, method))
                : Optional.empty();
    }

    /** Returns the annotation of an eval without a study file. */
    IntrospectionEval annotation() {
        return AnnotationSupport.findAnnotation(method, IntrospectionEval.class).orElseThrow();
    }

    /** Returns the name of the study whose file has the comparisons; empty if there is none. */
    Optional<String> study() {
        return AnnotationSupport.findAnnotation(method, IntrospectionStudy.class)
                .map(IntrospectionStudy::value);
    }

    Control control() {
        return study().isPresent() ? Control.NONE : annotation().control();
    }

    /**
     * Returns whether {@link Disabled} is present. Other conditions are known only when JUnit runs
     * the test.
     */
    boolean isDisabled() {
        return AnnotationSupport.isAnnotated(method, Disabled.class)
                || AnnotationSupport.isAnnotated(testClass, Disabled.class);
    }

    /** Returns the name of the eval for error messages. */
    String description() {
        return testClass.getSimpleName() + "." + method.getName();
    }

    /** Returns the name of the eval with its package, which no other eval of a project has. */
    String qualifiedName() {
        return testClass.getName() + "." + method.getName();
    }

    void requireEvidenceParameter() {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != 1 || parameters[0] != Evidence.class) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "its parameters are (%s), but an eval has exactly one parameter, its Evidence; write %s(Evidence evidence)",
                            String.join(
                                    ", ",
                                    Arrays.stream(parameters).map(Class::getSimpleName).toList()),
                            method.getName()));
        }
    }

    /**
     * Returns the property of the eval. The eval class or an enclosing class can declare it.
     * Otherwise it ships, or the project has it for all evals.
     */
    BehavioralProperty property(Tasks tasks) {
        String name = annotation().value();
        Optional<BehavioralProperty> declared =
                declared(testClass).filter(property -> property.name().equals(name)).findFirst();
        if (declared.isPresent() && isTaken(tasks, declared.get())) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "it declares a property '%s', but %s has this name; choose another name",
                            name,
                            BehavioralProperties.find(name).isPresent()
                                    ? "a built-in property"
                                    : "a property of the properties file or of a provider"));
        }
        return declared.or(() -> tasks.property(name))
                .orElseThrow(
                        () ->
                                new UnknownNameException(
                                        "behavioral property", name, "", tasks.propertyNames()));
    }

    /** A class can declare a property in a constant that a provider returns too. */
    @SuppressWarnings("ReferenceEquality") // Equal names make properties equal.
    private static boolean isTaken(Tasks tasks, BehavioralProperty declared) {
        return tasks.property(declared.name()).filter(known -> known != declared).isPresent();
    }

    private static Stream<BehavioralProperty> declared(@Nullable Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(
                        ReflectionSupport.streamFields(
                                        type,
                                        EvalMethod::isPropertyDeclaration,
                                        HierarchyTraversalMode.BOTTOM_UP)
                                .map(EvalMethod::read),
                        declared(type.getEnclosingClass()));
    }

    private static boolean isPropertyDeclaration(Field field) {
        return Modifier.isStatic(field.getModifiers())
                && field.getType() == BehavioralProperty.class;
    }

    private static BehavioralProperty read(Field field) {
        Object property =
                ReflectionSupport.tryToReadFieldValue(field, null)
                        .getOrThrow(failure -> unreadable(field, failure));
        if (property == null) {
            throw unreadable(field, null);
        }
        return (BehavioralProperty) property;
    }

    private static IllegalArgumentException unreadable(Field field, @Nullable Throwable failure) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "the property declared in %s cannot be read, or is null",
                        field),
                failure);
    }
}

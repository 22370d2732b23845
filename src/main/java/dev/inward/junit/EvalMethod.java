package dev.inward.junit;

import dev.inward.IntrospectionEval;
import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.verdict.Evidence;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Disabled;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** An eval as its author wrote it. */
record EvalMethod(Class<?> testClass, Method method) {

    static Optional<EvalMethod> of(Class<?> testClass, Method method) {
        return AnnotationSupport.isAnnotated(method, IntrospectionEval.class)
                ? Optional.of(new EvalMethod(testClass, method))
                : Optional.empty();
    }

    IntrospectionEval annotation() {
        return AnnotationSupport.findAnnotation(method, IntrospectionEval.class).orElseThrow();
    }

    /** Whether it is not going to be called, whatever the other conditions say. */
    boolean isDisabled() {
        return AnnotationSupport.isAnnotated(method, Disabled.class)
                || AnnotationSupport.isAnnotated(testClass, Disabled.class);
    }

    /** Names the eval in errors. */
    String description() {
        return testClass.getSimpleName() + "." + method.getName();
    }

    void requireEvidenceParameter() {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length != 1 || parameters[0] != Evidence.class) {
            throw new IllegalArgumentException(
                    "its parameters are (%s), but an eval takes its Evidence and nothing else; write %s(Evidence evidence)"
                            .formatted(
                                    String.join(
                                            ", ",
                                            Arrays.stream(parameters)
                                                    .map(Class::getSimpleName)
                                                    .toList()),
                                    method.getName()));
        }
    }

    /**
     * The property: the one that the eval class, or a class around it, declares under this name, or
     * one that ships.
     */
    BehavioralProperty property() {
        String name = annotation().value();
        Optional<BehavioralProperty> declared =
                declared(testClass).filter(property -> property.name().equals(name)).findFirst();
        if (declared.isPresent() && BehavioralProperties.find(name).isPresent()) {
            throw new IllegalArgumentException(
                    "it declares a property '%s', but one of that name ships, and a name stands for one property; give it another"
                            .formatted(name));
        }
        return declared.orElseGet(() -> BehavioralProperties.named(name));
    }

    private static Stream<BehavioralProperty> declared(@Nullable Class<?> type) {
        return type == null
                ? Stream.empty()
                : Stream.concat(
                        ReflectionSupport.streamFields(
                                        type,
                                        EvalMethod::isDeclaration,
                                        HierarchyTraversalMode.BOTTOM_UP)
                                .map(EvalMethod::read),
                        declared(type.getEnclosingClass()));
    }

    private static boolean isDeclaration(Field field) {
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
                "the property declared in %s cannot be read, or is null".formatted(field), failure);
    }
}

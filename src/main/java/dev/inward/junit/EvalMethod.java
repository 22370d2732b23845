package dev.inward.junit;

import dev.inward.property.BehavioralProperties;
import dev.inward.property.BehavioralProperty;
import dev.inward.verdict.Evidence;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
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

    /** Names the eval in errors. */
    String description() {
        return testClass.getSimpleName() + "." + method.getName();
    }

    void requireEvidenceParameter() {
        Class<?>[] parameters = method.getParameterTypes();
        if (parameters.length == 0 || parameters[0] != Evidence.class) {
            throw new IllegalArgumentException(
                    "its parameters are (%s), but the first one of an eval must be Evidence; write %s(Evidence evidence)"
                            .formatted(
                                    String.join(
                                            ", ",
                                            Arrays.stream(parameters)
                                                    .map(Class::getSimpleName)
                                                    .toList()),
                                    method.getName()));
        }
    }

    /** The property: the one that the eval class declares under this name, or one that ships. */
    BehavioralProperty property() {
        String name = annotation().value();
        return declared()
                .filter(property -> property.name().equals(name))
                .findFirst()
                .orElseGet(() -> BehavioralProperties.named(name));
    }

    private Stream<BehavioralProperty> declared() {
        return ReflectionSupport.streamFields(
                        testClass,
                        field ->
                                Modifier.isStatic(field.getModifiers())
                                        && field.getType() == BehavioralProperty.class,
                        HierarchyTraversalMode.BOTTOM_UP)
                .map(EvalMethod::read);
    }

    private static BehavioralProperty read(Field field) {
        return (BehavioralProperty)
                ReflectionSupport.tryToReadFieldValue(field, null)
                        .getOrThrow(
                                failure ->
                                        new IllegalArgumentException(
                                                "the property declared in %s cannot be read"
                                                        .formatted(field),
                                                failure));
    }
}

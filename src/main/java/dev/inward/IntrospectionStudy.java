package dev.inward;

import dev.inward.junit.EvalExtension;
import dev.inward.junit.EvidenceProvider;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedInvocationConstants;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Marks a method as a study that stands in a file. JUnit calls it once for each comparison: each
 * property, each target and each predictor of the file. Its one parameter is the {@link
 * dev.inward.verdict.Evidence} of that comparison. One line asserts the claims of the file:
 *
 * <pre>{@code
 * @IntrospectionStudy("personas")
 * void claims_hold(Evidence evidence) {
 * assertThat(evidence).meetsTheClaimsOfItsStudy();
 * }
 * }</pre>
 *
 * <p>Configuration parameters replace values of the file, as they replace attributes of {@link
 * IntrospectionEval}.
 *
 * <p>An unknown study, or a file with an error, is an error of the study.
 *
 * @since 0.1
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest(name = ParameterizedInvocationConstants.ARGUMENT_SET_NAME_PLACEHOLDER)
@ArgumentsSource(EvidenceProvider.class)
@ExtendWith(EvalExtension.class)
@Tag("eval")
@Tag("study")
@SuppressWarnings("exports") // Only JUnit uses the types of the extension.
@API(status = Status.EXPERIMENTAL, since = "0.1")
public @interface IntrospectionStudy {

    /**
     * Returns the name of the study: that of its file in the folder {@code studies} of the evals,
     * without {@code .yaml}.
     *
     * @return the name
     */
    String value();
}

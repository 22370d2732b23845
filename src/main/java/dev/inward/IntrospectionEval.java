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
 * Marks a method as an eval of one behavioral property. JUnit calls it once for each pair of a
 * target and another predictor. Its one parameter is the {@link dev.inward.verdict.Evidence} of
 * that comparison. The method asserts claims about it:
 *
 * <pre>{@code
 * // Passes if "atlas" predicts itself clearly better than "borealis" predicts it.
 * @IntrospectionEval(value = "second_character", targets = "atlas", predictors = "borealis")
 * void self_prediction_beats_cross_prediction(Evidence evidence) {
 * assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
 * }
 *
 * // Fails: the clone knows everything that the target knows, so there is no advantage.
 * @IntrospectionEval(value = "second_character", control = Control.CLONE)
 * void self_prediction_beats_a_clone(Evidence evidence) {
 * assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
 * }
 * }</pre>
 *
 * <p>An omitted attribute takes its value from the models file and the task folder. A configuration
 * parameter replaces the attribute that names it. Configuration parameters come from {@code
 * junit-platform.properties} or from system properties.
 *
 * <p>An unknown model, property or task, or a number out of range, is an error of the eval.
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
@SuppressWarnings("exports") // Only JUnit uses the types of the extension.
@API(status = Status.EXPERIMENTAL, since = "0.1")
public @interface IntrospectionEval {

    /**
     * Returns the name of the behavioral property: a built-in one, or one that a static field of
     * the eval class declares. If task files list the property, these tasks are used; otherwise all
     * tasks.
     *
     * @return the name of the property
     */
    String value();

    /**
     * Returns the names of the models whose behaviour is predicted. Default: the {@code
     * default-targets} of the models file. Parameter: {@code inward.target}, names separated by
     * commas.
     *
     * @return the names of the targets; empty for the default
     */
    String[] targets() default {};

    /**
     * Returns the names of the models that predict beside the target itself. Default: the other
     * default targets. Parameter: {@code inward.predictors}.
     *
     * @return the names of the predictors; empty for the default
     */
    String[] predictors() default {};

    /**
     * Returns the names of the tasks to use. Default: the tasks that list the property.
     *
     * @return the names of the tasks; empty for the default
     */
    String[] tasks() default {};

    /**
     * Returns the maximum number of items. If there are more, the seed draws them. Parameter:
     * {@code inward.items}.
     *
     * @return the number of items, at least 1
     */
    int items() default Integer.MAX_VALUE;

    /**
     * Returns the margin of {@code byTheMargin()}, as a difference of accuracies. The parameter
     * {@code inward.margin} replaces this margin and those that assertions name.
     *
     * @return the margin, above −1 and below 1
     */
    double margin() default 0.05;

    /**
     * Returns the confidence of one-sided bounds and two-sided intervals. Parameter: {@code
     * inward.confidence}.
     *
     * @return the confidence, above 0.5 and below 1
     */
    double confidence() default 0.95;

    /**
     * Returns the number of answers that the target gives to each predicted item. The first is its
     * behaviour. Ten or more show how predictable the behaviour is. Parameter: {@code
     * inward.samples}.
     *
     * @return the number of answers, at least 1
     */
    int samples() default 1;

    /**
     * Returns the seed that draws the items and orders the rows of finetuning. Parameter: {@code
     * inward.seed}.
     *
     * @return the seed
     */
    long seed() default 1;

    /**
     * Returns the control. {@link Control#CLONE} uses its own predictor and ignores all named ones.
     *
     * @return the control; {@link Control#NONE} for a normal comparison
     */
    Control control() default Control.NONE;
}

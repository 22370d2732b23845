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
 * Marks a method as an eval of one behavioral property. It is called once for each target with each
 * other predictor, with the {@link dev.inward.verdict.Evidence} of that comparison as its one
 * parameter, and claims something of it:
 *
 * <pre>{@code
 * @IntrospectionEval("second_character")
 * void self_prediction_beats_cross_prediction(Evidence evidence) {
 *     assertThat(evidence).selfPredictionBeatsCrossPrediction().byAtLeast(percentagePoints(5));
 * }
 * }</pre>
 *
 * <p>What an attribute leaves open comes from the models file and the task folder. What it says is
 * replaced by the configuration parameter that it names, given in {@code junit-platform.properties}
 * or as a system property.
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
@SuppressWarnings("exports") // JUnit calls the machinery; authors never do.
@API(status = Status.EXPERIMENTAL, since = "0.1")
public @interface IntrospectionEval {

    /**
     * The name of the behavioral property: one that ships, or one that a static field of the eval
     * class declares. A property that a task file lists is asked about the tasks that list it, any
     * other about all tasks.
     */
    String value();

    /**
     * Names of the models whose behaviour is predicted. Default: the {@code default-targets} of the
     * models file. Parameter: {@code inward.target}, names separated by commas.
     */
    String[] targets() default {};

    /**
     * Names of the models that predict beside the target itself. Default: the other default
     * targets. Parameter: {@code inward.predictors}.
     */
    String[] predictors() default {};

    /** Names of the tasks to ask about, instead of those that list the property. */
    String[] tasks() default {};

    /** The most items to use, drawn with the seed. Parameter: {@code inward.items}. */
    int items() default Integer.MAX_VALUE;

    /**
     * The margin that {@code byTheMargin()} stands for, as a difference of accuracies between −1
     * and 1. The parameter {@code inward.margin} replaces this one and those that assertions name.
     */
    double margin() default 0.05;

    /**
     * The confidence of one-sided bounds and two-sided intervals. Parameter: {@code
     * inward.confidence}.
     */
    double confidence() default 0.95;

    /**
     * How many answers the target gives to each item that it is scored on. The first is its
     * behaviour; ten or more show how far that can be foretold at all. Parameter: {@code
     * inward.samples}.
     */
    int samples() default 1;

    /** Decides which items are drawn and how predictors train. Parameter: {@code inward.seed}. */
    long seed() default 1;

    /**
     * What is changed so that there is nothing to find. A {@link Control#CLONE} brings its own
     * predictor, whatever is named elsewhere.
     */
    Control control() default Control.NONE;
}

package dev.inward;

import java.util.List;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * The names of all configuration parameters.
 *
 * <p>JUnit finds a parameter in the configuration of the build tool, in system properties ({@code
 * mvn test -Dinward.target=atlas}) and in {@code junit-platform.properties}, in this order. An
 * unknown name that starts with {@code inward.} is an error if it is a system property.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public final class InwardParameters {

    /** The start of every name: {@code inward.}. */
    public static final String PREFIX = "inward.";

    /**
     * The start of a parameter that overrides one key of one model: {@code inward.models.NAME.KEY}.
     *
     * <p>Values: those of the key in {@code models.yaml}; a list or a map as JSON. Default: the
     * value in the models file. Example: {@code -Dinward.models.gpt.temperature=0.7}.
     */
    public static final String MODELS_PREFIX = "inward.models.";

    /** The environment variable that replaces the default of {@link #HOME}: {@code INWARD_HOME}. */
    public static final String HOME_VARIABLE = "INWARD_HOME";

    /**
     * Names the models whose behavior is predicted, separated by commas.
     *
     * <p>Values: the names of models in {@code models.yaml}, or addresses such as {@code
     * openai:gpt-4o}. Default: {@code targets} of the annotation, else {@code default-targets} of
     * the models file. Example: {@code -Dinward.target=atlas,borealis}.
     */
    public static final String TARGET = "inward.target";

    /**
     * Names the cross-predictors, separated by commas. With several targets, a target never
     * predicts itself this way.
     *
     * <p>Values: the same names as for {@link #TARGET}. Default: {@code predictors} of the
     * annotation, else the predictors of the property in the {@link #BASELINE}, else {@code
     * default-targets} of the models file. Example: {@code -Dinward.predictors=borealis}.
     */
    public static final String PREDICTORS = "inward.predictors";

    /**
     * Names the models that judge answers, separated by commas. Several judges vote.
     *
     * <p>Values: the same names as for {@link #TARGET}. Default: {@code default-judges} of the
     * models file. Example: {@code -Dinward.judges=openai:gpt-4o}.
     */
    public static final String JUDGES = "inward.judges";

    /**
     * Limits the number of items of each comparison. The seed decides which items are used.
     *
     * <p>Values: a whole number of at least 1. Default: {@code items} of the annotation, else all
     * items. Example: {@code -Dinward.items=100}.
     */
    public static final String ITEMS = "inward.items";

    /**
     * Selects the items that the comparison is measured on.
     *
     * <p>Values: {@code held_out}, {@code development} or {@code all}. Default: {@code held_out} if
     * the predictors are finetuned, else {@code all}. Example: {@code -Dinward.split=development}.
     */
    public static final String SPLIT = "inward.split";

    /**
     * Sets the seed that selects items and that finetuning uses.
     *
     * <p>Values: a whole number. Default: {@code seed} of the annotation, which is 1 unless it says
     * otherwise. Example: {@code -Dinward.seed=2}.
     */
    public static final String SEED = "inward.seed";

    /**
     * Sets how many answers the target gives to each item. The first answer is its behavior. Ten or
     * more answers show how predictable the behavior is at all.
     *
     * <p>Values: a whole number of at least 1. Default: {@code samples} of the annotation, which is
     * 1 unless it says otherwise. Example: {@code -Dinward.samples=10}.
     */
    public static final String SAMPLES = "inward.samples";

    /**
     * Replaces the margin of every claim, in the annotation and in assertions.
     *
     * <p>Values: a difference of accuracies above -1 and below 1. Default: the margin of the
     * assertion or of the annotation. Example: {@code -Dinward.margin=0.1}.
     */
    public static final String MARGIN = "inward.margin";

    /**
     * Sets the confidence of one-sided bounds and of two-sided intervals.
     *
     * <p>Values: a share above 0.5 and below 1. Default: {@code confidence} of the annotation,
     * which is 0.95 unless it says otherwise. Example: {@code -Dinward.confidence=0.99}.
     */
    public static final String CONFIDENCE = "inward.confidence";

    /**
     * Stops each comparison as soon as its claim is decided. Controls always use all their items.
     *
     * <p>Values: {@code true} or {@code false}. Default: {@code false}. Example: {@code
     * -Dinward.sequential=true}.
     */
    public static final String SEQUENTIAL = "inward.sequential";

    /**
     * Measures rung 5 of the claim ladder, which takes three more prompts for each item.
     *
     * <p>Values: {@code true} or {@code false}. Default: {@code true}. Example: {@code
     * -Dinward.framing=false}.
     */
    public static final String FRAMING = "inward.framing";

    /**
     * Also lets the cross-predictor answer in the place of the target, for rung 3 of the claim
     * ladder.
     *
     * <p>Values: {@code true} or {@code false}. Default: {@code false}. Example: {@code
     * -Dinward.simulation=true}.
     */
    public static final String SIMULATION = "inward.simulation";

    /**
     * Trains classifiers that see only the prompt, for rung 2 of the claim ladder.
     *
     * <p>Values: {@code true} or {@code false}. Default: {@code true}. Example: {@code
     * -Dinward.classifiers=false}.
     */
    public static final String CLASSIFIERS = "inward.classifiers";

    /**
     * Decides what an inconclusive verdict does to its test.
     *
     * <p>Values: {@code fail} or {@code abort}. Default: {@code fail} if the environment variable
     * {@code CI} is {@code true}, else {@code abort}. Example: {@code -Dinward.inconclusive=fail}.
     */
    public static final String INCONCLUSIVE = "inward.inconclusive";

    /**
     * Sets how many eval invocations the run must execute at least. A run with fewer is an error.
     *
     * <p>Values: a whole number of at least 1. Default: no minimum. Example: {@code
     * -Dinward.cells=18}.
     */
    public static final String EXPECTED_CELLS = "inward.cells";

    /**
     * Estimates calls, tokens and money of the run, and calls no model.
     *
     * <p>Values: {@code true} or {@code false}. Default: {@code false}. Example: {@code
     * -Dinward.plan=true}.
     */
    public static final String PLAN = "inward.plan";

    /**
     * Which evals of Inward's own project Maven runs: with {@code full} also the studies of the
     * lab's models. It is a profile of the project's {@code pom.xml}; elsewhere it has no effect.
     */
    public static final String PROFILE = "inward.profile";

    /**
     * The stage after which studies stop: {@code object-level}, {@code properties}, {@code
     * finetuning-set}, {@code finetuned}, {@code hypothetical} or {@code scores}. The files of the
     * stages are in {@code studies} of the reports folder. No claim is judged. Default: none.
     */
    public static final String UNTIL = "inward.until";

    /**
     * Limits the money that the run spends. The currency is that of the prices in {@code
     * models.yaml}.
     *
     * <p>Values: an amount of at least 0. Default: no limit. Example: {@code -Dinward.budget=5.00}.
     */
    public static final String BUDGET = "inward.budget";

    /**
     * Limits the number of calls that the run makes.
     *
     * <p>Values: a whole number of at least 0. Default: no limit. Example: {@code
     * -Dinward.max-calls=10000}.
     */
    public static final String MAX_CALLS = "inward.max-calls";

    /**
     * Uses the batch APIs of providers that have one. Answers cost less and can take a day.
     *
     * <p>Values: {@code true} or {@code false}. Default: {@code false}. Example: {@code
     * -Dinward.batch=true}.
     */
    public static final String BATCH = "inward.batch";

    /**
     * Decides where answers come from.
     *
     * <ul>
     *   <li>{@code live} reads the answer store and calls models for the rest.
     *   <li>{@code record} does the same and writes all answers to cassettes.
     *   <li>{@code replay} reads all answers from cassettes and calls no model.
     *   <li>{@code refresh} calls models for all answers and replaces those in the store.
     * </ul>
     *
     * <p>Values: {@code live}, {@code record}, {@code replay} or {@code refresh}. Default: {@code
     * live}. Example: {@code -Dinward.mode=replay}.
     */
    public static final String MODE = "inward.mode";

    /**
     * Sets the folder of the cassettes.
     *
     * <p>Values: a path. Default: {@code cassettes} in the folder of {@link #EVALS}. Example:
     * {@code -Dinward.cassettes=recordings}.
     */
    public static final String CASSETTES = "inward.cassettes";

    /**
     * Sets the file of the answer store.
     *
     * <p>Values: a path. Default: {@code answers.db} in the folder of {@link #HOME}. Example:
     * {@code -Dinward.store=target/answers.db}.
     */
    public static final String STORE = "inward.store";

    /**
     * Sets the folder that keeps paid results between runs: answers, batches, finetuned models.
     *
     * <p>Values: a path. Default: the environment variable {@link #HOME_VARIABLE}, else {@code
     * ~/.cache/inward}. Example: {@code -Dinward.home=/data/inward}.
     */
    public static final String HOME = "inward.home";

    /**
     * Sets the folder of {@code models.yaml}, {@code tasks} and {@code cassettes}.
     *
     * <p>Values: a path. Default: {@code evals} in the working directory. Example: {@code
     * -Dinward.evals=src/test/evals}.
     */
    public static final String EVALS = "inward.evals";

    /**
     * Sets the folder that the run writes its reports to.
     *
     * <p>Values: a path. Default: {@code reports} in the working directory. Example: {@code
     * -Dinward.reports=target/evals}.
     */
    public static final String REPORTS = "inward.reports";

    /**
     * Names the run. JVMs with the same name write one report together, even if different programs
     * start them.
     *
     * <p>Values: a text that no other run has. Default: the JVMs of one Maven build are one run,
     * and a JVM that another program starts is a run of its own. Example: {@code
     * -Dinward.run=build-4711}.
     */
    public static final String RUN = "inward.run";

    /**
     * Compares the run with a recorded run, and fails cells whose advantage has fallen.
     *
     * <p>Values: the path of a file that {@link #BASELINE_WRITE} wrote. Default: no comparison.
     * Example: {@code -Dinward.baseline=reports/baselines/gpt.json}.
     */
    public static final String BASELINE = "inward.baseline";

    /**
     * Records this run in a file, as the baseline of later runs.
     *
     * <p>Values: a path. Default: nothing is recorded. Example: {@code
     * -Dinward.baseline.write=reports/baselines/gpt.json}.
     */
    public static final String BASELINE_WRITE = "inward.baseline.write";

    /**
     * Sets how far an advantage may fall from the baseline to this run.
     *
     * <p>Values: a difference of accuracies of at least 0 and below 1. Default: 0.05. Example:
     * {@code -Dinward.regression-margin=0.1}.
     */
    public static final String REGRESSION_MARGIN = "inward.regression-margin";

    private static final List<String> NAMES =
            List.of(
                    TARGET,
                    PREDICTORS,
                    JUDGES,
                    ITEMS,
                    SPLIT,
                    SEED,
                    SAMPLES,
                    MARGIN,
                    CONFIDENCE,
                    SEQUENTIAL,
                    FRAMING,
                    SIMULATION,
                    CLASSIFIERS,
                    INCONCLUSIVE,
                    EXPECTED_CELLS,
                    PROFILE,
                    PLAN,
                    UNTIL,
                    BUDGET,
                    MAX_CALLS,
                    BATCH,
                    MODE,
                    CASSETTES,
                    STORE,
                    HOME,
                    EVALS,
                    REPORTS,
                    RUN,
                    BASELINE,
                    BASELINE_WRITE,
                    REGRESSION_MARGIN);

    private InwardParameters() {}

    /**
     * Returns the names of all parameters. Parameters that override a key of a model are not among
     * them, because their number is not limited: they start with {@link #MODELS_PREFIX}.
     *
     * @return full names in the order of the documentation; immutable
     */
    public static List<String> names() {
        return NAMES;
    }
}

package dev.inward.property;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A function of the target's behaviour, with the question that asks a predictor for its value. An
 * example is the second character of the answer.
 *
 * <p>{@link BehavioralProperties} has the built-in properties. This declares a further one:
 *
 * <pre>{@code
 * BehavioralProperty.named("last_character")
 *         .askedAs("What is the last character of your answer?")
 *         .answeredWith(AnswerFormat.SINGLE_CHARACTER)
 *         .computedFromResponse(answer -> lastCharacterOf(answer));
 * }</pre>
 *
 * <p>Two properties are equal if they have the same name: within a run, a name identifies one
 * property. This class is immutable. It is thread-safe if its function is.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public final class BehavioralProperty {

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9_]*");

    private final String name;
    private final String question;
    private final List<String> paraphrases;
    private final AnswerFormat answerFormat;
    private final Function<Behaviour, Optional<String>> function;
    private final @Nullable JudgeQuestion judgeQuestion;

    private BehavioralProperty(
            String name,
            String question,
            List<String> paraphrases,
            AnswerFormat answerFormat,
            Function<Behaviour, Optional<String>> function,
            @Nullable JudgeQuestion judgeQuestion) {
        this.name = name;
        this.question = question;
        this.paraphrases = paraphrases;
        this.answerFormat = answerFormat;
        this.function = function;
        this.judgeQuestion = judgeQuestion;
    }

    /**
     * Declares a property that judge models compute. A hypothetical prompt asks for one of the
     * values of the judge, or for a name or a phrase if the judge has no list of values.
     *
     * @param name the property's name in snake case
     * @param question the question that asks a predictor for the property
     * @param judgeQuestion what the judge models are asked about an answer of the target
     * @return the property
     * @throws IllegalArgumentException if the name is not in snake case, or the question is blank
     */
    public static BehavioralProperty judged(
            String name, String question, JudgeQuestion judgeQuestion) {
        requireName(name);
        requireQuestion(name, question);
        return new BehavioralProperty(
                name,
                question,
                List.of(),
                judgeQuestion.answerFormat(),
                behaviour -> {
                    throw new IllegalStateException(
                            "Judge models compute the property '"
                                    + name
                                    + "'. It has no value without their answers.");
                },
                judgeQuestion);
    }

    /**
     * Starts the declaration of a property.
     *
     * @param name the property's name in snake case, such as {@code last_character}
     * @return the next step of the declaration
     * @throws IllegalArgumentException if the name is not in snake case
     */
    public static NeedsQuestion named(String name) {
        requireName(name);
        return question -> {
            requireQuestion(name, question);
            return format -> {
                requireNonNull(format, () -> "Property '" + name + "' needs an answer format.");
                return function -> {
                    requireNonNull(function, () -> "Property '" + name + "' needs a function.");
                    return new BehavioralProperty(
                            name, question, List.of(), format, function, null);
                };
            };
        };
    }

    /**
     * Returns the same property with further wordings of its question. A task file with {@code
     * paraphrases: true} asks about each item in one of the wordings.
     *
     * @param wordings the question in other words; none is blank or equal to another or to {@link
     *     #question()}; copied
     * @return the property with these wordings in place of earlier ones
     * @throws IllegalArgumentException if a wording is blank, or if two are equal
     */
    public BehavioralProperty withParaphrases(List<String> wordings) {
        Set<String> distinct = new HashSet<>(Set.of(question));
        for (String wording : wordings) {
            requireQuestion(name, wording);
            if (!distinct.add(wording)) {
                throw new IllegalArgumentException(
                        "Property '"
                                + name
                                + "' has the wording \""
                                + wording
                                + "\" of its question twice. Remove one.");
            }
        }
        return new BehavioralProperty(
                name, question, List.copyOf(wordings), answerFormat, function, judgeQuestion);
    }

    /**
     * Returns the name of the property, as used in files and reports.
     *
     * @return the name in snake case
     */
    public String name() {
        return name;
    }

    /**
     * Returns the question that a hypothetical prompt asks about the answer.
     *
     * @return one sentence, such as "What is the second character of your answer?"
     */
    public String question() {
        return question;
    }

    /**
     * Returns other wordings of the {@link #question()}.
     *
     * @return the question in other words; often empty; unmodifiable
     */
    public List<String> paraphrases() {
        return paraphrases;
    }

    /**
     * Returns the format of an answer to the {@link #question()}.
     *
     * @return the format of a compliant hypothetical answer
     */
    public AnswerFormat answerFormat() {
        return answerFormat;
    }

    /**
     * Returns the question that judge models answer about the target's answer.
     *
     * @return the question; empty if a function computes the property
     */
    public Optional<JudgeQuestion> judgeQuestion() {
        return Optional.ofNullable(judgeQuestion);
    }

    /**
     * Computes the value of the property. Exceptions of the property's function are not caught.
     *
     * @param behaviour the target's answer and the item that it belongs to
     * @return the value, which may be an empty string, or nothing if the property is undefined for
     *     this answer
     * @throws NullPointerException if the property's function returns null
     * @throws IllegalStateException if judge models compute the property
     */
    public Optional<String> value(Behaviour behaviour) {
        return requireNonNull(
                function.apply(behaviour),
                () ->
                        "Property '"
                                + name
                                + "' returned null. Its function must return Optional.empty() if"
                                + " the property is undefined.");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BehavioralProperty property && name.equals(property.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "behavioral property '" + name + "'";
    }

    private static void requireName(String name) {
        requireNonNull(name, "A behavioral property needs a name.");
        if (!SNAKE_CASE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' is not a valid property name. Expected snake case: a"
                            + " lower-case letter followed by lower-case letters, digits and"
                            + " underscores, as in 'last_character'.");
        }
    }

    private static void requireQuestion(String name, String question) {
        requireNonNull(question, () -> "Property '" + name + "' needs a question.");
        if (question.isBlank()) {
            throw new IllegalArgumentException(
                    "The question of property '"
                            + name
                            + "' is blank. Expected a sentence that asks for the property,"
                            + " such as \"What is the last character of your answer?\".");
        }
    }

    /**
     * The first step of a declaration: the question.
     *
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL)
    @FunctionalInterface
    public interface NeedsQuestion {

        /**
         * Sets the question that asks a predictor for the property.
         *
         * @param question a sentence, such as "What is the last character of your answer?"
         * @return the next step of the declaration
         * @throws IllegalArgumentException if the question is blank
         */
        NeedsAnswerFormat askedAs(String question);
    }

    /**
     * The second step of a declaration: the format of the answers.
     *
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL)
    @FunctionalInterface
    public interface NeedsAnswerFormat {

        /**
         * Sets the format of a compliant answer to the question.
         *
         * @param format the format
         * @return the last step of the declaration
         */
        NeedsFunction answeredWith(AnswerFormat format);
    }

    /**
     * The last step of a declaration: the function that computes the property.
     *
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL)
    @FunctionalInterface
    public interface NeedsFunction {

        /**
         * Completes the declaration with a function of the response and its item.
         *
         * @param function returns the value, or nothing if the property is undefined; never null
         * @return the property
         */
        BehavioralProperty computedFrom(Function<Behaviour, Optional<String>> function);

        /**
         * Completes the declaration with a function of the response alone. The property is
         * undefined for an answer that calls tools.
         *
         * @param function returns the value, or nothing if the property is undefined; never null
         * @return the property
         */
        default BehavioralProperty computedFromResponse(
                Function<String, Optional<String>> function) {
            requireNonNull(function, "A behavioral property needs a function that computes it.");
            return computedFrom(behaviour -> behaviour.text().flatMap(function));
        }
    }
}

package dev.inward.property;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;
import org.jspecify.annotations.Nullable;

/**
 * A function of the target's behaviour that a predictor is asked about, such as the second
 * character of the answer, with the sentence that asks for it.
 *
 * <p>Properties that ship are found in {@link BehavioralProperties}; further ones are declared so:
 *
 * <pre>{@code
 * BehavioralProperty.named("last_character")
 *         .askedAs("What is the last character of your answer?")
 *         .answeredWith(AnswerFormat.SINGLE_CHARACTER)
 *         .readOffResponse(answer -> lastCharacterOf(answer));
 * }</pre>
 *
 * <p>Two properties are equal if they have the same name: a name stands for one property in a run.
 * This class is as thread-safe as the function that it was declared with.
 *
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL)
public final class BehavioralProperty {

    private static final Pattern SNAKE_CASE = Pattern.compile("[a-z][a-z0-9_]*");

    private final String name;
    private final String question;
    private final AnswerFormat answerFormat;
    private final Function<Behaviour, Optional<String>> reading;

    private BehavioralProperty(
            String name,
            String question,
            AnswerFormat answerFormat,
            Function<Behaviour, Optional<String>> reading) {
        this.name = name;
        this.question = question;
        this.answerFormat = answerFormat;
        this.reading = reading;
    }

    /**
     * Starts the declaration of a property.
     *
     * @param name the property's name in snake case, such as {@code last_character}
     * @return the next step of the declaration
     * @throws IllegalArgumentException if the name is not in snake case
     */
    public static NeedsQuestion named(String name) {
        requireNonNull(name, "A behavioral property needs a name.");
        if (!SNAKE_CASE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + name
                            + "' cannot name a behavioral property. Expected snake case, a"
                            + " lower-case letter followed by lower-case letters, digits and"
                            + " underscores. Name it as in 'last_character'.");
        }
        return question -> {
            requireQuestion(name, question);
            return format -> {
                requireNonNull(format, () -> "Property '" + name + "' needs an answer format.");
                return reading -> {
                    requireNonNull(reading, () -> "Property '" + name + "' needs a function.");
                    return new BehavioralProperty(name, question, format, reading);
                };
            };
        };
    }

    /**
     * Names the property in files and reports.
     *
     * @return the name in snake case
     */
    public String name() {
        return name;
    }

    /**
     * Asks for the property of the answer that would be given, as a hypothetical prompt does.
     *
     * @return one sentence, for instance "What is the second character of your answer?"
     */
    public String question() {
        return question;
    }

    /**
     * Says what an answer to the {@link #question()} looks like.
     *
     * @return the format that a compliant hypothetical answer has
     */
    public AnswerFormat answerFormat() {
        return answerFormat;
    }

    /**
     * Reads the property off a behaviour. Whatever the property's own function throws is passed on.
     *
     * @param behaviour the target's answer and the item that it was asked about
     * @return the property's value, which may be an empty string, or nothing where the property is
     *     undefined
     */
    public Optional<String> value(Behaviour behaviour) {
        return requireNonNull(
                reading.apply(behaviour),
                () ->
                        "Property '"
                                + name
                                + "' gave null. Its function should return Optional.empty() where"
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

    private static void requireQuestion(String name, String question) {
        requireNonNull(question, () -> "Property '" + name + "' needs a question.");
        if (question.isBlank()) {
            throw new IllegalArgumentException(
                    "The question of property '"
                            + name
                            + "' is blank. Expected a sentence that asks for the property. Write"
                            + " one as in \"What is the last character of your answer?\".");
        }
    }

    /**
     * A declaration that lacks its question.
     *
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL)
    @FunctionalInterface
    public interface NeedsQuestion {

        /**
         * Sets the sentence that asks a predictor for the property.
         *
         * @param question a sentence, such as "What is the last character of your answer?"
         * @return the next step of the declaration
         * @throws IllegalArgumentException if the question is blank
         */
        NeedsAnswerFormat askedAs(String question);
    }

    /**
     * A declaration that lacks the format of its answers.
     *
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL)
    @FunctionalInterface
    public interface NeedsAnswerFormat {

        /**
         * Sets what a compliant answer to the question looks like.
         *
         * @param format the format
         * @return the last step of the declaration
         */
        NeedsReading answeredWith(AnswerFormat format);
    }

    /**
     * A declaration that lacks only the function that computes the property.
     *
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL)
    @FunctionalInterface
    public interface NeedsReading {

        /**
         * Completes the declaration with a function of the response and its item.
         *
         * @param reading gives the value, or nothing where the property is undefined
         * @return the property
         */
        BehavioralProperty readOff(Function<Behaviour, Optional<String>> reading);

        /**
         * Completes the declaration with a function of the response alone.
         *
         * @param reading gives the value, or nothing where the property is undefined
         * @return the property
         */
        default BehavioralProperty readOffResponse(Function<String, Optional<String>> reading) {
            requireNonNull(reading, "A behavioral property needs a function that reads it off.");
            return readOff(behaviour -> reading.apply(behaviour.response()));
        }
    }
}

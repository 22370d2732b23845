package dev.inward.property;

import java.util.List;
import java.util.Locale;
import org.apiguardian.api.API;
import org.apiguardian.api.API.Status;

/**
 * A question that a judge model answers about the target's answer. The judge's answer is the value
 * of a behavioral property that code cannot compute.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @param prompt the prompt of the judge. {@code {answer}} stands for the target's answer, and the
 *     name of a field of the item in braces stands for its value
 * @param values the values that the judge chooses from, at least two; empty if the judge answers
 *     with a name or a phrase of at most five words; copied
 * @param labelled answers whose value is known, to measure how well the judge agrees with it; may
 *     be empty; copied
 * @since 0.1
 */
@API(status = Status.EXPERIMENTAL, since = "0.1")
public record JudgeQuestion(String prompt, List<String> values, List<LabelledAnswer> labelled) {

    /** What stands for the target's answer in the prompt, without its braces. */
    public static final String ANSWER = "answer";

    /**
     * An answer whose value a person has stated.
     *
     * @param behaviour the answer, with the fields of its item
     * @param value the value, one of {@link JudgeQuestion#values} if there are any
     * @since 0.1
     */
    @API(status = Status.EXPERIMENTAL, since = "0.1")
    public record LabelledAnswer(Behaviour behaviour, String value) {}

    /**
     * Checks the parts and copies the lists.
     *
     * @param prompt as in the record
     * @param values as in the record
     * @param labelled as in the record
     * @throws IllegalArgumentException if the prompt has no {@code {answer}}, if answers cannot be
     *     assigned to the values, or if a label is none of the values
     */
    public JudgeQuestion {
        values = List.copyOf(values);
        labelled = List.copyOf(labelled);
        if (!prompt.contains("{" + ANSWER + "}")) {
            throw new IllegalArgumentException(
                    "The prompt of the judge lacks {answer}, so the judge would not see the answer. Put {answer} where it belongs.");
        }
        AnswerFormat format = format(values);
        for (LabelledAnswer label : labelled) {
            if (label.behaviour().response().isBlank()) {
                throw new IllegalArgumentException(
                        "A labelled answer is blank. Judges read no blank answers, so remove it.");
            }
            if (values.isEmpty()
                    ? !format.accepts(label.value())
                    : !values.contains(label.value())) {
                throw new IllegalArgumentException(
                        String.format(
                                Locale.ROOT,
                                "A labelled answer has the value '%s'. Expected %s",
                                label.value(),
                                values.isEmpty()
                                        ? "a name or a phrase of at most five words"
                                        : "one of: " + String.join(", ", values)));
            }
        }
    }

    /**
     * Returns the format of an answer to the question, by a judge or by a predictor.
     *
     * @return the format with the values, or {@link AnswerFormat#SHORT_TEXT} if there are none
     */
    public AnswerFormat answerFormat() {
        return format(values);
    }

    private static AnswerFormat format(List<String> values) {
        return values.isEmpty() ? AnswerFormat.SHORT_TEXT : AnswerFormat.oneOf(values);
    }

    /**
     * Creates a question without labelled answers.
     *
     * @param prompt as in the record
     * @param values as in the record
     * @throws IllegalArgumentException as in the record
     */
    public JudgeQuestion(String prompt, List<String> values) {
        this(prompt, values, List.of());
    }
}

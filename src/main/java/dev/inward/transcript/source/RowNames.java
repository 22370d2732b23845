package dev.inward.transcript.source;

import java.util.List;

/** The names of the values that Inward reads from a row. */
public final class RowNames {

    /** The model that answered. */
    public static final String MODEL = "model";

    /** Whether the row is an object-level or a hypothetical one. */
    public static final String KIND = "kind";

    /** The behavioral property that a hypothetical prompt asks for. */
    public static final String PROPERTY = "property";

    /** The id of the question. Rows of all kinds about one question share it. */
    public static final String QUESTION = "question";

    /** The prompt that the model answered. */
    public static final String PROMPT = "prompt";

    /** The answer. */
    public static final String ANSWER = "answer";

    /** The number of the answer among several to the same prompt. */
    public static final String SAMPLE = "sample";

    /** Why the model stopped. */
    public static final String FINISH = "finish";

    /** Whether the model refused, or the text of its refusal. */
    public static final String REFUSAL = "refusal";

    /** Why there is no answer. */
    public static final String ERROR = "error";

    /** The model that a hypothetical prompt is about. */
    public static final String TARGET = "target";

    /** The id of the model that answered, as its provider reported it. */
    public static final String SERVED = "served";

    /** The id of the row, which can be a text of several values. */
    public static final String ID = "id";

    /** All names. */
    public static final List<String> ALL =
            List.of(
                    MODEL, KIND, PROPERTY, QUESTION, PROMPT, ANSWER, SAMPLE, FINISH, REFUSAL, ERROR,
                    TARGET, SERVED, ID);

    private RowNames() {}
}

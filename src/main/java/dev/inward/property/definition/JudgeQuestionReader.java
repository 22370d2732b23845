package dev.inward.property.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.data.Columns;
import dev.inward.data.DataFormat;
import dev.inward.data.DataRow;
import dev.inward.property.Behaviour;
import dev.inward.property.JudgeQuestion;
import dev.inward.property.JudgeQuestion.LabelledAnswer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;

/** Reads what the properties file says about a property that judge models compute. */
final class JudgeQuestionReader {

    private static final String LABELLED = "labelled";
    private static final String VALUE = "value";

    private JudgeQuestionReader() {}

    /**
     * Reads the question, and the file of labelled answers if there is one.
     *
     * @param judge the value of the key {@code judge}
     * @param file the properties file; the file of labelled answers is named relative to it
     * @throws IllegalArgumentException if a part is invalid
     */
    static JudgeQuestion read(JsonNode judge, Path file) {
        List<String> values = judge.path("values").valueStream().map(JsonNode::asText).toList();
        return new JudgeQuestion(
                judge.path("prompt").asText(),
                values,
                judge.has(LABELLED)
                        ? labelled(file.resolveSibling(judge.path(LABELLED).asText()), values)
                        : List.of());
    }

    private static List<LabelledAnswer> labelled(Path labels, List<String> values) {
        var labelled = new ArrayList<LabelledAnswer>();
        DataFormat.of(labels)
                .read(labels, Columns.ALL, row -> labelled.add(label(labels, row, values)));
        if (labelled.isEmpty()) {
            throw new IllegalArgumentException(
                    labels + " has no labelled answer. Add a row, or remove 'labelled'");
        }
        return labelled;
    }

    private static LabelledAnswer label(Path labels, DataRow row, List<String> values) {
        var fields = new HashMap<>(row.values());
        String answer = fields.remove(JudgeQuestion.ANSWER);
        String value = fields.remove(VALUE);
        if (answer == null || value == null || !(values.isEmpty() || values.contains(value))) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "row %d of %s has %s. Expected the columns 'answer' and 'value'%s",
                            row.number(),
                            labels,
                            answer == null || value == null
                                    ? "the columns " + String.join(", ", row.values().keySet())
                                    : "the value '" + value + "'",
                            values.isEmpty()
                                    ? ""
                                    : ", with one of the values " + String.join(", ", values)));
        }
        return new LabelledAnswer(new Behaviour(answer, fields), value);
    }
}

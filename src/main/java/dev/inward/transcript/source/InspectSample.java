package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** The row of one sample of Inspect. */
final class InspectSample {

    private InspectSample() {}

    /**
     * Returns the row of a sample. Kind, property, question and target come from its metadata. The
     * id of a sample is no question, because logs number their samples alike.
     *
     * @param eval the part of the log that describes the run
     */
    static SourceRow row(JsonNode eval, ObjectNode sample) {
        String id = sample.path("id").asText();
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put(RowNames.MODEL, eval.path("model").asText());
        row.put("task", eval.path("task").asText());
        row.set("task_args", eval.path("task_args"));
        row.put(RowNames.ID, id);
        row.set(RowNames.SAMPLE, sample.path("epoch"));
        row.put(RowNames.PROMPT, ChatTexts.prompt(sample.path("input")));
        row.set("reference", sample.path("target"));
        JsonNode metadata = sample.path("metadata");
        row.set("metadata", metadata);
        for (String name :
                new String[] {
                    RowNames.KIND, RowNames.PROPERTY, RowNames.QUESTION, RowNames.TARGET
                }) {
            if (metadata.has(name)) {
                row.set(name, metadata.path(name));
            }
        }
        JsonNode output = sample.path("output");
        JsonNode choice = output.at("/choices/0");
        row.put(RowNames.ANSWER, answer(output, choice));
        row.put(RowNames.FINISH, choice.path("stop_reason").asText(null));
        ChatToolCalls.ofMessage(row, choice.path("message"));
        row.put(RowNames.SERVED, output.path("model").asText(null));
        row.put(RowNames.ERROR, error(sample, output));
        return new SourceRow("sample " + id + ", epoch " + sample.path("epoch").asText("1"), row);
    }

    /** A sample that failed has an output without choices, which is no answer. */
    private static @Nullable String answer(JsonNode output, JsonNode choice) {
        if (choice.isMissingNode()) {
            return null;
        }
        JsonNode completion = output.path("completion");
        return completion.isTextual()
                ? completion.asText()
                : ChatTexts.text(choice.at("/message/content"));
    }

    private static @Nullable String error(JsonNode sample, JsonNode output) {
        JsonNode error = sample.at("/error/message");
        return error.isTextual() ? error.asText() : output.path("error").asText(null);
    }
}

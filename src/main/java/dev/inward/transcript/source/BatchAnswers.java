package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answers in an output line of a batch: of chat completions or of responses. */
final class BatchAnswers {

    private static final int OK = 200;

    private BatchAnswers() {}

    /**
     * Returns a row for each answer of an output line; one with an error if it has none.
     *
     * @param request the row of the request; changed
     */
    static List<ObjectNode> addTo(ObjectNode request, ObjectNode output) {
        JsonNode response = output.path("response");
        JsonNode body = response.path("body");
        int status = response.path("status_code").asInt();
        if (status != OK) {
            JsonNode error = output.at("/error/message");
            JsonNode answered = body.at("/error/message");
            request.put(
                    RowNames.ERROR,
                    error.isTextual()
                            ? error.asText()
                            : String.format(
                                    Locale.ROOT,
                                    "the response has the status %d. %s",
                                    status,
                                    answered.asText()));
            return List.of(request);
        }
        request.put(RowNames.SERVED, body.path("model").asText(null));
        return body.has("output") ? List.of(ofResponse(request, body)) : ofChoices(request, body);
    }

    private static List<ObjectNode> ofChoices(ObjectNode request, JsonNode body) {
        var rows = new ArrayList<ObjectNode>();
        for (JsonNode choice : body.path("choices")) {
            ObjectNode row = request.deepCopy();
            row.put(RowNames.SAMPLE, choice.path("index").asInt());
            row.put(RowNames.FINISH, choice.path("finish_reason").asText(null));
            row.put(RowNames.ANSWER, ChatTexts.text(choice.at("/message/content")));
            row.put(RowNames.REFUSAL, ChatTexts.text(choice.at("/message/refusal")));
            ChatToolCalls.ofMessage(row, choice.path("message"));
            rows.add(row);
        }
        if (rows.isEmpty()) {
            request.put(RowNames.ERROR, "the response has no choices");
            rows.add(request);
        }
        return rows;
    }

    private static ObjectNode ofResponse(ObjectNode request, JsonNode body) {
        boolean isComplete = body.path("status").asText().equals("completed");
        request.put(
                RowNames.FINISH,
                isComplete ? "stop" : body.at("/incomplete_details/reason").asText("unknown"));
        for (JsonNode item : body.path("output")) {
            if (item.path("type").asText().equals("message")) {
                request.put(RowNames.ANSWER, ChatTexts.text(item.path("content")));
                item.path("content")
                        .valueStream()
                        .map(part -> part.path("refusal"))
                        .filter(JsonNode::isTextual)
                        .forEach(refusal -> request.put(RowNames.REFUSAL, refusal.asText()));
            }
        }
        ChatToolCalls.ofItems(request, body.path("output"));
        return request;
    }
}

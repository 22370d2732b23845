package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Formats a training set for OpenAI: JSON Lines, one conversation per row. */
final class TrainingRows {

    private TrainingRows() {}

    static byte[] toJsonLines(List<Example> rows) {
        var lines = new StringBuilder();
        rows.forEach(row -> lines.append(toJsonLine(row)).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String toJsonLine(Example row) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        var messages = line.putArray("messages");
        for (Message message : row.prompt().messages()) {
            messages.addObject()
                    .put("role", message.role().name().toLowerCase(Locale.ROOT))
                    .put("content", message.text());
        }
        messages.addObject().put("role", "assistant").put("content", row.completion());
        return line.toString();
    }
}

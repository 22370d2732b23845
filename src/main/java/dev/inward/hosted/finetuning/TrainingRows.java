package dev.inward.hosted.finetuning;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Message;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Writes a training set as OpenAI reads it: a line of JSON a row, each a whole conversation. */
final class TrainingRows {

    private TrainingRows() {}

    static byte[] file(List<Example> rows) {
        var file = new StringBuilder();
        rows.forEach(row -> file.append(line(row)).append('\n'));
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String line(Example row) {
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

package dev.inward.finetuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.model.Finetuning.Example;
import dev.inward.model.Message;
import dev.inward.model.Prompt;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The file of a finetuning set, in OpenAI's format for chat models: JSON Lines in UTF-8. Each line
 * is one row: a conversation that ends with the answer to learn. Tools of a prompt are left out.
 *
 * @see <a href="https://platform.openai.com/docs/guides/supervised-fine-tuning">OpenAI's format</a>
 */
public final class TrainingFile {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TrainingFile() {}

    /**
     * Writes rows.
     *
     * @param rows the rows in order
     * @return the content of the file; each line ends with a line feed
     */
    public static byte[] write(List<Example> rows) {
        var lines = new StringBuilder();
        rows.forEach(row -> lines.append(line(row)).append('\n'));
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Writes one row.
     *
     * @param row the row
     * @return its line, without a line feed
     */
    public static String line(Example row) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        var messages = line.putArray("messages");
        for (Message message : row.prompt().messages()) {
            messages.addObject()
                    .put("role", message.role().displayName())
                    .put("content", message.text());
        }
        messages.addObject().put("role", "assistant").put("content", row.completion());
        return line.toString();
    }

    /**
     * Reads the rows of a file.
     *
     * @param content the content of the file
     * @return the rows in order
     * @throws IllegalArgumentException if a line is no row; the message has its number and follows
     *     the name of the file
     */
    public static List<Example> read(byte[] content) {
        var rows = new ArrayList<Example>();
        new String(content, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> rows.add(row(line, rows.size() + 1)));
        return rows;
    }

    private static Example row(String line, int number) {
        try {
            JsonNode json = JSON.readTree(line).path("messages");
            var messages = new ArrayList<Message>();
            for (JsonNode message : json) {
                messages.add(
                        new Message(
                                role(message.path("role").asText(), number),
                                message.path("content").asText()));
            }
            int last = messages.size() - 1;
            if (last < 1 || messages.get(last).role() != Message.Role.ASSISTANT) {
                throw invalid(number, "has no prompt and no answer of the assistant after it");
            }
            return new Example(new Prompt(messages.subList(0, last)), messages.get(last).text());
        } catch (JsonProcessingException e) {
            throw invalid(number, "is not JSON");
        }
    }

    private static Message.Role role(String name, int number) {
        return Message.Role.named(name)
                .orElseThrow(() -> invalid(number, "has a message of the role '" + name + "'"));
    }

    private static IllegalArgumentException invalid(int number, String problem) {
        return new IllegalArgumentException(
                String.format(
                        Locale.ROOT,
                        "line %d %s; expected {\"messages\": [{\"role\": \"user\", \"content\": \"…\"}, {\"role\": \"assistant\", \"content\": \"…\"}]}",
                        number,
                        problem));
    }
}

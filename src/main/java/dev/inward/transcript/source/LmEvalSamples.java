package dev.inward.transcript.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.data.DataFormat;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a samples file of the LM Evaluation Harness. It has a line for each document and filter.
 * The responses before filters are the answers, so only the lines of the first filter are read.
 */
final class LmEvalSamples implements TranscriptSource {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The name ends in the time of the run. */
    private static final Pattern NAME = Pattern.compile("samples_(.+)_\\d{4}-\\d\\d-\\d\\dT.*");

    @Override
    public void read(Path file, @Nullable Path input, Consumer<SourceRow> consumer) {
        var firstFilter = new AtomicReference<@Nullable String>();
        String unused =
                DataFormat.readObjects(
                        file,
                        (line, sample) -> {
                            String filter = sample.path("filter").asText();
                            firstFilter.compareAndSet(null, filter);
                            if (filter.equals(firstFilter.get())) {
                                readSample(file, line, sample, consumer);
                            }
                        });
    }

    private static void readSample(
            Path file, long line, ObjectNode sample, Consumer<SourceRow> consumer) {
        JsonNode responses = sample.path("resps").path(0);
        if (!sample.path("doc_id").isIntegralNumber() || !responses.isArray()) {
            throw new InvalidTranscriptException(
                    file,
                    "is invalid at line "
                            + line
                            + ": it has no 'doc_id' with 'resps'. Name a samples file that lm_eval wrote with --log_samples.");
        }
        for (int number = 0; number < responses.size(); number++) {
            ObjectNode row = sample.deepCopy();
            row.remove(RowNames.TARGET);
            row.put(RowNames.ID, sample.path("doc_id").asText());
            row.put(RowNames.SAMPLE, number);
            row.put(RowNames.PROMPT, prompt(sample.at("/arguments/gen_args_0/arg_0")));
            row.put(RowNames.MODEL, model(file));
            row.put("task", task(file));
            row.set("reference", sample.path(RowNames.TARGET));
            for (String name : new String[] {RowNames.KIND, RowNames.PROPERTY, RowNames.QUESTION}) {
                if (!row.has(name)) {
                    row.set(name, sample.path("doc").path(name));
                }
            }
            JsonNode answer = responses.path(number);
            if (!answer.isTextual()) {
                throw new InvalidTranscriptException(
                        file,
                        "is invalid at line "
                                + line
                                + ": its response is "
                                + answer
                                + ", no text. Only tasks with output_type generate_until have answers.");
            }
            row.set(RowNames.ANSWER, answer);
            consumer.accept(new SourceRow("line " + line, row));
        }
    }

    /**
     * Returns the prompt. A chat template makes it a list of messages, which stands as a text in a
     * list.
     */
    private static @Nullable String prompt(JsonNode argument) {
        JsonNode prompt = argument.size() == 1 ? argument.path(0) : argument;
        if (prompt.asText().startsWith("[{")) {
            try {
                return ChatTexts.prompt(JSON.readTree(prompt.asText()));
            } catch (JsonProcessingException noMessages) {
                return prompt.asText();
            }
        }
        return ChatTexts.prompt(prompt);
    }

    /** The harness writes the samples into a folder with the name of the model. */
    private static @Nullable String model(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? null : String.valueOf(folder.getFileName());
    }

    private static String task(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        return name.matches() ? name.group(1) : "";
    }
}

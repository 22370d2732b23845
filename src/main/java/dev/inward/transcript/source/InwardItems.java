package dev.inward.transcript.source;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.inward.data.Columns;
import dev.inward.data.DataFormat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the items of a comparison. A row of the file has the answer of the target and both
 * predictions, so it becomes three rows. The models stand under {@value #TARGET_ROLE} and {@value
 * #PREDICTOR_ROLE}, which the task file renames.
 */
final class InwardItems implements TranscriptSource {

    private static final String TARGET_ROLE = "target";
    private static final String PREDICTOR_ROLE = "predictor";
    private static final String MISSING = "MISSING";

    private static final Columns COLUMNS =
            new Columns(
                    new LinkedHashMap<>(
                            Map.of(
                                    "prompt", "prompt",
                                    "behaviour", "behaviour",
                                    "self", "self",
                                    "selfOutcome", "selfOutcome",
                                    "cross", "cross",
                                    "crossOutcome", "crossOutcome")));

    @Override
    public void read(Path file, @Nullable Path input, Consumer<SourceRow> consumer) {
        String unused =
                DataFormat.CSV.read(
                        file,
                        COLUMNS,
                        row -> {
                            Map<String, String> values = row.values();
                            String place = "line " + row.line();
                            ObjectNode behaviour = row(values, TARGET_ROLE, "object-level");
                            behaviour.put(RowNames.ANSWER, values.get("behaviour"));
                            consumer.accept(new SourceRow(place, behaviour));
                            consumer.accept(
                                    new SourceRow(place, prediction(values, TARGET_ROLE, "self")));
                            consumer.accept(
                                    new SourceRow(
                                            place, prediction(values, PREDICTOR_ROLE, "cross")));
                        });
    }

    private static ObjectNode prediction(Map<String, String> values, String role, String column) {
        ObjectNode prediction = row(values, role, "hypothetical");
        boolean isMissing = MISSING.equals(values.get(column + "Outcome"));
        prediction.put(isMissing ? RowNames.ERROR : RowNames.ANSWER, values.get(column));
        return prediction;
    }

    private static ObjectNode row(Map<String, String> values, String role, String kind) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        row.put(RowNames.MODEL, role);
        row.put(RowNames.KIND, kind);
        row.put(RowNames.QUESTION, values.get("prompt"));
        row.put(RowNames.PROMPT, kind.equals("object-level") ? values.get("prompt") : null);
        return row;
    }
}

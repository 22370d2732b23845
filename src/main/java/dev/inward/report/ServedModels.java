package dev.inward.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.inward.InwardParameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds out which models the providers served for the model ids that the run requested. */
final class ServedModels {

    private ServedModels() {}

    /** Returns the ids of the served models by requested id, both sorted. */
    static SortedMap<String, SortedSet<String>> byRequest(RunVerdicts verdicts) {
        SortedMap<String, SortedSet<String>> served = new TreeMap<>();
        for (RunVerdicts.Judged judged : verdicts.judged()) {
            for (String role : List.of("targetModel", "predictorModel")) {
                JsonNode model = judged.verdict().record().path(role);
                if (model.path("requested").isTextual()) {
                    SortedSet<String> ids =
                            served.computeIfAbsent(
                                    model.path("requested").asText(), it -> new TreeSet<>());
                    model.path("served").forEach(id -> ids.add(id.asText()));
                }
            }
        }
        return served;
    }

    /** Returns a sentence for each requested id that was served by several models. */
    static List<String> notes(RunVerdicts verdicts) {
        return byRequest(verdicts).entrySet().stream()
                .filter(entry -> entry.getValue().size() > 1)
                .map(ServedModels::note)
                .toList();
    }

    private static String note(Map.Entry<String, SortedSet<String>> entry) {
        return String.format(
                Locale.ROOT,
                "%d models answered for the one model id '%s': %s. The provider changed the model during the run, or answers of an earlier run are from before the change. Name a dated model id, or collect all answers again with -D"
                        + InwardParameters.MODE
                        + "=refresh.",
                entry.getValue().size(),
                entry.getKey(),
                String.join(", ", entry.getValue()));
    }
}
